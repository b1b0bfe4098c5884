/**
 * A long source in pieces that always come out the same, wherever reading begins: what is done is told by a place in the
 * text, and a source is taken up again there.
 */
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec } from '../formats/codec.ts'
import { readerNamed } from '../formats/index.ts'
import { type Portion, portionsOf } from '../library/intake.ts'

/** A place in a source. The format is that of parts, once it is known that there are parts. */
export interface Mark {
  readonly characters: number
  readonly line: number
  readonly format?: string
}

export const beginning: Mark = { characters: 0, line: 1 }

export interface Chunk {
  /** Each is named by its number in the chunk. */
  readonly portions: readonly (Portion & { readonly source: string })[]
  /** Where the next begins. */
  readonly end: Mark
}

export interface Reading {
  readonly named?: ReadableCodec
  /** Characters that are held at once: a source that cannot be cut may be no longer. */
  readonly limit: number
  /** Portions a chunk. */
  readonly most?: number
}

/** A second’s work, a few megabytes. */
const usual = 16
const pieceSize = 2 ** 16

export async function* chunksOf(
  texts: AsyncIterable<string>,
  start: Mark,
  { named, limit, most = usual }: Reading,
): AsyncGenerator<Chunk> {
  const tape = createTape(texts, limit)
  try {
    await tape.pass(start.characters)
    let mark = start
    for (let isFirst = start.characters === 0; isFirst || (await tape.hasMore()); isFirst = false) {
      const codec = mark.format === undefined ? named : readerNamed(mark.format)
      const portions: (Portion & { readonly source: string })[] = []
      const begin = mark
      let fault: unknown
      try {
        for await (const portion of portionsOf(tape.pieces(), codec)) {
          tape.take(portion.text.length)
          const placed = placedFrom(begin, portion)
          portions.push({ ...placed, source: String(portions.length) })
          mark = after(mark, placed)
          if (portions.length === most) break
        }
      } catch (error) {
        fault = error
      }
      // What came before a fault is taken in.
      if (portions.length > 0) yield { portions, end: mark }
      if (fault) throw fault
    }
  } finally {
    await tape.close()
  }
}

/** Lines are counted from the beginning of the source. */
function placedFrom({ line, format }: Mark, portion: Portion): Portion {
  if (portion.line === undefined && format === undefined) return portion
  return { ...portion, line: line - 1 + (portion.line ?? 1) }
}

function after({ characters, line, format }: Mark, portion: Portion): Mark {
  const named = portion.line === undefined ? format : portion.format
  return {
    characters: characters + portion.text.length,
    line: line + linesIn(portion.text),
    ...(named !== undefined && { format: named }),
  }
}

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Text that is given out in pieces of one length, counted from where the last chunk ended. */
function createTape(texts: AsyncIterable<string>, limit: number) {
  const iterator = texts[Symbol.asyncIterator]()
  let held = ''
  let given = 0
  let ended = false
  const fill = async (length: number): Promise<void> => {
    while (!ended && held.length < length) {
      const { value, done } = await iterator.next()
      if (done) ended = true
      else held += value
    }
  }
  const drop = (length: number) => {
    held = held.slice(length)
    given = Math.max(given - length, 0)
  }
  return {
    take: drop,
    /** Goes on behind so many characters. */
    async pass(characters: number): Promise<void> {
      for (let left = characters; left > 0; ) {
        await fill(1)
        if (held === '') return
        const length = Math.min(left, held.length)
        drop(length)
        left -= length
      }
    },
    /** Whether anything but blanks is to come. */
    async hasMore(): Promise<boolean> {
      for (let length = pieceSize; ; length *= 2) {
        await fill(length)
        if (held.trim() !== '') return true
        if (ended) return false
      }
    },
    async *pieces(): AsyncGenerator<string> {
      for (given = 0; ; ) {
        await fill(given + pieceSize)
        const piece = held.slice(given, given + pieceSize)
        if (piece === '') return
        given += piece.length
        if (given > limit) throw tooLarge(limit)
        yield piece
      }
    },
    close: async () => void (await iterator.return?.()),
  }
}

const tooLarge = (limit: number) =>
  new Refusal(
    'too-large',
    `The source holds more than ${limit} characters in one document. Send its records one after another, such as one a line, or in several files; or raise CONVERT_LIMIT.`,
  )
