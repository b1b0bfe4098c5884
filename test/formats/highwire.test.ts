import fc from 'fast-check'
import t from 'tap'
import type { ArticleDate } from '../../schemas/article.ts'
import { highwire } from '../../src/formats/highwire.ts'
import { article } from '../arbitraries.ts'
import { parseTags } from '../judges/html-tags.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

type Pair = readonly [name: string, content: string]

/** Names that readers of Highwire tags know, and terms of Dublin Core; the date forms of Google Scholar. */
const known =
  /^(?:gs_meta_revision|citation_(?:title|(?:author|editor)(?:_institution|_email|_orcid)?|date|publication_date|online_date|cover_date|journal_title|journal_abbrev|issn|publisher|volume|issue|firstpage|lastpage|doi|pmid|pmcid|arxiv_id|article_type|section|language|abstract|abstract_html_url|keywords|public_url|pdf_url|xml_url|fulltext_html_url|fulltext_world_readable|funding_source|reference)|DCTERMS\.(?:alternative|contributor|dateAccepted|dateSubmitted|license|subject))$/
const once =
  /^citation_(?:title|date|publication_date|online_date|journal_title|publisher|volume|issue|firstpage|lastpage|doi|language|abstract_html_url)$/

function parse(text: string): Pair[] {
  const pairs: Pair[] = []
  for (const { name, attributes } of parseTags(text)) {
    const { name: key = '', content = '' } = attributes
    const last = pairs.at(-1)?.[0] ?? ''
    const qualifies = /^citation_(author|editor)_/.exec(key)?.[1]
    if (name !== 'meta' || !known.test(key)) throw new Error(`Not a tag: ${key}`)
    if (once.test(key) && pairs.some(([other]) => other === key)) throw new Error(`${key} is said twice`)
    if (qualifies !== undefined && !last.startsWith(`citation_${qualifies}`)) throw new Error(`${key} follows ${last}`)
    if (/^citation_(?:\w+_)?date$/.test(key) && !/^\d{4}(?:\/\d\d(?:\/\d\d)?)?$/.test(content)) throw new Error(content)
    if (content === '' && key !== 'citation_fulltext_world_readable') throw new Error(`${key} is empty`)
    pairs.push([key, content])
  }
  return pairs
}
const read = (draft: Parameters<typeof articleOf>[0]) => parse(highwire.write(articleOf(draft), site))
const all = (pairs: readonly Pair[], wanted: string) =>
  pairs.filter(([name]) => name === wanted).map(([, content]) => content)

