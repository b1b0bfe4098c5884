/** A source of any length as readings: unpacked, decoded, recognised by its content, and read in parts where it can be. */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Reading } from '../formats/codec.ts'
import { guessFormat, readAs } from '../formats/index.ts'

export type Bytes = AsyncIterable<Uint8Array>

/** Characters of a source that can only be read whole: V8 holds no text of 2^29 and more. */
const wholeLimit = 2 ** 28
/** Packed metadata is a tenth to a fiftieth of its size; what swells more is made to fill memory. */
const ratioLimit = 300
const harmless = 2 ** 24

/** Text of a source, from the file’s bytes; gzip is recognised by its first two (RFC 1952, 2.3.1). */
export async function* textOf(bytes: Bytes, name: string): AsyncGenerator<string> {
  const [head, all] = await peeked(bytes)
  yield* head[0] === 0x1f && head[1] === 0x8b ? decoded(unpacked(all, name), name) : decoded(all, name)
}

/** The same at once, for what must be read whole. */
export async function wholeText(texts: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const text of texts) whole = withinLimit(whole + text)
  return whole
}

/** The first bytes, at least four where there are, and all of them again. */
async function peeked(bytes: Bytes): Promise<readonly [Uint8Array, Bytes]> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  let ended = false
  while (head.length < 4 && !ended) {
    const { value, done } = await iterator.next()
    if (done) ended = true
    else head = head.length === 0 ? value : Buffer.concat([head, value])
  }
  const all = async function* () {
    yield head
    if (!ended) yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return [head, all()]
}

async function* unpacked(bytes: Bytes, name: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  const source = Readable.from(bytes)
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  let size = 0
  try {
    for await (const chunk of gunzip) {
      size += chunk.length
      if (size > harmless && size > ratioLimit * gunzip.bytesWritten) {
        throw new Refusal(
          'too-large',
          `${name} swells to more than ${ratioLimit} times its size when unpacked, as metadata does not. Unpack it first.`,
        )
      }
      yield chunk
    }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error) || !('errno' in error)) throw error
    throw new Refusal(
      'unreadable',
      `${name} is not whole as gzip: ${error.message}. Send it again, or unpack it first.`,
    )
  }
}

/** UTF-8, or UTF-16 with its byte-order mark. Throws `Refusal('unreadable')` for other bytes: a guess would corrupt names. */
async function* decoded(bytes: Bytes, name: string): AsyncGenerator<string> {
  const [head, all] = await peeked(bytes)
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const decoder = new TextDecoder(wide ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true })
  try {
    for await (const chunk of all) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const way = wide
      ? 'It is damaged: save it again.'
      : 'Convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8.'
    throw new Refusal('unreadable', `${name} is not ${wide ? 'UTF-16, as its first bytes say' : 'UTF-8'}. ${way}`)
  }
}

/** How much of a source is looked at before it is read in parts, and the size of the parts, in characters. */
const enough = 2 ** 16
const part = 2 ** 18

/**
 * Every record of a source in order. A format whose records stand one after another is read part by part, in constant
 * memory; any other is read whole. Throws the `Refusal` of a source that is not understood.
 */
export async function* readingsOf(texts: AsyncIterable<string>, named?: ReadableCodec): AsyncGenerator<Reading> {
  let text = ''
  let line = 1
  let inParts: (ReadableCodec & Required<Pick<ReadableCodec, 'cut'>>) | undefined
  let look = enough
  for await (const more of texts) {
    text = withinLimit(text + more)
    if (text.length < look) continue
    inParts ??= divisible(text, named)
    // A source that must be read whole is looked at rarely, so that looking takes linear time.
    look = inParts ? part : text.length * 2
    const end = inParts?.cut(text) ?? 0
    if (!inParts || end === 0) continue
    yield* inParts.read(text.slice(0, end), line)
    line += linesIn(text, end)
    text = text.slice(end)
  }
  if (!inParts) yield* readAs(named ?? guessFormat(text), text)
  else if (text.trim() !== '') yield* inParts.read(text, line)
}

function divisible(text: string, named: ReadableCodec | undefined) {
  const codec = named ?? guessFormat(text)
  const { cut } = codec
  return cut !== undefined && cut(text) > 0 ? { ...codec, cut } : undefined
}

function linesIn(text: string, end: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function withinLimit(text: string): string {
  if (text.length <= wholeLimit) return text
  throw new Refusal(
    'too-large',
    `The source has more than ${wholeLimit / 2 ** 20} million characters in one document. Send its records in several files, or one a line.`,
  )
}
