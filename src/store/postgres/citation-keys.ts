/** A citation key that is nobody else’s. */
import { text } from '../sqlite/rows.ts'
import type { Session } from './session.ts'

/** From which suffix on to look: a hint, so that the thousandth namesake is found fast. */
export type KeyHints = Map<string, number>

const portion = 32

/** The key itself, or with the first suffix that is free. `waiting` are keys given that the table does not have yet. */
export async function freeKey(
  session: Session,
  wished: string,
  waiting: ReadonlySet<string>,
  hints: KeyHints,
): Promise<string> {
  // Keys are never given back: what was taken once is taken.
  const hint = hints.get(wished)
  if (hint === undefined && (await firstFree(session, [wished], waiting)) !== undefined) return wished
  if (hints.size >= 10_000) hints.clear()
  for (let from = hint ?? 0; ; from += portion) {
    const keys = Array.from({ length: portion }, (_, n) => wished + suffix(from + n))
    const free = await firstFree(session, keys, waiting)
    if (free === undefined) continue
    hints.set(wished, from + free + 1)
    return keys[free] ?? wished
  }
}

async function firstFree(session: Session, keys: string[], waiting: ReadonlySet<string>): Promise<number | undefined> {
  const taken = new Set((await session.run('keysTaken', keys)).map(([key]) => text(key)))
  const free = keys.findIndex((key) => !taken.has(key) && !waiting.has(key))
  return free === -1 ? undefined : free
}

/** 0 → a, 25 → z, 26 → aa. */
function suffix(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26))
  return n < 26 ? letter : suffix(Math.floor(n / 26) - 1) + letter
}
