/** The short way of a coarsening says what writing and reading would: every leaf has the same fate. */
import { deepStrictEqual } from 'node:assert'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import type { Coarsening, WritableCodec } from '../../src/formats/codec.ts'
import { writers } from '../../src/formats/index.ts'
import { fatesOf, lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { collect } from '../conformance/records.ts'
import { plainArticle } from './plain-article.ts'

const shortened = writers.filter(({ coarsens = [] }) => coarsens.some(({ atOnce }) => atOnce !== undefined))

/** The same format without short ways. */
const theLongWay = ({ loses, coarsens = [], transforms = [] }: WritableCodec) => ({
  loses,
  transforms,
  coarsens: coarsens.map(({ field, how, apply }): Coarsening => ({ field, how, apply })),
})

function compare(codec: WritableCodec, one: Article): void {
  const long = theLongWay(codec)
  deepStrictEqual(fatesOf(one, codec), fatesOf(one, long), `${codec.name}: ${JSON.stringify(one)}`)
  deepStrictEqual(lessened(one, codec), lessened(one, long), `${codec.name}: ${JSON.stringify(one)}`)
}

for (const codec of shortened) {
  t.test(`${codec.name}: the short way says the same of any article`, async () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: plainArticle() }, article()), (one) => compare(codec, one)),
      { numRuns: 50, seed: 11 },
    )
  })
}

t.test('every short way is taken by some article', async (t) => {
  const articles = fc.sample(plainArticle(), { numRuns: 300, seed: 12 })
  for (const { name, coarsens = [] } of shortened) {
    for (const { field, how, atOnce } of coarsens) {
      const isTaken = articles.some((one) => one[field as keyof Article] !== undefined && atOnce?.(one) !== undefined)
      if (atOnce) t.ok(isTaken, `${name}: ${field}: ${how}`)
    }
  }
})

for (const folder of [
  'fixtures',
  '../../shared/corpora/jats',
  '../../shared/corpora/crossref-xml',
  '../../shared/corpora/datacite',
]) {
  const path = join(import.meta.dirname, '..', folder)
  t.test(
    `the short way says the same of records of ${folder}`,
    { skip: !existsSync(path) && 'skipped: it is not there' },
    async () => {
      // Every record once, each in another of the formats.
      for (const [at, one] of collect(folder, path).articles.entries()) {
        compare(shortened[at % shortened.length] as WritableCodec, one) // within the list
      }
    },
  )
}
