/** The change log with what each change means, and with the record it made. */
import type { Change, Store, StoredRecord, StoreReader } from '../store/store.ts'
import { type Meaning, mayBeMarked, meaningOf } from './events.ts'

export interface ToldChange extends Change, Meaning {
  /** The version that the change made. */
  readonly record: StoredRecord
  /** Whether that version is how the article stands. */
  readonly standing: boolean
}

/** Changes after a number of the log, in order. */
export const changesOf =
  (store: Store) =>
  (since: number, limit: number): Promise<readonly ToldChange[]> =>
    store.read(async (reader) => {
      const told: ToldChange[] = []
      for (const change of await reader.changesSince(since, limit)) told.push(await toldOf(reader, change))
      return told
    })

async function toldOf(reader: StoreReader, change: Change): Promise<ToldChange> {
  const { seq, doi, kind, version } = change
  const record = await reader.version(doi, version)
  if (!record) throw new Error(`Change ${seq} made no version ${version} of ${doi}`)
  const hasBefore = kind !== 'deposit' && mayBeMarked(record.json)
  const before = hasBefore ? await reader.version(doi, version - 1) : undefined
  const newest = await reader.byDoi(doi)
  return { ...change, ...meaningOf(kind, record.json, before?.json), record, standing: newest?.version === version }
}
