import fc from 'fast-check'
import t from 'tap'
import type { ArticleDate } from '../../schemas/article.ts'
import { ris } from '../../src/formats/ris.ts'
import { article } from '../arbitraries.ts'
import { parseRis, readersOfDate } from '../judges/ris.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

const read = (draft: Parameters<typeof articleOf>[0]) => {
  const [record] = parseRis(ris.write(articleOf(draft), site))
  if (!record) throw new Error('No record')
  return record
}

t.test('the whole record, line by line', async (t) => {
  t.strictSame(ris.write(full, site).split('\r\n'), [
    'TY  - JOUR',
    'ID  - berg2024',
    'AU  - van der Berg, Jan, Jr.',
    'AU  - García Márquez, Ana María',
    'AU  - Tide Study Group Lund',
    'AU  - Madonna',
    'ED  - Ito, K.',
    'AD  - Dept of Y, University of X, Town, Chile',
    'AD  - Institute of Z; Room 5, Berlin',
    'TI  - Growth of E. coli in H2O & air: A study',
    'TT  - Crecimiento',
    'ST  - Growth',
    'T2  - Journal of Tides',
    'J2  - J. Tides',
    'PY  - 2024',
    'DA  - 2024/03/05',
    'Y1  - 2024/03/05',
    'VL  - 30',
    'C7  - e77',
    'IS  - 5 Suppl. 1',
    'SP  - 297',
    'EP  - 301',
    'SN  - 1476-4687',
    'PB  - Shore Press',
    'CY  - Bergen',
    `DO  - ${sici}`,
    'UR  - https://example.org/a?x=1&y=2',
    'L1  - https://example.org/a.pdf',
    'M3  - Case Report',
    'LA  - en',
    'KW  - tides, ebb',
    'KW  - clock',
    'AB  - Background: We did it. And x < y.',
    'N1  - Retracted: https://doi.org/10.5555/notice (2025-01-01)',
    'N1  - Preprint: https://doi.org/10.1101/2023.01.01',
    'N1  - Received 2023-11-02; Revised 2023-12-01; Revised 2024-01; Accepted 2024-01-09; Published online 2024-03-05; Published in print Spring 2025',
    'N1  - Translator: L. Moreau',
    'N1  - PMID: 12345; PMCID: PMC99',
    'N1  - Abstract (es): Lo hicimos.',
    'ER  - ',
    '',
  ])
})

t.test('any article is one record of the strict grammar', async () => {
  fc.assert(
    fc.property(article(), (one) => parseRis(ris.write(one, site)).length === 1),
    { numRuns: 150, seed: 11 },
  )
})

t.test('many articles in the frame are as many records', async (t) => {
  const [head, between, tail] = ris.frame
  const record = ris.write(full, site)
  t.equal(parseRis(head + [record, record, record].join(between) + tail).length, 3)
})

t.test('no value can begin a line (T17)', async (t) => {
  const text = ris.write(hostileArticle, site)
  const [record, ...others] = parseRis(text)
  t.equal(others.length, 0)
  t.equal(record?.one('TI'), 'Tide ER - TY - BOOK %0 Book %A Eve x\ufffd "><script>&')
  t.same(record?.all('TY'), ['JOUR'])
})

t.test('the three readers see the same year, and two of them the month', async (t) => {
  const dates: readonly (readonly [ArticleDate, string, string])[] = [
    ['2024-03-05', '2024/03/05', '2024-03'],
    ['2024-03', '2024/03//', '2024-03'],
    ['2024', '', '2024'],
    ['2024-21', '2024///Spring', '2024'],
    ['2024-01/2024-02', '2024///2024-01 to 2024-02', '2024'],
    [{ year: 2018, season: 'Enero/Junio' }, '2018///Enero-Junio', '2018'],
    ['0987', '', '0987'],
  ]
  for (const [published, whole, month] of dates) {
    const record = read({ dates: { published } })
    t.equal(record.one('DA') ?? '', whole)
    t.equal(record.one('Y1'), record.one('DA'))
    t.equal(readersOfDate.pandoc?.(record), String(Number(month.slice(0, 4))))
    t.equal(readersOfDate.Zotero?.(record), month)
    t.equal(readersOfDate.JabRef?.(record), month)
  }
})

t.test('a text that is no date stands in a note, not in a date', async (t) => {
  const record = read({ dates: { published: { literal: '03/04/2024' } } })
  t.same([record.one('PY'), record.one('DA'), record.one('Y1')], [undefined, undefined, undefined])
  t.same(record.all('N1'), ['Published 03/04/2024'])
})

t.test('the date can be asked for', async (t) => {
  const [record] = parseRis(ris.write(full, site, { date: 'print', key: 'kept:key' }))
  t.equal(record?.one('PY'), '2025')
  t.equal(record?.one('DA'), '2025///Spring')
  t.equal(record?.one('ID'), 'kept:key')
})

t.test('pages: SP is never a span, and nothing of a span is lost', async (t) => {
  const pagesOf = (draft: Parameters<typeof articleOf>[0]) => {
    const record = read(draft)
    return [record.one('SP'), record.one('EP'), record.all('N1')[0]]
  }
  t.same(pagesOf({ pages: { first: 'e101', last: 'e110' } }), ['e101', 'e110', undefined])
  t.same(pagesOf({ pages: { first: 'xiv' } }), ['xiv', undefined, undefined])
  t.same(pagesOf({ pages: { first: 'A-12', last: 'A-20' } }), ['A-12', undefined, 'Pages: A-12–A-20'])
  t.same(pagesOf({ pages: { literal: '12-15, 20' } }), ['12', undefined, 'Pages: 12-15, 20'])
  t.same(pagesOf({ articleNumber: 'e77' }), ['e77', undefined, undefined])
})

t.test('one ISSN, the electronic first', async (t) => {
  t.equal(read({ journal: { title: 'T', issn: { print: '0028-0836' } } }).one('SN'), '0028-0836')
  t.equal(read({ journal: { title: 'T', issn: { unspecified: ['2434-561X'] } } }).one('SN'), '2434-561X')
})

t.test('names without authors, in other scripts, in one piece', async (t) => {
  t.same(read({ title: 'T' }).all('AU'), [])
  const names = read({
    contributors: [
      { kind: 'person', role: 'author', family: '王', given: '小明' },
      { kind: 'person', role: 'author', given: 'Guy', droppingParticle: 'de', family: 'Maupassant' },
      { kind: 'person', role: 'author', family: 'Artagnan', nonDroppingParticle: 'd’' },
      { kind: 'literal', role: 'author', literal: 'The Tide, Inc.' },
    ],
  })
  t.same(names.all('AU'), ['王, 小明', 'Maupassant, Guy de', 'd’Artagnan', 'The Tide, Inc.'])
})

t.test('corrections and concerns are seen; the gravest comes first', async (t) => {
  const notes = read({
    relations: [
      { type: 'corrected-by', doi: '10.5555/c' },
      { type: 'has-expression-of-concern', doi: '10.5555/e' },
    ],
    dates: { retracted: '2024-05' },
  }).all('N1')
  t.same(notes, [
    'Expression of concern: https://doi.org/10.5555/e',
    'Corrected: https://doi.org/10.5555/c',
    'Retracted 2024-05',
  ])
})

t.test('five thousand authors are five thousand lines', async (t) => {
  t.equal(parseRis(ris.write(crowded(5000), site))[0]?.all('AU').length, 5000)
})
