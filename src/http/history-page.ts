/** The history of an article for people: the newest versions first, and two compared. */
import { differencesOf } from '../article/differences.ts'
import { encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { Told } from '../library/history.ts'
import type { Library } from '../library/library.ts'
import { type HistoryPage, historyPage, type Version } from '../web/history.ts'

/** Versions on a page. */
const pageSize = 30

export interface Asked {
  readonly doi: string
  /** Versions before this one; the newest unless said. */
  readonly before?: number
  readonly from?: number
  readonly to?: number
}

type Doors = { readonly library: Library; readonly site: Site }

export async function historyHtml(asked: Asked, { library, site }: Doors): Promise<string> {
  const { doi } = asked
  const total = (await library.past.steps(doi)).length
  const last = Math.min(asked.before === undefined ? total : asked.before - 1, total)
  const first = Math.max(last - pageSize, 0)
  // The one before the first is told too: the first is compared with it.
  const { told } = await library.past.tell(doi, Math.max(first - 1, 0), last - Math.max(first - 1, 0))
  const versions = told.map((one, at) => versionOf(one, told[at - 1])).filter(({ version }) => version > first)
  const older = first > 0 ? { older: `/history/${encodeDoi(doi)}?before=${first + 1}` } : {}
  return historyPage({
    name: site.name,
    doi,
    total,
    versions: versions.toReversed(),
    ...older,
    ...(await compared(asked, library)),
  })
}

function versionOf({ record, kind, changes }: Told, before: Told | undefined): Version {
  const { version, modified, by, format, withdrawn } = record
  return {
    version,
    kind,
    at: modified,
    by,
    ...(format !== undefined && { format }),
    ...(withdrawn && { reason: withdrawn.reason }),
    ...(changes && before && { changes: differencesOf(JSON.parse(before.record.json), changes) }),
  }
}

async function compared({ doi, from, to }: Asked, library: Library): Promise<Pick<HistoryPage, 'compared'>> {
  if (from === undefined || to === undefined) return {}
  const operations = await library.past.compare(doi, from, to)
  const record = await library.past.at(doi, { kind: 'version', version: from })
  const changes = record ? differencesOf(JSON.parse(record.json), operations) : []
  return { compared: { from, to, changes } }
}
