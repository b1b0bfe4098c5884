/** Browsing on PostgreSQL. */
import type { BrowseStore, Shelf } from '../browse.ts'
import { changeKind, integer, lowerCase, recordOf, text, type Values } from '../sqlite/rows.ts'
import type { Desk, Write } from './desk.ts'
import { harvested } from './harvest.ts'
import type { Session } from './session.ts'
import { createShelving } from './shelving.ts'

export function createBrowse({ read }: Desk, write: Write): BrowseStore {
  const shelve = createShelving(write)
  return {
    async follow(shelfOf: (json: string) => Shelf | undefined) {
      const behind = () =>
        read(async (session) => {
          const [followed, last] = (await session.run('browse'))[0] ?? []
          return integer(followed) < integer(last)
        })
      while (await behind()) await shelve(shelfOf)
    },
    journals: ({ offset, limit }) =>
      read(async (session) => (await session.run('journals', limit, offset)).map(journalOf)),
    countJournals: () => read(async (session) => integer((await session.run('countJournals'))[0]?.[0])),
    journal: (slug) => read(async (session) => optional(await session.run('journal', slug), journalOf)),
    volumes: (slug) => read(async (session) => (await session.run('volumes', slug)).map(issueOf)),
    issue: ({ slug, volume, issue }) =>
      read(async (session) => optional(await session.run('issue', slug, volume, issue), issueOf)),
    articles: ({ slug, volume, issue, offset, limit }) =>
      read(async (session) => {
        const rows = await session.run('shelf', slug, volume, issue, limit, offset)
        return recordsOf(
          session,
          rows.map(([doi]) => text(doi)),
        )
      }),
    located: ({ after, until, limit }) =>
      read(async (session) =>
        (await session.run('located', after, until, limit)).map(([place, doi, at]) => ({
          place: integer(place),
          doi: text(doi),
          modified: text(at),
        })),
      ),
    lastPlace: () => read(async (session) => integer((await session.run('head'))[0]?.[3])),
    changed: ({ after, until }) => read((session) => changedAt(session, after, until)),
    log: ({ after, until, limit }) =>
      read(async (session) => (await session.run('lines', after, until, limit)).map(lineOf)),
    latest: ({ set, before, limit }) =>
      read(async (session) => {
        if (set === undefined) return (await session.run('latest', before, limit)).map(harvested)
        const [row] = await session.run('set', set)
        return row ? (await session.run('latestOfSet', integer(row[0]), before, limit)).map(harvested) : []
      }),
  }
}

const optional = <T>(rows: readonly Values[], make: (row: Values) => T): T | undefined => rows[0] && make(rows[0])

async function recordsOf(session: Session, dois: readonly string[]) {
  if (dois.length === 0) return []
  const rows = await session.run('recordsOf', dois)
  const records = new Map(rows.map((row) => [lowerCase(text(row[0])), row]))
  return dois.flatMap((doi) => {
    const row = records.get(doi)
    return row ? [recordOf(row)] : []
  })
}

/** Numbers of the log rise with its instants. */
async function changedAt(session: Session, after: number, until: number): Promise<string | undefined> {
  const newest = (await session.run('newest', after, until))[0]?.[0]
  if (newest == null) return undefined
  const [row] = await session.run('instantOf', integer(newest))
  return row && text(row[0])
}

const lineOf = ([seq, doi, kind, version, at]: Values) => ({
  seq: integer(seq),
  doi: text(doi),
  kind: changeKind(kind),
  version: integer(version),
  at: text(at),
})

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
