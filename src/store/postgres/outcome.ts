/** What became of a commit that was not answered: the head of the log bears the name of the last batch that wrote. */
import { integer } from '../sqlite/rows.ts'
import { borrow, type Place } from './connection.ts'
import { sessionOn } from './session.ts'

export type Outcome = 'committed' | 'undone' | 'unknown'

/** Waits for the server to come back, some seconds at most. Unknown where others have written since, or it stays away. */
export async function outcomeOf(
  { writers }: Place,
  { batch, number }: { readonly batch: string; readonly number: number },
): Promise<Outcome> {
  try {
    const client = await borrow(writers)
    try {
      // Whoever still holds the head, and be it the lost connection’s own end, is waited for.
      await client.query('BEGIN; SET LOCAL lock_timeout = 5000')
      const [head] = await sessionOn(client).run('lockHead')
      await client.query('ROLLBACK')
      client.release()
      if (head?.[1] === batch) return 'committed'
      return integer(head?.[0]) < number ? 'undone' : 'unknown'
    } catch (error) {
      client.release(true)
      throw error
    }
  } catch {
    return 'unknown'
  }
}
