/** The answer to a conversion: a document or a report, whole with its counts, or piece by piece where it is long. */
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { WritableCodec } from '../formats/codec.ts'
import { type Fate, fatesOf } from '../formats/losses.ts'
import { type Converted, framed } from '../library/convert.ts'

/** How many leaves meet each fate; the leaves themselves where they are asked for. */
export function lossReport(article: Article, codec: WritableCodec, whole: boolean) {
  const fates = fatesOf(article, codec)
  const count = (fate: Fate['fate']) => fates.filter((each) => each.fate === fate).length
  const counts = { kept: count('kept'), transformed: count('transformed'), dropped: count('dropped') }
  return { format: codec.name, ...counts, ...(whole && { leaves: fates }) }
}

/**
 * The records in the other format. What went wrong is told by counts: in headers, or in trailers where the answer begins
 * before the end is known. A single refused record is the answer’s refusal.
 */
export async function sendConverted(reply: FastifyReply, results: AsyncIterable<Converted>, codec: WritableCodec) {
  const tally: Tally = { records: 0, refused: 0, dropped: 0 }
  const pieces = piecesOf(framed(tallied(results, codec, tally), codec))
  const [start, rest] = await begun(pieces)
  reply.type(`${codec.mediaType}; charset=utf-8`)
  if (rest) {
    reply.trailer('colophon-losses', async () => String(tally.dropped))
    reply.trailer('colophon-refused', async () => String(tally.refused))
    return reply.send(rest)
  }
  if (tally.records === 1 && tally.refusal) throw tally.refusal
  return reply
    .headers({ 'colophon-losses': String(tally.dropped), 'colophon-refused': String(tally.refused) })
    .send(start)
}

/** For every record its text, notes and losses, or why it was refused. */
export async function sendReport(reply: FastifyReply, results: AsyncIterable<Converted>, codec: WritableCodec) {
  const [start, rest] = await begun(piecesOf(reported(results, codec)))
  return reply.type('application/json; charset=utf-8').send(rest ?? start)
}

interface Tally {
  records: number
  refused: number
  dropped: number
  refusal?: Refusal
}

async function* tallied(results: AsyncIterable<Converted>, codec: WritableCodec, tally: Tally) {
  for await (const result of results) {
    tally.records++
    if ('refusal' in result) {
      tally.refused++
      tally.refusal ??= result.refusal
    } else tally.dropped += lossReport(result.article, codec, false).dropped
    yield result
  }
}

async function* reported(results: AsyncIterable<Converted>, codec: WritableCodec): AsyncGenerator<string> {
  let before = '['
  try {
    for await (const result of results) {
      yield before + JSON.stringify(rowOf(result, codec))
      before = ','
    }
  } catch (error) {
    // Of a source that cannot be read to its end the report is of use as far as it goes.
    if (!(error instanceof Refusal) || before === '[') throw error
    yield before + JSON.stringify({ refused: error.message, findings: error.findings })
  }
  yield before === '[' ? '[]\n' : ']\n'
}

const rowOf = (result: Converted, codec: WritableCodec) =>
  'refusal' in result
    ? { place: result.place, refused: result.refusal.message, findings: result.refusal.findings }
    : { place: result.place, text: result.text, notes: result.notes, losses: lossReport(result.article, codec, true) }

/** Characters of an answer that are sent together. */
const pieceSize = 2 ** 16

/** Texts joined to pieces that are worth sending; other requests have their turn between two of them. */
async function* piecesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceSize) continue
    yield piece
    piece = ''
    await setImmediate()
  }
  if (piece !== '') yield piece
}

/** The whole where it is one piece; otherwise all of them as a stream. What goes wrong before is a problem by itself. */
async function begun(pieces: AsyncGenerator<string>): Promise<readonly [start: string, rest?: Readable]> {
  const first = await pieces.next()
  const start = first.value ?? ''
  const second = await pieces.next()
  if (second.done) return [start]
  async function* all() {
    yield start
    yield second.value
    yield* pieces
  }
  return [start, Readable.from(all(), { highWaterMark: 2 })]
}
