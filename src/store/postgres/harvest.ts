/** Harvesting on PostgreSQL. */
import type { HarvestPage, HarvestQuestion, HarvestSet, HarvestStore } from '../harvest.ts'
import { integer, lowerCase, recordOf, text, type Values } from '../sqlite/rows.ts'
import { recordWidth } from './catalogue.ts'
import type { Desk, Write } from './desk.ts'
import { fill } from './filler.ts'
import type { Session } from './session.ts'

/** Few enough that a deposit does not wait long behind a step. */
const step = 500

export function createHarvest({ read }: Desk, write: Write): HarvestStore {
  const followOnce = createFollowing(write)
  return {
    page: (question) => read((session) => pageOf(session, question)),
    sets: (after, limit) =>
      read(async (session) =>
        (await session.run('sets', after, limit)).map(([id, spec, name]) => ({
          place: integer(id),
          spec: text(spec),
          name: text(name),
        })),
      ),
    countSets: () => read(async (session) => first(await session.run('countSets'))),
    horizon: () =>
      read(async (session) => {
        const state = await stateOf(session)
        return horizonAt(session, state, state.last)
      }),
    first: () => read((session) => instantOf(session, 1)),
    promise: (instant) => write(async (session) => void (await session.run('promise', instant))),
    async follow(setsOf) {
      const behind = () =>
        read(async (session) => {
          const { followed, last } = await stateOf(session)
          return followed < last
        })
      while (await behind()) await followOnce(setsOf)
    },
    secret: () => read(async (session) => bytes((await session.run('secret'))[0]?.[0])),
    snapshot: ({ at, since, after, limit }) =>
      read(async (session) =>
        (await session.run('snapshot', after, since, at, limit)).map((row) => ({
          place: integer(row[recordWidth]),
          record: recordOf(row),
        })),
      ),
    placeOf: (doi) =>
      read(async (session) => {
        const [row] = await session.run('placeOf', lowerCase(doi))
        return row && integer(row[0])
      }),
  }
}

interface State {
  readonly promised: string
  readonly followed: number
  readonly last: number
}

const stateOf = async (session: Session): Promise<State> => {
  const [promised, followed, last] = (await session.run('harvest'))[0] ?? []
  return { promised: text(promised), followed: integer(followed), last: integer(last) }
}

async function pageOf(session: Session, question: HarvestQuestion): Promise<HarvestPage> {
  const { set, from, limit, counted } = question
  const state = await stateOf(session)
  // A set is told as it was where it stands in the log; what came later has a later instant.
  const seen = set === undefined ? state.last : Math.min(state.followed, state.last)
  const start = from === undefined ? 0 : await seqBefore(session, from, seen)
  const after = Math.max(question.after, start)
  const until = question.until === undefined ? seen : await seqBefore(session, question.until, seen)
  const horizon = await horizonAt(session, state, seen)
  if (set === undefined) {
    const rows = (await session.run('harvested', after, until, limit)).map(harvested)
    const total = counted ? { total: first(await session.run('countHarvested', start, until)) } : {}
    return { rows, horizon, ...total }
  }
  const [row] = await session.run('set', set)
  if (!row) return { rows: [], horizon, ...(counted && { total: 0 }) }
  const id = integer(row[0])
  const rows = (await session.run('harvestedOfSet', id, after, until, limit)).map(harvested)
  const total = counted ? { total: first(await session.run('countOfSet', id, start, until)) } : {}
  return { rows, horizon, ...total }
}

export const harvested = (row: Values) => ({ seq: integer(row[recordWidth]), record: recordOf(row) })
const first = (rows: readonly Values[]): number => integer(rows[0]?.[0])

/** The number of the last change before an instant. */
async function seqBefore(session: Session, instant: string, last: number): Promise<number> {
  const [row] = await session.run('seqBefore', instant, last)
  return row ? integer(row[0]) : 0
}

/** Whoever has seen the log up to `seen` has seen everything before this. */
async function horizonAt(session: Session, { promised, last }: State, seen: number): Promise<string> {
  const at = (await instantOf(session, Math.max(seen, Math.min(1, last)))) ?? promised
  return seen === last && promised > at ? promised : at
}

async function instantOf(session: Session, seq: number): Promise<string | undefined> {
  const [row] = await session.run('instantOf', seq)
  return row && text(row[0])
}

const bytes = (value: unknown): Uint8Array => {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  throw new Error('The store has no secret')
}

type SetsOf = (json: string) => readonly HarvestSet[]

/** One step; steps that are asked for at the same time are one. */
function createFollowing(write: Write): (setsOf: SetsOf) => Promise<void> {
  let running: Promise<void> | undefined
  return (setsOf) => {
    running ??= write((session) => followStep(session, setsOf)).finally(() => {
      running = undefined
    })
    return running
  }
}

async function followStep(session: Session, setsOf: SetsOf): Promise<void> {
  const { followed, last } = await stateOf(session)
  const rows = await session.run('following', followed, step)
  const dois = rows.map(([doi]) => text(doi))
  const members: (readonly [string, number, number])[] = []
  const known = new Map<string, number>()
  for (const [doi, current, , , json] of rows)
    for (const set of setsOf(text(json)))
      members.push([text(doi), await idOf(session, set, known), integer(current)] as const)
  if (dois.length > 0) await session.run('leaveSets', dois)
  await fill(session, 'harvest_member', members)
  await session.run('rememberSets', rows.length < step ? last : integer(rows.at(-1)?.[1]))
}

async function idOf(session: Session, { spec, name }: HarvestSet, known: Map<string, number>): Promise<number> {
  const found = known.get(spec) ?? (await session.run('set', spec))[0]?.[0]
  const id = typeof found === 'number' ? found : await addSet(session, spec, name)
  known.set(spec, id)
  return id
}

async function addSet(session: Session, spec: string, name: string): Promise<number> {
  const id = first(await session.run('lastSet')) + 1
  await session.run('addSet', id, spec, name)
  return id
}
