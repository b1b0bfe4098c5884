/** What is answered of many records: a line of JSON for each, or one document of verdicts, as they come. */
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type Type from 'typebox'
import { Refusal } from '../article/refusal.ts'
import type { ReportLine } from '../library/deposit.ts'
import type { Portion } from '../library/intake.ts'
import type { Library } from '../library/library.ts'
import { findingsOf } from '../library/validate.ts'
import type { LineShape } from './bulk-shapes.ts'

/** A line of JSON for each line of the report, and one for what ended it early. */
export async function* rowsOf(
  lines: AsyncIterable<ReportLine>,
  request: FastifyRequest,
  by: string,
  dryRun: boolean,
): AsyncGenerator<string> {
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  try {
    for await (const line of lines) {
      counts[line.outcome]++
      yield `${JSON.stringify(rowOf(line))}\n`
    }
  } catch (error) {
    // A store that takes no more, or a key that was revoked: what has no line was not written.
    if (!(error instanceof Refusal)) throw error
    counts.refused++
    yield `${JSON.stringify(rowOf({ place: '', outcome: 'refused', refusal: error }))}\n`
  } finally {
    request.log.info({ ...counts, dryRun, by }, 'bulk deposit')
  }
}

function rowOf(line: ReportLine): Type.Static<typeof LineShape> {
  const { place, outcome } = line
  if (line.outcome !== 'refused')
    return { place, outcome, doi: line.doi, version: line.version, findings: [...line.notes] }
  const { doi, refusal } = line
  const { code, message: detail } = refusal
  return { place, outcome, ...(doi !== undefined && { doi }), code, detail, findings: [...findingsOf(refusal)] }
}

/** One document of JSON, whose counts come last. */
export async function* verdictsOf(
  library: Library,
  portions: AsyncIterable<Portion>,
  doi: string | undefined,
): AsyncGenerator<string> {
  const counts = { valid: 0, invalid: 0 }
  let before = '{"records":['
  try {
    for await (const verdict of library.validate(portions, doi)) {
      counts[verdict.valid ? 'valid' : 'invalid']++
      yield `${before}${JSON.stringify(verdict)}`
      before = ',\n'
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    counts.invalid++
    yield `${before}${JSON.stringify({ place: '', valid: false, findings: findingsOf(error) })}`
    before = ''
  }
  yield `${before.startsWith('{') ? before : ''}],"valid":${counts.valid},"invalid":${counts.invalid}}\n`
}

/** Characters, and milliseconds, of an answer that are sent together. */
const pieceSize = 2 ** 14
const pieceTime = 100
/** Milliseconds after which others have their turn: a commit tells of hundreds of lines at once. */
const turnTime = 0.5

/** Joined to pieces that are worth sending. */
export async function* piecesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  let now = performance.now()
  let sent = now
  let begun = now
  for await (const text of texts) {
    piece += text
    now = performance.now()
    if (piece.length >= pieceSize || now - sent >= pieceTime) {
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
