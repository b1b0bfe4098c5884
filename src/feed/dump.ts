/** Everything in one stream, as it stood at a number of the change log; a dump that broke off can be taken up again. */
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import { type Site, type WritableCodec, writeWhole } from '../formats/codec.ts'
import { writerNamed, writers } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'

/** The records themselves, one a line, with their versions and the tombstones; and every format that is written. */
export const lines = 'ndjson'
export const dumpNames: readonly string[] = [lines, ...writers.map(({ name }) => name)]

export interface DumpOptions {
  readonly library: Library
  readonly site: Site
  readonly format: string
  /** The number of the change log whose state is told; the newest unless said. */
  readonly at?: number
  /** Only what changed after this number. */
  readonly since?: number
  /** The DOI of the last article that came through. */
  readonly after?: string
  /** Told of each article that the format cannot say. */
  readonly leftOut?: (record: StoredRecord, refusal: Refusal) => void
}

export interface Dump {
  readonly at: number
  readonly mediaType: string
  readonly extension: string
  readonly texts: AsyncIterable<string>
}

/** Throws a `Refusal` for an unknown format, a number that was not reached yet, or a DOI that is not there. */
export async function openDump(options: DumpOptions): Promise<Dump> {
  const { library, format, since = 0, after } = options
  const codec = format === lines ? undefined : writerNamed(format)
  const last = await library.harvest.last()
  const { at = last } = options
  if (at > last)
    throw new Refusal('invalid-request', `The change log has ${last} entries; at=${at} is not reached yet.`)
  if (after !== undefined && !(await library.find(after))) {
    throw new Refusal('invalid-request', `after=${after}: no article has this DOI.`)
  }
  const records = library.harvest.snapshot({ at, since, ...(after !== undefined && { after }) })
  const texts = codec ? framed(records, codec, options) : linesOf(records)
  const { mediaType = 'application/x-ndjson', extension = '.ndjson' } = codec ?? {}
  return { at, mediaType, extension, texts }
}

async function* linesOf(records: AsyncIterable<StoredRecord>): AsyncGenerator<string> {
  for await (const { doi, version, created, modified, withdrawn, json } of records) {
    const head = JSON.stringify({ doi, version, created, modified, ...(withdrawn && { withdrawn }) })
    yield withdrawn ? `${head}\n` : `${head.slice(0, -1)},"article":${json}}\n`
  }
}

async function* framed(
  records: AsyncIterable<StoredRecord>,
  codec: WritableCodec,
  { site, leftOut = () => {} }: DumpOptions,
): AsyncGenerator<string> {
  const [head, between, tail] = codec.frame
  let separator = head
  for await (const record of records) {
    if (record.withdrawn) continue
    const text = written(record, codec, site, leftOut)
    if (text === undefined) continue
    yield separator + text
    separator = between
  }
  yield separator === head ? head + tail : tail
}

function written(
  record: StoredRecord,
  codec: WritableCodec,
  site: Site,
  leftOut: NonNullable<DumpOptions['leftOut']>,
): string | undefined {
  const { citationKey: key, modified } = record
  const article: Article = JSON.parse(record.json)
  try {
    return writeWhole(codec, article, site, { modified, ...(key !== undefined && { key }) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    leftOut(record, error)
    return undefined
  }
}
