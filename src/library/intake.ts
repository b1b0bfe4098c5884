/** A source of any length as readings: unpacked, decoded, recognised by its content, and read in parts where it can be. */
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Reading } from '../formats/codec.ts'
import { guessFormat, readAs, readerNamed } from '../formats/index.ts'

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
  if (head[0] === 0xff && head[1] === 0xfe) yield* wide(all, 'utf-16le', name)
  else if (head[0] === 0xfe && head[1] === 0xff) yield* wide(all, 'utf-16be', name)
  else yield* narrow(all, name)
}

async function* wide(bytes: Bytes, encoding: string, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new Refusal('unreadable', `${name} is not UTF-16, as its first bytes say. It is damaged: save it again.`)
  }
}

/** `TextDecoder` takes ten times as long for a stream as these two take for its chunks. */
async function* narrow(bytes: Bytes, name: string): AsyncGenerator<string> {
  let begun: Uint8Array = new Uint8Array()
  let first = true
  let before = 0
  const textFrom = (whole: Uint8Array): string => {
    if (!isUtf8(whole)) throw notUtf8(whole, name, before)
    before += whole.length
    const text = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString()
    if (!first || text === '') return text
    first = false
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
  for await (const all of bytes) {
    for (let at = 0; at < all.length; at += decodedAtOnce) {
      const more = all.subarray(at, at + decodedAtOnce)
      const chunk = begun.length === 0 ? more : Buffer.concat([begun, more])
      const end = wholeCharacters(chunk)
      begun = chunk.subarray(end)
      yield textFrom(chunk.subarray(0, end))
    }
  }
  yield textFrom(begun)
}

/** Bytes that are not UTF-8, with the first of them. `before` is how many bytes of the source came before these. */
export function notUtf8(bytes: Uint8Array, name: string, before = 0): Refusal {
  const at = firstFault(bytes)
  const value = bytes[at]?.toString(16).padStart(2, '0')
  const message = `Byte ${before + at + 1} of the source (${value}) is not UTF-8.`
  const remedy = 'Convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8.'
  return new Refusal('unreadable', `${name} is not UTF-8. ${remedy}`, {
    findings: [{ severity: 'error', code: 'not-utf-8', pointer: '', value, message, remedy }],
  })
}

function firstFault(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    if (!isUtf8(bytes.subarray(at, at + length))) return at
    at += length
  }
  return bytes.length
}

/** Where the last character begins, if its end is in the next chunk; else the length. (RFC 3629, 3) */
function wholeCharacters(chunk: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return length > back ? chunk.length - back : chunk.length
  }
  return chunk.length
}

/** How much of a source is looked at before it is read in parts, in characters. */
const enough = 2 ** 16
/** The size of the parts, unless said: each is a message to a thread. */
const part = 2 ** 17
/** Bytes that are decoded at once. V8 keeps larger texts apart, in memory that is new each time. */
const decodedAtOnce = 2 ** 15

/** A piece of a source that can be read by itself. */
export interface Portion {
  readonly text: string
  /** Name of its format; what is not named is recognised by its content. */
  readonly format?: string
  /** For a part of a source: the line at which it begins. Other portions are sources as a whole. */
  readonly line?: number
  /** Records that are passed over, since they were taken before: their numbers, from 0. */
  readonly passed?: readonly number[]
}

/** The format of a portion. Throws `Refusal`s: unreadable, unknown-format. */
export const formatOf = ({ text, format }: Portion): ReadableCodec =>
  format === undefined ? guessFormat(text) : readerNamed(format)

/** Every record of a portion. Throws the `Refusal` of a source that is not understood. */
export function readPortion(portion: Portion, codec = formatOf(portion)): Reading[] {
  const { text, line, passed = [] } = portion
  const readings = line === undefined ? readAs(codec, text) : codec.read(text, line)
  const gone = new Set(passed)
  return gone.size === 0 ? readings : readings.filter((_, number) => !gone.has(number))
}

/**
 * A source as portions, in order. A format whose records stand one after another is taken part by part, in constant
 * memory, a part of about so many characters; any other as a whole.
 */
export async function* portionsOf(
  texts: AsyncIterable<string>,
  named?: ReadableCodec,
  size = part,
): AsyncGenerator<Portion> {
  let text = ''
  let line = 1
  let inParts: (ReadableCodec & Required<Pick<ReadableCodec, 'cut'>>) | undefined
  let look = enough
  try {
    for await (const more of texts) {
      text = withinLimit(text + more)
      if (text.length < look) continue
      inParts ??= divisible(text, named)
      // A source that must be read whole is looked at rarely, so that looking takes linear time.
      look = inParts ? size : text.length * 2
      const end = inParts?.cut(text) ?? 0
      if (!inParts || end === 0) continue
      yield { text: text.slice(0, end), format: inParts.name, line }
      line += linesIn(text, end)
      text = text.slice(end)
    }
  } catch (error) {
    // What came whole before a source broke off is taken, however it is cut.
    const end = inParts?.cut(text) ?? 0
    if (inParts && end > 0) yield { text: text.slice(0, end), format: inParts.name, line }
    throw error
  }
  if (!inParts) yield { text, ...(named && { format: named.name }) }
  else if (text.trim() !== '') yield { text, format: inParts.name, line }
}

/** Every record of a source in order. Throws the `Refusal` of a source that is not understood. */
export async function* readingsOf(texts: AsyncIterable<string>, named?: ReadableCodec): AsyncGenerator<Reading> {
  for await (const portion of portionsOf(texts, named)) yield* readPortion(portion)
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
