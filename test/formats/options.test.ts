import fc from 'fast-check'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { biblatex } from '../../src/formats/biblatex.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { bibtexAscii } from '../../src/formats/bibtex-ascii.ts'
import type { WriteOptions } from '../../src/formats/codec.ts'
import { cslItem, cslJson } from '../../src/formats/csl-json.ts'
import { jats } from '../../src/formats/jats.ts'
import { lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { judgeJats } from '../judges/jats-dtd.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const twice = admit({
  doi: '10.5555/twice',
  title: 'Twice',
  dates: { publishedOnline: '2023-12-30', publishedPrint: '2024-02' },
}).article

t.test('the date that is cited is the one that was asked for', async (t) => {
  t.match(bibtex.write(twice), 'year = {2023},\n  month = dec,\n  day = {30}')
  t.match(bibtex.write(twice, site, { date: 'print' }), 'year = {2024},\n  month = feb')
  t.match(bibtexAscii.write(twice, site, { date: 'print' }), 'year = {2024},\n  month = feb')
  t.match(biblatex.write(twice, site, { date: 'print' }), 'date = {2024-02}')
  t.strictSame(cslItem(twice, { date: 'print' }).issued, { 'date-parts': [[2024, 2]] })
  t.strictSame(cslItem(twice, { date: 'online' }).issued, { 'date-parts': [[2023, 12, 30]] })
})

t.test('the key of the store is the key of the entry', async (t) => {
  const options = { key: 'Khan2024a' }
  for (const codec of [bibtex, bibtexAscii, biblatex]) t.match(codec.write(twice, site, options), /^@misc\{Khan2024a,/)
  t.equal(cslItem(twice, options)['citation-key'], 'Khan2024a')
  t.match(bibtex.write(twice, site, { key: 'a},b c' }), /^@misc\{a-b-c,/, 'and cannot end it')
})

for (const date of ['online', 'print'] as const) {
  t.test(`dated by ${date}, any article comes back`, async (t) => {
    fc.assert(
      fc.property(article(), (one) => {
        for (const codec of [bibtex, cslJson]) {
          const [reading] = codec.read(codec.write(one, site, { date }))
          if (!reading || 'refusal' in reading) throw new Error('not read back')
          t.strictSame(admit(reading.draft).article, lessened(one, codec))
        }
      }),
      { numRuns: 60, seed: 9 },
    )
  })
}

t.test('JATS 1.3 is valid and says the same', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const document = jats.write(one, site, { version: '1.3' })
      t.match(document, 'dtd-version="1.3"')
      t.strictSame(judgeJats(document), [])
      const [reading] = jats.read(document)
      if (!reading || 'refusal' in reading) throw new Error('not read back')
      t.strictSame(admit(reading.draft).article, lessened(one, jats))
    }),
    { numRuns: 60, seed: 10 },
  )
})

t.test('a CSL item is named by its DOI, or by its citation key as BibTeX is', async (t) => {
  const one = { doi: '10.5555/1', type: 'research-article', title: 'A' } as const
  const id = (options?: WriteOptions) => JSON.parse(cslJson.write(one, undefined, options)).id
  t.equal(id(), '10.5555/1')
  t.equal(id({ id: 'doi' }), '10.5555/1')
  t.equal(id({ id: 'citation-key', key: 'smith2024a' }), 'smith2024a')
})
