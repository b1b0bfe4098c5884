/**
 * The port for readers and crawlers who walk: journals, volumes, issues and articles, all articles in the order of first
 * deposit, and those that changed last. Lists are exact, and a page of any of them costs what it holds.
 */
import type { Harvested } from './harvest.ts'
import type { Change, StoredRecord } from './store.ts'

/** Where an article stands. */
export interface Shelf {
  /** Tells journals apart; fit for an address. */
  readonly slug: string
  readonly name: string
  /** Empty where there is none. */
  readonly volume: string
  readonly issue: string
  /** The first page, for the order within an issue. */
  readonly page: number
}

export interface ShelvedJournal {
  readonly slug: string
  readonly name: string
  readonly articles: number
}

export interface ShelvedIssue {
  readonly volume: string
  readonly issue: string
  readonly articles: number
}

export interface IssueName {
  readonly slug: string
  readonly volume: string
  readonly issue: string
}

/** The address of an article, in order of first deposit. */
export interface Located {
  readonly place: number
  readonly doi: string
  readonly modified: string
}

export type LogLine = Omit<Change, 'by'>

export interface Slice {
  readonly offset: number
  readonly limit: number
}

export interface BrowseStore {
  /** Brings the shelves up to the end of the log. `shelfOf` is given an article as JSON. */
  follow(shelfOf: (json: string) => Shelf | undefined): Promise<void>
  /** By name. */
  journals(slice: Slice): Promise<readonly ShelvedJournal[]>
  countJournals(): Promise<number>
  journal(slug: string): Promise<ShelvedJournal | undefined>
  /** Every volume with its issues, in no order. */
  volumes(slug: string): Promise<readonly ShelvedIssue[]>
  /** An issue, and how many articles it has; undefined where it has none. */
  issue(issue: IssueName): Promise<ShelvedIssue | undefined>
  /** Articles of an issue by their first pages. */
  articles(issue: IssueName & Slice): Promise<readonly StoredRecord[]>
  /** Articles with a place after `after` and not after `until` that are not withdrawn. */
  located(span: { after: number; until: number; limit: number }): Promise<readonly Located[]>
  /** The greatest place. */
  lastPlace(): Promise<number>
  /** When anything last changed at these places; undefined where there are none. */
  changed(span: { after: number; until: number }): Promise<string | undefined>
  /** Lines of the change log, without their records. */
  log(span: { after: number; until: number; limit: number }): Promise<readonly LogLine[]>
  /** Articles that changed before a number of the log, the latest first, withdrawn ones too. */
  latest(question: { set?: string; before: number; limit: number }): Promise<readonly Harvested[]>
}
