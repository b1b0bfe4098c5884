/** A walk through all articles while a writer changes one in a hundred, and what a page costs where it begins and ends. */
import { searchTextOf } from '../../src/library/search-text.ts'
import type { Store } from '../../src/store/store.ts'
import { article } from './load.ts'
import { quantile, say, timed } from './timing.ts'

const pageOf = 1000

export async function walk(store: Store, count: number): Promise<void> {
  const change = createWriter(store, count)
  const places: string[] = []
  const times: number[] = []
  const seen = new Set<string>()
  let met = 0
  for (let after: string | undefined = '', n = 0; after !== undefined; n++) {
    const place: string = after
    const begun = performance.now()
    const answer = await store.find({ limit: pageOf, ...(place !== '' && { after: place }) })
    times.push(performance.now() - begun)
    for (const { record } of answer.hits) seen.add(record.doi)
    met += answer.hits.length
    after = answer.after
    if (after !== undefined) places.push(after)
    await change.ten(n)
  }
  say(
    `walk of ${times.length} pages while ${change.changed()} articles change: ${met} met, ${seen.size} different, of ${count}`,
  )
  const tenth = Math.max(1, Math.floor(times.length / 10))
  told('in the walk itself', times.slice(0, tenth), times.slice(-tenth))
  await again(store, places, tenth, change.ten)
}

/** Pages of the first and of the last tenth in turns, so that whatever else goes on meets both. */
async function again(store: Store, places: readonly string[], tenth: number, change: (n: number) => Promise<void>) {
  const ends: { first: number[]; last: number[] } = { first: [], last: [] }
  for (let n = 0; n < 2 * Math.min(tenth, 50); n++) {
    const [first = '', last = ''] = [places[n % tenth], places[places.length - 2 - (n % tenth)]]
    ends.first.push(await timed(() => store.find({ limit: pageOf, after: first })))
    ends.last.push(await timed(() => store.find({ limit: pageOf, after: last })))
    await change(n)
  }
  told('asked again in turns', ends.first, ends.last)
}

function told(when: string, first: readonly number[], last: readonly number[]): void {
  const [start, end] = [quantile(first, 0.5), quantile(last, 0.5)]
  say(
    `a page of ${pageOf} ${when}: ${start.toFixed(2)} ms in the first tenth, ${end.toFixed(2)} ms in the last, ratio ${(end / start).toFixed(2)} (target 1.2)`,
  )
}

/** The writer at work: ten articles change at a time. */
function createWriter(store: Store, count: number) {
  let changed = 0
  const ten = (round: number): Promise<void> =>
    store.write(async (writer) => {
      for (let k = 0; k < 10; k++, changed++) {
        const one = article((round * 7919 + k * 104_729) % count)
        const { doi } = one
        const [json, search] = [JSON.stringify({ ...one, volume: `new ${round}` }), searchTextOf(one)]
        await writer.put({ doi, kind: 'update', json, at: new Date().toISOString(), by: 'bench', search })
      }
    })
  return { ten, changed: () => changed }
}
