/** Articles as they were: by the number of a version or by an instant, and what changed from one version to the next. */
import { diff } from '../article/diff.ts'
import type { Operation } from '../article/operations.ts'
import { Refusal } from '../article/refusal.ts'
import type { ChangeKind, Store, StoredRecord, StoreReader, VersionStep } from '../store/store.ts'

/** Which version is meant: by its number; the one that stood at an instant; or at an instant, and before all the first. */
export type Moment =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'as-of'; readonly instant: string }
  | { readonly kind: 'nearest'; readonly instant: string }

/** A version as the history tells it. */
export interface Told {
  readonly record: StoredRecord
  readonly kind: ChangeKind
  /** What makes its record of the one before; absent for the first. */
  readonly changes?: readonly Operation[]
}

export interface Past {
  /** The version meant, withdrawn or not; undefined where the DOI is unknown. Throws `Refusal('not-found')`. */
  at(doi: string, moment: Moment): Promise<StoredRecord | undefined>
  /** When there was which version, oldest first; none where the DOI is unknown. */
  steps(doi: string): Promise<readonly VersionStep[]>
  /** Versions after a number, oldest first, fewer than asked where they are large, and how many there are in all. */
  tell(doi: string, after: number, limit: number): Promise<{ readonly told: readonly Told[]; readonly total: number }>
  /** What makes the record of one version of that of another. Throws `Refusal('not-found')` for a version there is not. */
  compare(doi: string, from: number, to: number): Promise<readonly Operation[]>
}

export function createPast(store: Store): Past {
  return {
    at: (doi, moment) =>
      store.read(async (reader) => {
        const found =
          moment.kind === 'version'
            ? await reader.version(doi, moment.version)
            : await reader.versionAt(doi, moment.instant)
        if (found) return found
        const newest = await reader.byDoi(doi)
        if (!newest) return undefined
        if (moment.kind === 'nearest') return reader.version(doi, 1)
        throw moment.kind === 'version' ? noVersion(newest, moment.version) : notYet(newest, moment.instant)
      }),
    steps: (doi) => store.read((reader) => reader.steps(doi)),
    async tell(doi, after, limit) {
      const { records, total } = await store.read(async (reader) => ({
        records: await pageOf(reader, doi, after, limit),
        total: (await reader.byDoi(doi))?.version ?? 0,
      }))
      const told: Told[] = []
      for (const [i, record] of records.entries()) {
        if (record.version > after) told.push(toldOf(record, records[i - 1]))
        // Comparing long lists takes milliseconds: others have their turn between two.
        await new Promise((turn) => setImmediate(turn))
      }
      return { told, total }
    },
    compare: (doi, from, to) =>
      store.read(async (reader) => {
        const recordOf = async (version: number): Promise<unknown> => {
          const record = await reader.version(doi, version)
          if (record) return JSON.parse(record.json)
          const newest = await reader.byDoi(doi)
          throw newest ? noVersion(newest, version) : new Refusal('not-found', `No article has the DOI ${doi}.`)
        }
        return diff(await recordOf(from), await recordOf(to))
      }),
  }
}

const step = 20
/** Characters of records that are held at once. */
const pageSize = 2 ** 23

/** The versions asked for, behind the one before them, which says what changed to the first. */
async function pageOf(reader: StoreReader, doi: string, after: number, limit: number): Promise<StoredRecord[]> {
  const records: StoredRecord[] = []
  let last = Math.max(after - 1, 0)
  let size = 0
  while (last < after + limit && size < pageSize) {
    const more = await reader.versions(doi, { after: last, limit: Math.min(step, after + limit - last) })
    if (more.length === 0) break
    records.push(...more)
    last += more.length
    size += more.reduce((sum, { json }) => sum + json.length, 0)
  }
  return records
}

function toldOf(record: StoredRecord, before: StoredRecord | undefined): Told {
  if (!before) return { record, kind: 'deposit' }
  const kind = record.withdrawn ? 'withdraw' : before.withdrawn ? 'restore' : 'update'
  return { record, kind, changes: diff(JSON.parse(before.json), JSON.parse(record.json)) }
}

const noVersion = ({ doi, version }: StoredRecord, asked: number): Refusal =>
  new Refusal('not-found', `${doi} has no version ${asked}; it has versions 1 to ${version}.`)

const notYet = ({ doi, created }: StoredRecord, instant: string): Refusal =>
  new Refusal('not-found', `${doi} was first deposited on ${created}, and was not there on ${instant}.`)
