/** What walkers may do: from journals to volumes, issues and articles; through all articles; back from the latest change. */
import type {
  BrowseStore,
  Harvested,
  Located,
  LogLine,
  ShelvedIssue,
  ShelvedJournal,
  Store,
  StoredRecord,
} from '../store/store.ts'
import { setsOfJson } from './sets.ts'
import { setOfSlug, shelfOfJson } from './shelf.ts'

export type { Located, LogLine, ShelvedIssue, ShelvedJournal } from '../store/store.ts'

export interface Browse {
  /** By name, and how many there are. */
  journals(offset: number, limit: number): Promise<{ journals: readonly ShelvedJournal[]; total: number }>
  journal(slug: string): Promise<ShelvedJournal | undefined>
  /** Volumes and issues, the highest number first. */
  volumes(slug: string): Promise<readonly ShelvedIssue[]>
  /** An issue that has articles. */
  issue: BrowseStore['issue']
  /** The articles of an issue by their pages. */
  articles: BrowseStore['articles']
  /** Articles in order of first deposit whose places lie after one and not after another; not those withdrawn. */
  located(after: number, until: number): AsyncGenerator<Located>
  /** Spans of `size` places, with the instant of the last change in each. */
  parts(size: number): AsyncGenerator<{ readonly number: number; readonly modified: string }>
  /** The greatest place. */
  lastPlace(): Promise<number>
  /** Lines of the change log after one number and up to another. */
  log(after: number, until: number): AsyncGenerator<LogLine>
  /** Articles that changed before a number of the log, the latest first, withdrawn ones too; of one journal or of all. */
  latest(question: { slug?: string; before?: number; limit: number }): Promise<readonly Harvested[]>
}

/** Rows read at a time: others have their turn between. */
const step = 1000

export function createBrowse({ browse, harvest }: Pick<Store, 'browse' | 'harvest'>): Browse {
  const followed = () => browse.follow(shelfOfJson)
  return {
    async journals(offset, limit) {
      await followed()
      return { journals: await browse.journals({ offset, limit }), total: await browse.countJournals() }
    },
    async journal(slug) {
      await followed()
      return browse.journal(slug)
    },
    async volumes(slug) {
      await followed()
      const found = await browse.volumes(slug)
      return found.toSorted((a, b) => byNumber.compare(b.volume, a.volume) || byNumber.compare(b.issue, a.issue))
    },
    async issue(issue) {
      await followed()
      return browse.issue(issue)
    },
    async articles(issue): Promise<readonly StoredRecord[]> {
      await followed()
      return browse.articles(issue)
    },
    async *located(after, until) {
      for (let place = after; ; ) {
        const rows = await browse.located({ after: place, until, limit: step })
        yield* rows
        const last = rows.at(-1)
        if (!last || rows.length < step) return
        place = last.place
      }
    },
    lastPlace: () => browse.lastPlace(),
    async *log(after, until) {
      for (let seq = after; ; ) {
        const lines = await browse.log({ after: seq, until, limit: step })
        yield* lines
        const last = lines.at(-1)
        if (!last || lines.length < step) return
        seq = last.seq
      }
    },
    async *parts(size) {
      const last = await browse.lastPlace()
      for (let number = 1; (number - 1) * size < last; number++) {
        const modified = await browse.changed({ after: (number - 1) * size, until: number * size })
        if (modified !== undefined) yield { number, modified }
      }
    },
    async latest({ slug, before = Number.MAX_SAFE_INTEGER, limit }) {
      if (slug !== undefined) await harvest.follow(setsOfJson)
      return browse.latest({ ...(slug !== undefined && { set: setOfSlug(slug) }), before, limit })
    },
  }
}

const byNumber = new Intl.Collator('en', { numeric: true })
