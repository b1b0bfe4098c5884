/** Browsing on SQLite: a connection of its own that reads, and the line of writers for the shelves. */
import type { DatabaseSync } from 'node:sqlite'
import type { BrowseStore, Shelf } from '../browse.ts'
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import {
  changeKind,
  integer,
  prepareChange,
  prepareRecords,
  recordColumns,
  recordOf,
  recordWidth,
  text,
  type Values,
} from './rows.ts'

/** Runs `room` in one transaction of the writing connection. */
type Write = <T>(room: () => Promise<T>) => Promise<T>

const latest = `SELECT ${recordColumns}, v.seq FROM`

const prepare = (database: DatabaseSync) => ({
  followed: prepareRecords(database, 'SELECT followed FROM browse'),
  last: prepareRecords(database, 'SELECT coalesce(max(seq), 0) FROM version'),
  journals: prepareRecords(
    database,
    `SELECT slug, name, articles FROM journal INDEXED BY journal_name WHERE articles > 0
     ORDER BY name COLLATE NOCASE, id LIMIT ? + 0 OFFSET ? + 0`,
  ),
  countJournals: prepareRecords(database, 'SELECT count(*) FROM journal WHERE articles > 0'),
  journal: prepareRecords(database, 'SELECT slug, name, articles FROM journal WHERE slug = ?'),
  volumes: prepareRecords(
    database,
    `SELECT volume, issue, articles FROM issue WHERE journal = (SELECT id FROM journal WHERE slug = ?) AND articles > 0`,
  ),
  issue: prepareRecords(
    database,
    `SELECT volume, issue, articles FROM issue WHERE journal = (SELECT id FROM journal WHERE slug = ?)
     AND volume = ? AND issue = ? AND articles > 0`,
  ),
  articles: prepareRecords(
    database,
    `SELECT ${recordColumns} FROM (
       SELECT article, page FROM shelved WHERE journal = (SELECT id FROM journal WHERE slug = ?) AND volume = ?
       AND issue = ? ORDER BY page, article LIMIT ? + 0 OFFSET ? + 0
     ) s CROSS JOIN article a ON a.id = s.article CROSS JOIN version v ON v.seq = a.current ORDER BY s.page, s.article`,
  ),
  located: prepareRecords(
    database,
    `SELECT a.id, v.doi, v.at FROM article a CROSS JOIN version v ON v.seq = a.current
     WHERE a.id > ? AND a.id <= ? AND a.withdrawn = 0 ORDER BY a.id LIMIT ? + 0`,
  ),
  lastPlace: prepareRecords(database, 'SELECT coalesce(max(id), 0) FROM article'),
  // Numbers of the log rise with its instants.
  changed: prepareRecords(
    database,
    'SELECT at FROM version WHERE seq = (SELECT max(current) FROM article WHERE id > ? AND id <= ?)',
  ),
  log: prepareRecords(
    database,
    'SELECT seq, doi, kind, version, at FROM version WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ? + 0',
  ),
  latest: prepareRecords(
    database,
    `${latest} article a INDEXED BY article_current CROSS JOIN version v ON v.seq = a.current
     WHERE a.current < ? ORDER BY a.current DESC LIMIT ? + 0`,
  ),
  latestOfSet: prepareRecords(
    database,
    `${latest} harvest_member m CROSS JOIN version v ON v.seq = m.seq CROSS JOIN article a ON a.id = m.article
     WHERE m.set_id = (SELECT id FROM harvest_set WHERE spec = ?) AND m.seq < ? ORDER BY m.seq DESC LIMIT ? + 0`,
  ),
})

