/** Synthetic articles whose names and journals are as frequent as Zipf’s law has them, and a store full of them. */
import type { StoredArticle } from '../../schemas/article.ts'
import { searchTextOf } from '../../src/library/search-text.ts'
import type { Store } from '../../src/store/store.ts'
import { perSecond } from '../median.ts'
import { synthetic } from '../synthetic.ts'

/** The nth of a row of invented names of which the first is a hundred times as common as the hundredth. */
const zipf = (n: number, seed: number, names: number): number =>
  Math.floor(names ** (((Math.imul(n + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0) / 4_294_967_296)) - 1

export function article(n: number): StoredArticle {
  const draft = synthetic(n)
  const contributors = Array.from({ length: 3 }, (_, at) => ({
    kind: 'person' as const,
    role: 'author' as const,
    family: `Fam${zipf(n, at + 1, 50_000).toString(36)}`,
    given: `Giv${zipf(n, at + 11, 3_000).toString(36)}`,
    orcid: `0000-000${at + 1}-${String(zipf(n, at + 21, 9_000)).padStart(4, '0')}-0000`,
  }))
  const journal = zipf(n, 31, 5_000)
  const issn = `${String(journal).padStart(4, '0')}-0000`
  return { ...draft, contributors, journal: { title: `Journal ${journal.toString(36)}`, issn: { electronic: issn } } }
}

export async function load(store: Store, articles: number): Promise<void> {
  const start = performance.now()
  for (let at = 0; at < articles; at += 1000) {
    await store.write(async (writer) => {
      for (let n = at; n < Math.min(at + 1000, articles); n++) {
        const one = article(n)
        const { doi } = one
        const [json, search] = [JSON.stringify(one), searchTextOf(one)]
        await writer.put({ doi, kind: 'deposit', json, at: new Date(1.7e12 + n).toISOString(), by: 'bench', search })
      }
    })
  }
  const speed = perSecond((1000 * articles) / (performance.now() - start))
  process.stdout.write(`${articles.toLocaleString('en')} articles loaded at ${speed}\n`)
}
