/** What harvesters may do: walk all articles in the order of their changes, by date and set, and miss nothing. */
import type { HarvestPage, HarvestQuestion, HarvestSet, Store, StoredRecord } from '../store/store.ts'
import { changesOf, type ToldChange } from './changes.ts'
import { setsOfJson } from './sets.ts'

export interface Harvest {
  /** Articles in the order in which they last changed, withdrawn ones too. */
  page(question: HarvestQuestion): Promise<HarvestPage>
  sets(after: number, limit: number): Promise<readonly (HarvestSet & { readonly place: number })[]>
  countSets(): Promise<number>
  /** Whoever asks again from here on misses nothing: what is not there yet will never bear an earlier instant. */
  horizon(): Promise<string>
  /** The instant of the first change; undefined where there is none. */
  first(): Promise<string | undefined>
  /** What signatures are made with. */
  secret(): Promise<Uint8Array>
  /** The number of the newest change, 0 where there is none. */
  last(): Promise<number>
  /** Changes after a number of the log, with what they mean and the records they made. */
  changes(since: number, limit: number): Promise<readonly ToldChange[]>
  /** The articles as they stood at a number of the log, in order of first deposit. */
  snapshot(options: SnapshotOptions): AsyncGenerator<StoredRecord>
}

export interface SnapshotOptions {
  readonly at: number
  /** Only what changed after this number. */
  readonly since?: number
  /** The DOI of the last article one has already. */
  readonly after?: string
}

/** How long an answer waits for a fresher horizon, behind a long write; the older one is right too. */
const patience = 250

export function createHarvest(store: Store, now: () => Date): Harvest {
  const { harvest } = store
  let promised = ''
  let promising: Promise<void> | undefined

  /** Once a second at most, and only while somebody asks: the horizon comes up to the clock. */
  async function refresh(): Promise<void> {
    const instant = `${now().toISOString().slice(0, 19)}.000Z`
    if (instant <= promised && promising === undefined) return
    promising ??= harvest
      .promise(instant)
      .then(() => {
        promised = instant
      })
      // Where nothing can be written, nothing new can be missed.
      .catch(() => {})
      .finally(() => {
        promising = undefined
      })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience)
    })
    await Promise.race([promising, late])
    clearTimeout(timer)
  }

  const followed = () => harvest.follow(setsOfJson)

  return {
    async page(question) {
      if (question.set !== undefined) await followed()
      await refresh()
      return harvest.page(question)
    },
    async sets(after, limit) {
      await followed()
      return harvest.sets(after, limit)
    },
    async countSets() {
      await followed()
      return harvest.countSets()
    },
    async horizon() {
      await refresh()
      return harvest.horizon()
    },
    first: () => harvest.first(),
    secret: () => harvest.secret(),
    last: () => store.read((reader) => reader.lastSeq()),
    changes: changesOf(store),
    async *snapshot({ at, since = 0, after }) {
      let place = after === undefined ? 0 : ((await harvest.placeOf(after)) ?? 0)
      for (;;) {
        const rows = await harvest.snapshot({ at, since, after: place, limit: 100 })
        for (const { record } of rows) yield record
        const last = rows.at(-1)
        if (!last) return
        place = last.place
      }
    },
  }
}
