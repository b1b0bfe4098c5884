/** Texts of an answer on their way, joined to pieces that are worth sending. */
import { setImmediate as turn } from 'node:timers/promises'

/** How much of an answer is sent together. */
export interface Pieces {
  readonly characters: number
  readonly milliseconds: number
}

const usual: Pieces = { characters: 2 ** 14, milliseconds: 100 }
/** Milliseconds after which others have their turn: a commit tells of hundreds of lines at once. */
const turnTime = 0.5

/** Joined to pieces that are worth sending. */
export async function* piecesOf(
  texts: AsyncIterable<string>,
  { characters, milliseconds } = usual,
): AsyncGenerator<string> {
  let piece = ''
  let now = performance.now()
  let sent = now
  let begun = now
  for await (const text of texts) {
    piece += text
    now = performance.now()
    if (piece.length >= characters || now - sent >= milliseconds) {
      yield piece
      piece = ''
      sent = now
    }
    if (now - begun < turnTime) continue
    await turn()
    begun = performance.now()
  }
  if (piece !== '') yield piece
}
