/** A session that tells of every statement that failed: after one, the transaction takes no others. */
import type { Session } from './session.ts'

export function watching(session: Session, told: (error: unknown) => void): Session {
  const watch = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error) => {
      told(error)
      throw error
    })
  return {
    copy: (sql, rows) => watch(session.copy(sql, rows)),
    run: (name, ...parameters) => watch(session.run(name, ...parameters)),
    ask: (sql, parameters, name) => watch(session.ask(sql, parameters, name)),
  }
}
