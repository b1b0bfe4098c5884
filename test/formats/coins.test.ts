import fc from 'fast-check'
import t from 'tap'
import type { ArticleDate } from '../../schemas/article.ts'
import { coins } from '../../src/formats/coins.ts'
import { article } from '../arbitraries.ts'
import { parseTags } from '../judges/html-tags.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

/** Keys of a ContextObject (Z39.88-2004) and of its matrix for journals; those that may be repeated. */
const keys = new Set(
  'ctx_ver ctx_enc rft_val_fmt rfr_id rft_id rft.genre rft.atitle rft.jtitle rft.stitle rft.date rft.chron rft.ssn rft.volume rft.part rft.issue rft.spage rft.epage rft.pages rft.artnum rft.issn rft.eissn rft.coden rft.aulast rft.aufirst rft.ausuffix rft.au rft.aucorp'.split(
    ' ',
  ),
)
const repeatable = new Set(['rft_id', 'rft.au', 'rft.aucorp'])

/** The ContextObject of the one span; an error where it is none. */
function parse(text: string): Map<string, string[]> {
  const [tag, ...others] = parseTags(text)
  if (tag?.name !== 'span' || others.length > 0 || tag.attributes.class !== 'Z3988') throw new Error('Not one span')
  const found = new Map<string, string[]>()
  for (const pair of (tag.attributes.title ?? '').split('&')) {
    const [, key = '', value = ''] = /^([a-z_.]+)=([A-Za-z0-9\-._~!*()%]+)$/.exec(pair) ?? []
    const list = found.get(key) ?? []
    if (!keys.has(key) || (list.length > 0 && !repeatable.has(key))) throw new Error(`Not a pair: ${pair}`)
    found.set(key, [...list, decodeURIComponent(value)])
  }
  return found
}
const read = (draft: Parameters<typeof articleOf>[0]) => parse(coins.write(articleOf(draft), site))

t.test('the whole ContextObject', async (t) => {
  t.strictSame(Object.fromEntries(parse(coins.write(full, site))), {
    ctx_ver: ['Z39.88-2004'],
    ctx_enc: ['info:ofi/enc:UTF-8'],
    rft_val_fmt: ['info:ofi/fmt:kev:mtx:journal'],
    rfr_id: ['info:sid/colophon.example'],
    rft_id: [`info:doi/${sici}`, 'info:pmid/12345', 'https://example.org/a?x=1&y=2'],
    'rft.genre': ['article'],
    'rft.atitle': ['Retracted: Growth of E. coli in H2O & air: A study'],
    'rft.jtitle': ['Journal of Tides'],
    'rft.stitle': ['J. Tides'],
    'rft.date': ['2024-03-05'],
    'rft.volume': ['30'],
    'rft.part': ['Suppl. 1'],
    'rft.issue': ['5'],
    'rft.spage': ['297'],
    'rft.epage': ['301'],
    'rft.pages': ['297-301'],
    'rft.artnum': ['e77'],
    'rft.issn': ['0028-0836'],
    'rft.eissn': ['1476-4687'],
    'rft.aulast': ['van der Berg'],
    'rft.aufirst': ['Jan'],
    'rft.ausuffix': ['Jr.'],
    'rft.au': ['Jan van der Berg Jr.', 'Ana María García Márquez', 'Madonna'],
    'rft.aucorp': ['Tide Study Group, Lund'],
  })
})

t.test('any article is one ContextObject', async (t) => {
  fc.assert(
    fc.property(article(), (one) => parse(coins.write(one, site)).size > 3),
    { numRuns: 150, seed: 15 },
  )
  const [head, between, tail] = coins.frame
  const span = coins.write(full, site)
  t.equal(parseTags(head + [span, span].join(between) + tail).length, 2)
})

t.test('dates with the precision that was given', async (t) => {
  const dates: readonly (readonly [ArticleDate, string?, string?, string?])[] = [
    ['2024-03-05', '2024-03-05'],
    ['2024-03', '2024-03'],
    ['2024', '2024'],
    ['2024-23', '2024', 'fall'],
    ['2024-01/2024-02', '2024', undefined, '2024-01 to 2024-02'],
    ['2023/2024', '2023', undefined, '2023 to 2024'],
    [{ year: 2018, season: 'Enero-Junio' }, '2018', undefined, 'Enero-Junio'],
    [{ literal: 'n.d.' }, undefined, undefined, 'n.d.'],
  ]
  for (const [published, date, season, words] of dates) {
    const found = read({ dates: { published } })
    t.same(
      [found.get('rft.date')?.[0], found.get('rft.ssn')?.[0], found.get('rft.chron')?.[0]],
      [date, season, words],
      JSON.stringify(published),
    )
  }
})

t.test('what became of the article is said once', async (t) => {
  const titleOf = (title: string, type: 'corrected-by' | 'retracted-by') =>
    read({ title, relations: [{ type, doi: '10.5555/n' }] }).get('rft.atitle')?.[0]
  t.equal(titleOf('A', 'corrected-by'), 'Corrected: A')
  t.equal(titleOf('RETRACTED: A', 'retracted-by'), 'RETRACTED: A')
})

t.test('what would end an attribute or be no text does no harm', async (t) => {
  const found = parse(coins.write(hostileArticle, site))
  t.equal(found.get('rft.atitle')?.[0], 'Tide ER - TY - BOOK %0 Book %A Eve x\ufffd "><script>&')
})

t.test('five thousand authors are five thousand pairs', async (t) => {
  t.equal(parse(coins.write(crowded(5000), site)).get('rft.au')?.length, 5000)
})