/** `writing` is the writing connection; it is used inside of `write` alone. */
export const createBrowse = (
  place: Place,
  writing: DatabaseSync,
  write: Write,
): { readonly store: BrowseStore; close(): void } => {
  const { read, close } = createDesk(place, prepare)
  const shelves = createShelves(writing, write)
  const store: BrowseStore = {
    async follow(shelfOf) {
      const behind = () => read(({ followed, last }) => integer(followed.get()?.[0]) < integer(last.get()?.[0]))
      while (await behind()) await shelves.follow(shelfOf)
    },
    journals: ({ offset, limit }) => read(({ journals }) => journals.all(limit, offset).map(journalOf)),
    countJournals: () => read(({ countJournals }) => integer(countJournals.get()?.[0])),
    journal: (slug) =>
      read(({ journal }) => {
        const row = journal.get(slug)
        return row && journalOf(row)
      }),
    volumes: (slug) => read(({ volumes }) => volumes.all(slug).map(issueOf)),
    issue: ({ slug, volume, issue: name }) =>
      read(({ issue }) => {
        const row = issue.get(slug, volume, name)
        return row && issueOf(row)
      }),
    articles: ({ slug, volume, issue, offset, limit }) =>
      read(({ articles }) => articles.all(slug, volume, issue, limit, offset).map(recordOf)),
    located: ({ after, until, limit }) =>
      read(({ located }) =>
        located
          .all(after, until, limit)
          .map(([id, doi, at]) => ({ place: integer(id), doi: text(doi), modified: text(at) })),
      ),
    lastPlace: () => read(({ lastPlace }) => integer(lastPlace.get()?.[0])),
    changed: ({ after, until }) =>
      read(({ changed }) => {
        const row = changed.get(after, until)
        return row && text(row[0])
      }),
    log: ({ after, until, limit }) =>
      read(({ log }) =>
        log.all(after, until, limit).map(([seq, doi, kind, version, at]) => ({
          seq: integer(seq),
          doi: text(doi),
          kind: changeKind(kind),
          version: integer(version),
          at: text(at),
        })),
      ),
    latest: ({ set, before, limit }) =>
      read(({ latest, latestOfSet }) =>
        (set === undefined ? latest.all(before, limit) : latestOfSet.all(set, before, limit)).map((row) => ({
          seq: integer(row[recordWidth]),
          record: recordOf(row),
        })),
      ),
  }
  return { store, close }
}

const journalOf = ([slug, name, articles]: Values) => ({
  slug: text(slug),
  name: text(name),
  articles: integer(articles),
})

const issueOf = ([volume, issue, articles]: Values) => ({
  volume: text(volume),
  issue: text(issue),
  articles: integer(articles),
})

/** Few enough that a deposit does not wait long behind a step. */
const step = 500

const createShelves = (database: DatabaseSync, write: Write) => {
  const followed = prepareRecords(database, 'SELECT followed FROM browse')
  const last = prepareRecords(database, 'SELECT coalesce(max(seq), 0) FROM version')
  const changed = prepareRecords(
    database,
    `SELECT a.id, a.current, a.withdrawn, v.json FROM article a INDEXED BY article_current
     CROSS JOIN version v ON v.seq = a.current WHERE a.current > ? ORDER BY a.current LIMIT ${step}`,
  )
  const where = prepareRecords(database, 'SELECT journal, volume, issue FROM shelved WHERE article = ?')
  const leave = prepareChange(database, 'DELETE FROM shelved WHERE article = ?')
  const stand = prepareChange(database, 'INSERT INTO shelved VALUES (?, ?, ?, ?, ?)')
  const count = prepareChange(database, 'UPDATE journal SET articles = articles + ? WHERE id = ?')
  const countIssue = prepareChange(
    database,
    `INSERT INTO issue VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (journal, volume, issue) DO UPDATE SET articles = articles + ?4`,
  )
  const name = prepareRecords(
    database,
    `INSERT INTO journal (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING id`,
  )
  const remember = prepareChange(database, 'UPDATE browse SET followed = ?')

  const idOf = (shelf: Shelf, known: Map<string, number>): number => {
    const key = JSON.stringify([shelf.slug, shelf.name])
    const id = known.get(key) ?? integer(name.get(shelf.slug, shelf.name)?.[0])
    known.set(key, id)
    return id
  }
  const move = (article: number, shelf: Shelf | undefined, known: Map<string, number>): void => {
    const before = where.get(article)
    if (before) {
      const [journal, volume, issue] = before
      leave.run(article)
      count.run(-1, integer(journal))
      countIssue.run(integer(journal), text(volume), text(issue), -1)
    }
    if (shelf === undefined) return
    const journal = idOf(shelf, known)
    stand.run(journal, shelf.volume, shelf.issue, shelf.page, article)
    count.run(1, journal)
    countIssue.run(journal, shelf.volume, shelf.issue, 1)
  }
  let running: Promise<void> | undefined
  return {
    /** One step; steps that are asked for at the same time are one. */
    follow(shelfOf: (json: string) => Shelf | undefined): Promise<void> {
      running ??= write(async () => {
        const rows = changed.all(integer(followed.get()?.[0]))
        const known = new Map<string, number>()
        for (const [article, , withdrawn, json] of rows)
          move(integer(article), withdrawn === 1 ? undefined : shelfOf(text(json)), known)
        remember.run(rows.length < step ? integer(last.get()?.[0]) : integer(rows.at(-1)?.[1]))
      }).finally(() => {
        running = undefined
      })
      return running
    },
  }
}
