/** Keeps the shelves behind the log, in steps, so that no deposit waits for it. */
import type { Shelf } from '../browse.ts'
import { integer, text } from '../sqlite/rows.ts'
import type { Write } from './desk.ts'
import { all, fill } from './filler.ts'
import type { Session } from './session.ts'

/** Few enough that a deposit does not wait long behind a step. */
const step = 500

type ShelfOf = (json: string) => Shelf | undefined

/** One step; steps that are asked for at the same time are one. */
export function createShelving(write: Write): (shelfOf: ShelfOf) => Promise<void> {
  let running: Promise<void> | undefined
  return (shelfOf) => {
    running ??= write((session) => shelveStep(session, shelfOf)).finally(() => {
      running = undefined
    })
    return running
  }
}

/** How many articles more or less each journal and each issue has. */
interface Tally {
  readonly journals: Map<number, number>
  readonly issues: Map<
    string,
    { readonly journal: number; readonly volume: string; readonly issue: string; by: number }
  >
}

async function shelveStep(session: Session, shelfOf: ShelfOf): Promise<void> {
  const [followed, last] = (await session.run('browse'))[0] ?? []
  const rows = await session.run('following', integer(followed), step)
  const dois = rows.map(([doi]) => text(doi))
  const tally: Tally = { journals: new Map(), issues: new Map() }
  if (dois.length > 0) {
    for (const [, journal, volume, issue] of await session.run('shelvedAt', dois))
      count(tally, integer(journal), text(volume), text(issue), -1)
    await session.run('leaveShelves', dois)
  }
  const shelves = rows.flatMap(([doi, , withdrawn, place, json]) => {
    const shelf = withdrawn === 1 ? undefined : shelfOf(text(json))
    return shelf ? [{ doi: text(doi), place: integer(place), shelf }] : []
  })
  const ids = await journalIds(
    session,
    shelves.map(({ shelf }) => shelf),
  )
  const standing = shelves.map(({ doi, place, shelf }) => {
    const journal = ids.get(shelf.slug) ?? 0
    count(tally, journal, shelf.volume, shelf.issue, 1)
    return [doi, journal, shelf.volume, shelf.issue, shelf.page, place] as const
  })
  await fill(session, 'shelved', standing)
  await keepTally(session, tally)
  await session.run('rememberShelves', rows.length < step ? integer(last) : integer(rows.at(-1)?.[1]))
}

function count({ journals, issues }: Tally, journal: number, volume: string, issue: string, by: 1 | -1): void {
  journals.set(journal, (journals.get(journal) ?? 0) + by)
  const key = JSON.stringify([journal, volume, issue])
  const known = issues.get(key)
  if (known) known.by += by
  else issues.set(key, { journal, volume, issue, by })
}

const keepTally = (session: Session, { journals, issues }: Tally): Promise<void> =>
  all([
    ...[...journals].map(([id, by]) => session.run('countInJournal', by, id)),
    ...[...issues.values()].map(({ journal, volume, issue, by }) =>
      session.run('countInIssue', journal, volume, issue, by),
    ),
  ])

/** Of the journals of shelves; a journal is named as the article that came last writes it. */
async function journalIds(session: Session, shelves: readonly Shelf[]): Promise<ReadonlyMap<string, number>> {
  const names = new Map(shelves.map(({ slug, name }) => [slug, name]))
  if (names.size === 0) return new Map()
  const known = new Map<string, { id: number; name: string }>()
  for (const [slug, id, name] of await session.run('journalIds', [...names.keys()]))
    known.set(text(slug), { id: integer(id), name: text(name) })
  let last = integer((await session.run('lastJournal'))[0]?.[0])
  const ids = new Map<string, number>()
  const changed: Promise<unknown>[] = []
  for (const [slug, name] of names) {
    const before = known.get(slug)
    const id = before?.id ?? ++last
    ids.set(slug, id)
    if (before?.name !== name) changed.push(session.run('keepJournal', id, slug, name))
  }
  await all(changed)
  return ids
}
