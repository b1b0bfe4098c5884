/** One import from where it stands to its end: fetched if need be, read chunk by chunk, written by the library’s own verb. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../article/refusal.ts'
import { readerNamed } from '../formats/index.ts'
import type { Caller } from '../library/authority.ts'
import type { ReportLine } from '../library/deposit.ts'
import { type KeptWish, progressOf, wishOf } from '../library/import-record.ts'
import type { Since } from '../library/imports.ts'
import { textOf } from '../library/intake.ts'
import type { Library } from '../library/library.ts'
import type { ImportRecord, ImportStore } from '../store/store.ts'
import { beginning, type Chunk, chunksOf } from './chunks.ts'
import { type Downloading, download } from './download.ts'
import { addressOfDoi, fileBelow, type ReceptionOptions } from './reception.ts'
import { resumed } from './resume.ts'
import type { Spool } from './spool.ts'
import type { Tally, TallyParts } from './tally.ts'

export interface RunParts extends Omit<TallyParts, 'lost'>, ReceptionOptions {
  readonly library: Library
  readonly imports: ImportStore
  readonly spool: Spool
  readonly downloading: Downloading
  /** Characters of a source that are held at once. */
  readonly limit: number
}

/** Articles a transaction: whoever deposits one meanwhile waits for no more than these. */
const batch = 100

/** As `Accept` of registries has them, what tells most first. */
const registered = [
  'application/vnd.crossref.unixsd+xml',
  'application/vnd.crossref.unixref+xml;q=0.9',
  'application/vnd.datacite.datacite+xml;q=0.8',
  'application/vnd.citationstyles.csl+json;q=0.5',
].join(', ')

/** Ends when all is done, or when it is no longer wanted. Throws what it failed of; the tally is then still open. */
export async function runImport(parts: RunParts, record: ImportRecord, tally: Tally, gone: AbortSignal): Promise<void> {
  const { library, limit } = parts
  const by = await library.imports.callerOf(record)
  const wish = wishOf(record)
  const file = await fileOf(parts, record.id, wish, gone)
  const { size } = await stat(file)
  tally.setSize(size)
  const start = progressOf(record)?.checkpoint
  if (!start) await tally.checkpoint(beginning, await library.imports.lastSeq())
  let since = start && (await library.imports.writtenSince(record.id, start.seq))
  const bytes = createReadStream(file, { highWaterMark: 2 ** 17 })
  const named = wish.from === undefined ? undefined : readerNamed(wish.from)
  const reading = { limit, ...(named && { named }) }
  try {
    for await (const chunk of chunksOf(textOf(bytes, 'The source'), start ?? beginning, reading)) {
      if (gone.aborted) return
      const errand = { by, ...(wish.doi !== undefined && { doi: wish.doi }) }
      const portions =
        since && since.own.length > 0 ? await takenUp(parts, chunk, since, errand, tally) : chunk.portions
      since = undefined
      const read = { from: tally.bytes(), to: bytes.bytesRead }
      if (!(await take(parts, portions, errand, tally, gone, read))) return
      tally.setBytes(read.to)
      await tally.checkpoint(chunk.end, await library.imports.lastSeq())
    }
  } finally {
    bytes.destroy()
  }
}

interface For {
  readonly by: Caller
  readonly doi?: string
}

/** Writes a chunk; false where it was no longer wanted before its end. */
async function take(
  { library }: RunParts,
  portions: Chunk['portions'],
  errand: For,
  tally: Tally,
  gone: AbortSignal,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  if (portions.length === 0) return true
  let taken = 0
  let since = performance.now()
  for await (const line of library.depositAll(portions, { ...errand, batch, signal: gone })) {
    tally.note(line)
    tally.setBytes(from + ((to - from) * Number(line.source)) / portions.length)
    if (++taken % batch !== 0) continue
    await rest(library, performance.now() - since)
    since = performance.now()
  }
  return !gone.aborted
}

/** A tenth of the time is others’, and more where some stand in line: nothing of this is waited for. */
async function rest(library: Library, worked: number): Promise<void> {
  await pause(Math.min(Math.max(worked / 10, 1), 50))
  for (let patience = 20; patience > 0 && library.state().waitingWrites > 0; patience--) await pause(5)
}

/** What the log says was written of a chunk is counted; the rest of it is left. */
async function takenUp(
  { library }: RunParts,
  chunk: Chunk,
  since: Since,
  errand: For,
  tally: Tally,
): Promise<Chunk['portions']> {
  const dry: ReportLine[] = []
  for await (const line of library.depositAll(chunk.portions, { ...errand, batch, dryRun: true })) dry.push(line)
  const { lines, portions } = resumed(chunk, dry, since)
  for (const line of lines) tally.note(line)
  return portions
}

/** The file that is read. What is to be fetched is fetched once, and is whole where it is there. */
async function fileOf(
  { spool, folder, resolver, downloading }: RunParts,
  id: string,
  { source, changed, size }: KeptWish,
  gone: AbortSignal,
): Promise<string> {
  if (source.kind === 'path') {
    const file = await fileBelow(folder, source.name)
    const about = await stat(file)
    if (about.mtimeMs === changed && about.size === size) return file
    throw new Refusal('conflict', 'The file was changed since it was named. Order it again when it is as it should be.')
  }
  if (await spool.has(id)) return spool.fileOf(id)
  if (source.kind === 'upload') throw new Refusal('not-found', 'The upload is no longer on the disk. Send it again.')
  const [address, accept] =
    source.kind === 'doi' ? [addressOfDoi(source.name, resolver), registered] : [source.name, undefined]
  await spool.receive(id, download(address, accept, downloading, gone))
  return spool.fileOf(id)
}