t.test('the whole record: an author, then what belongs to it', async (t) => {
  t.strictSame(parse(highwire.write(full, site)), [
    ['gs_meta_revision', '1.1'],
    ['citation_title', 'Retracted: Growth of E. coli in H2O & air: A study'],
    ['citation_author', 'van der Berg, Jan, Jr.'],
    ['citation_author_institution', 'Dept of Y, University of X, Town, Chile'],
    ['citation_author_institution', 'Institute of Z; Room 5, Berlin'],
    ['citation_author_email', 'jan@example.org'],
    ['citation_author_orcid', 'https://orcid.org/0000-0002-1825-0097'],
    ['citation_author', 'Ana María García Márquez'],
    ['citation_author_institution', 'Dept of Y, University of X, Town, Chile'],
    ['citation_author', 'Tide Study Group Lund'],
    ['citation_author', 'Madonna'],
    ['citation_editor', 'Ito, K.'],
    ['DCTERMS.contributor', 'Moreau, L.'],
    ['citation_date', '2024/03/05'],
    ['citation_publication_date', '2025'],
    ['citation_online_date', '2024/03/05'],
    ['DCTERMS.dateSubmitted', '2023-11-02'],
    ['DCTERMS.dateAccepted', '2024-01-09'],
    ['citation_journal_title', 'Journal of Tides'],
    ['citation_journal_abbrev', 'J. Tides'],
    ['citation_issn', '0028-0836'],
    ['citation_issn', '1476-4687'],
    ['citation_publisher', 'Shore Press'],
    ['citation_volume', '30'],
    ['citation_issue', '5 Suppl. 1'],
    ['citation_firstpage', '297'],
    ['citation_lastpage', '301'],
    ['citation_doi', sici],
    ['citation_pmid', '12345'],
    ['citation_pmcid', 'PMC99'],
    ['citation_article_type', 'case-report'],
    ['citation_section', 'Case Report'],
    ['citation_language', 'en'],
    ['DCTERMS.alternative', 'Growth'],
    ['DCTERMS.alternative', 'Crecimiento'],
    ['citation_abstract', 'Background: We did it. And x < y.'],
    ['citation_abstract', 'Lo hicimos.'],
    ['citation_keywords', 'tides, ebb'],
    ['citation_keywords', 'clock'],
    [
      'citation_abstract_html_url',
      'https://colophon.example/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A',
    ],
    ['citation_public_url', 'https://example.org/a?x=1&y=2'],
    ['citation_pdf_url', 'https://example.org/a.pdf'],
    ['DCTERMS.license', 'https://creativecommons.org/licenses/by/4.0/'],
    [
      'citation_funding_source',
      'citation_funder=Sea Council; citation_funder_id=10.13039/100000001; citation_grant_number=A-1',
    ],
    [
      'citation_reference',
      'citation_title=Ebb, flow; citation_author=A. Lee; citation_journal_title=Seas; citation_volume=4; citation_publication_date=1999',
    ],
    ['citation_reference', 'Moon, On water. 1901.'],
  ])
})

t.test('any article is a list of known tags in a lawful order', async () => {
  fc.assert(
    fc.property(article(), (one) => parse(highwire.write(one, site)).length > 1),
    { numRuns: 150, seed: 16 },
  )
})

t.test('a name that Zotero would part in two is not inverted', async (t) => {
  // embedded metadata: split at “;”, or at “,” where both sides have two words
  const parted = (name: string) => {
    const byComma = name.split(/\s*,\s*/)
    return name.includes(';') || (byComma.length > 1 && byComma.slice(0, 2).every((part) => part.includes(' ')))
  }
  for (const name of ['Growth a;b Growth', 'Shore; Sea, Land and Air', 'Group;'])
    t.notOk(
      all(
        parse(highwire.write({ contributors: [{ kind: 'group', name, role: 'author' }] }, site)),
        'citation_author',
      ).some(parted),
      name,
    )
  fc.assert(
    fc.property(article(), (one) => !all(parse(highwire.write(one, site)), 'citation_author').some(parted)),
    { numRuns: 100, seed: 17 },
  )
  t.pass()
})

t.test('dates as Google Scholar reads them, in the precision that was given', async (t) => {
  const dates: readonly (readonly [ArticleDate, string?])[] = [
    ['2024-03-05', '2024/03/05'],
    ['2024-03', '2024/03'],
    ['2024', '2024'],
    ['2024-21', '2024'],
    ['2024-01/2024-02', '2024'],
    [{ year: 2018, season: 'Enero-Junio' }, '2018'],
    [{ literal: 'n.d.' }],
  ]
  for (const [published, said] of dates) {
    t.same(all(read({ dates: { published } }), 'citation_date')[0], said)
    t.same(all(read({ dates: { published } }), 'citation_publication_date')[0], said)
  }
})

t.test('an article number stands for the first page', async (t) => {
  t.same(all(read({ articleNumber: 'e77' }), 'citation_firstpage'), ['e77'])
})

t.test('free to read is an element without content', async (t) => {
  t.same(all(read({ freeToRead: {} }), 'citation_fulltext_world_readable'), [''])
})

t.test('what would end an attribute or an element does no harm', async (t) => {
  const text = highwire.write(hostileArticle, site)
  t.notMatch(text, /<script/)
  t.equal(all(parse(text), 'citation_author').length, 2)
})

t.test('five thousand authors are five thousand tags', async (t) => {
  t.equal(all(parse(highwire.write(crowded(5000), site)), 'citation_author').length, 5000)
})
