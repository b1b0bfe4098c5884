import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import t from 'tap'
import type { ArticleDate } from '../../schemas/article.ts'
import { enw } from '../../src/formats/enw.ts'
import { article } from '../arbitraries.ts'
import { parseRefer } from '../judges/refer.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

const read = (draft: Parameters<typeof articleOf>[0]) => {
  const [record] = parseRefer(enw.write(articleOf(draft), site))
  if (!record) throw new Error('No record')
  return record
}

t.test('the whole record, line by line', async (t) => {
  t.strictSame(enw.write(full, site).split('\n'), [
    '%0 Journal Article',
    '%A van der Berg, Jan, Jr.',
    '%A García Márquez, Ana María',
    '%A Tide Study Group Lund,',
    '%A Madonna',
    '%E Ito, K.',
    '%+ Dept of Y, University of X, Town, Chile',
    '%+ Institute of Z; Room 5, Berlin',
    '%T Growth of E. coli in H2O & air: A study',
    '%Q Crecimiento',
    '%! Growth',
    '%J Journal of Tides',
    '%O J. Tides',
    '%D 2024',
    '%8 March 5, 2024',
    '%V 30',
    '%N 5 Suppl. 1',
    '%P 297-301',
    '%] e77',
    '%@ 1476-4687',
    '%I Shore Press',
    '%C Bergen',
    `%R ${sici}`,
    '%U https://example.org/a?x=1&y=2',
    '%> https://example.org/a.pdf',
    '%M 12345',
    '%2 PMC99',
    '%9 Case Report',
    '%G en',
    '%K tides, ebb',
    '%K clock',
    '%X Background: We did it. And x < y.',
    '%Z Retracted: https://doi.org/10.5555/notice (2025-01-01)',
    '%Z Preprint: https://doi.org/10.1101/2023.01.01',
    '%Z Received 2023-11-02; Revised 2023-12-01; Revised 2024-01; Accepted 2024-01-09; Published online 2024-03-05; Published in print Spring 2025',
    '%Z Translator: L. Moreau',
    '%Z Abstract (es): Lo hicimos.',
    '%F berg2024',
    '',
  ])
})

t.test('any article is one record of the strict grammar', async () => {
  fc.assert(
    fc.property(article(), (one) => parseRefer(enw.write(one, site)).length === 1),
    { numRuns: 150, seed: 12 },
  )
})

t.test('many articles in the frame are as many records', async (t) => {
  const [head, between, tail] = enw.frame
  const record = enw.write(full, site)
  t.equal(parseRefer(head + [record, record, record].join(between) + tail).length, 3)
})

t.test('no value can begin a line', async (t) => {
  const [record, ...others] = parseRefer(enw.write(hostileArticle, site))
  t.equal(others.length, 0)
  t.same(record?.all('0'), ['Journal Article'])
  t.equal(record?.all('A').length, 2)
})

t.test('dates in words, never with a day or month that was not given', async (t) => {
  const dates: readonly (readonly [ArticleDate, string | undefined, string | undefined])[] = [
    ['2024-03-05', '2024', 'March 5, 2024'],
    ['2024-12', '2024', 'December 2024'],
    ['2024', '2024', undefined],
    ['2024-24', '2024', 'Winter 2024'],
    ['2024-01/2024-02', '2024', '2024-01 to 2024-02'],
    [{ year: 2018, season: 'Enero-Junio' }, '2018', 'Enero-Junio 2018'],
    [{ literal: 'n.d.' }, undefined, undefined],
  ]
  for (const [published, year, words] of dates) {
    const record = read({ dates: { published } })
    t.same([record.one('D'), record.one('8')], [year, words])
  }
})

t.test('a family name of several words and a body end in a comma', async (t) => {
  const record = read({
    contributors: [
      { kind: 'person', role: 'author', family: 'Maharana Pratap' },
      { kind: 'person', role: 'author', family: '王小明' },
      { kind: 'group', role: 'author', name: 'WHO' },
    ],
  })
  t.same(record.all('A'), ['Maharana Pratap,', '王小明', 'WHO,'])
})

t.test('an article number stands for missing pages', async (t) => {
  t.same([read({ articleNumber: 'e77' }).one('P'), read({ articleNumber: 'e77' }).one(']')], ['e77', 'e77'])
  t.equal(read({ pages: { first: 'A-12', last: 'A-20' } }).one('P'), 'A-12–A-20')
})

t.test('five thousand authors are five thousand lines', async (t) => {
  t.equal(parseRefer(enw.write(crowded(5000), site))[0]?.all('A').length, 5000)
})

const bibutils = spawnSync('end2xml', ['--version']).error === undefined
t.test('bibutils reads it', { skip: !bibutils && 'bibutils is not installed' }, async (t) => {
  const { stdout } = spawnSync('end2xml', [], { input: enw.write(full, site), encoding: 'utf8' })
  for (const part of ['<namePart type="family">García Márquez</namePart>', '<dateIssued>2024-03-05</dateIssued>']) {
    t.ok(stdout.includes(part), part)
  }
})
