import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { coins } from '../../src/formats/coins.ts'
import { highwire } from '../../src/formats/highwire.ts'
import { readers } from '../../src/formats/index.ts'
import { full, site } from './tagged/sample.ts'

type Pair = readonly [name: string, content: string, language?: string]
const tags = (...pairs: readonly Pair[]) =>
  pairs
    .map(([name, content, lang]) => `<meta name="${name}"${lang ? ` lang="${lang}"` : ''} content="${content}">`)
    .join('\n')

function read(text: string) {
  const [reading] = highwire.read(text)
  if (!reading || 'refusal' in reading) throw new Error('Nothing')
  return { ...admit(reading.draft), own: reading.notes }
}
const of = (...pairs: readonly Pair[]) => read(tags(['citation_title', 'T'], ...pairs)).article

const best = (text: string) => readers.toSorted((a, b) => b.sniffs(text) - a.sniffs(text))[0]?.name

t.test('the whole record comes back from its tags', async (t) => {
  const { article } = read(highwire.write(full, site))
  t.match(article, {
    doi: full.doi,
    type: 'case-report',
    heading: 'Case Report',
    shortTitle: 'Growth',
    translatedTitles: [{ title: 'Crecimiento', language: 'es' }],
    dates: { received: '2023-11-02', accepted: '2024-01-09', publishedOnline: '2024-03-05', publishedPrint: '2025' },
    identifiers: full.identifiers,
    links: full.links,
    funding: full.funding,
  })
  t.equal(article.unmapped, undefined)
  t.equal(article.contributors?.length, 6)
})

t.test('two articles one after another are told apart', async (t) => {
  const text = highwire.write(full, site) + highwire.frame[1] + highwire.write({ doi: '10.5555/b', title: 'B' }, site)
  t.equal(best(text), 'highwire')
  t.strictSame(
    highwire.read(text).map((one) => 'draft' in one && one.draft.doi),
    [full.doi, '10.5555/b'],
  )
})

t.test('a date of publication beside one online is that of the print', async (t) => {
  t.strictSame(of(['citation_publication_date', '2024/05'], ['citation_online_date', '2024/03/02']).dates, {
    publishedOnline: '2024-03-02',
    publishedPrint: '2024-05',
  })
  t.strictSame(of(['citation_publication_date', '2024/3/2'], ['DC.Date', '2024-03-02']).dates, {
    published: '2024-03-02',
  })
  t.strictSame(of(['citation_date', 'Apr 22, 2019']).dates, { published: '2019-04-22' })
  t.strictSame(of(['citation_date', '03/04/2024']).dates, { published: { literal: '03/04/2024' } })
  t.strictSame(of(['citation_year', '2010'], ['dc.date', '2010-05-05']).dates, { published: '2010-05-05' })
  t.strictSame(of(['citation_publication_date', '2016/00/00']).dates, { published: '2016' })
})

t.test('the tags of PRISM, EPrints, Digital Commons and OJS', async (t) => {
  t.match(
    of(
      ['prism.publicationName', 'J'],
      ['prism.volume', '3'],
      ['prism.number', '2'],
      ['prism.startingPage', '1'],
      ['prism.endingPage', '9'],
      ['prism.eIssn', '1476-4687'],
      ['prism.doi', 'doi:10.5555/p'],
    ),
    {
      doi: '10.5555/p',
      journal: { title: 'J', issn: { electronic: '1476-4687' } },
      volume: '3',
      issue: '2',
      pages: { first: '1', last: '9' },
    },
  )
  t.match(
    of(
      ['eprints.creators_name', 'Lee, Ann'],
      ['eprints.publication', 'J'],
      ['eprints.pagerange', '3-7'],
      ['eprints.date', '2001'],
    ),
    {
      contributors: [{ family: 'Lee', given: 'Ann' }],
      journal: { title: 'J' },
      pages: { first: '3', last: '7' },
      dates: { published: '2001' },
    },
  )
  t.match(of(['bepress_citation_author', 'Lee, Ann'], ['bepress_citation_author_institution', 'X']), {
    contributors: [{ family: 'Lee', affiliations: ['aff1'] }],
  })
  t.match(
    of(
      ['DC.Creator.PersonalName', 'Ann Lee'],
      ['DC.Contributor.Sponsor', 'Sea Council'],
      ['DC.Source', 'Shores'],
      ['DC.Source.ISSN', '0028-0836'],
      ['DC.Identifier.pageNumber', '5-6'],
      ['DC.Title.Alternative', 'Titel', 'de'],
      ['DC.Rights', 'Copyright (c) 2020 Ann Lee'],
    ),
    {
      contributors: [{ literal: 'Ann Lee' }],
      funding: [{ funder: { name: 'Sea Council' } }],
      journal: { title: 'Shores', issn: { unspecified: ['0028-0836'] } },
      pages: { first: '5', last: '6' },
      translatedTitles: [{ title: 'Titel', language: 'de' }],
      copyright: { statement: 'Copyright (c) 2020 Ann Lee' },
    },
  )
})

t.test('names: inverted ones are parted, others are whole; nobody and others are noted', async (t) => {
  const { article, own } = read(
    tags(
      ['citation_title', 'T'],
      ['citation_author', 'Berg, Jan van der'],
      ['citation_author', 'Lee, Ann; Moon, B.'],
      ['citation_author', 'Ann Khan'],
      ['citation_author', 'et al.'],
      ['citation_author', 'N/A'],
    ),
  )
  t.strictSame(article.contributors, [
    { kind: 'person', role: 'author', family: 'Berg', given: 'Jan van der' },
    { kind: 'person', role: 'author', family: 'Lee', given: 'Ann' },
    { kind: 'person', role: 'author', family: 'Moon', given: 'B.' },
    { kind: 'literal', role: 'author', literal: 'Ann Khan' },
  ])
  t.strictSame(own.map(({ code }) => code).sort(), [
    'contributor-placeholder',
    'contributors-incomplete',
    'name-undivided',
  ])
})

t.test('mark-up, entities and formulas are understood', async (t) => {
  const { title } = read(
    tags(
      [
        'citation_title',
        'Growth of &amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; &amp;amp; H&lt;sub&gt;2&lt;/sub&gt;O&amp;nbsp;now',
      ],
      ['citation_doi', '10.5555/a'],
    ),
  ).article
  t.equal(title?.replace(/\u00a0/g, ' '), 'Growth of <i>E. coli</i> &amp; H<sub>2</sub>O now')
})

t.test('keywords stand in an element each, or in one with semicolons or commas', async (t) => {
  const terms = (...pairs: readonly Pair[]) => of(...pairs).keywords?.flatMap((group) => group.terms)
  t.strictSame(terms(['citation_keywords', 'a; b; c d']), ['a', 'b', 'c d'])
  t.strictSame(terms(['citation_keywords', 'a, b, c']), ['a', 'b', 'c'])
  t.strictSame(terms(['citation_keywords', 'tides, high'], ['citation_keywords', 'ebb']), ['tides, high', 'ebb'])
})

t.test('text without tags of an article is refused', async (t) => {
  t.throws(() => highwire.read('<meta name="viewport" content="x">'), { code: 'unreadable' })
})

t.test('COinS: the first author in parts, a season, and what has no key', async (t) => {
  const [reading] = coins.read(coins.write(full, site))
  const { article } = admit(reading && 'draft' in reading ? reading.draft : {})
  t.match(article, {
    doi: full.doi,
    journal: { title: 'Journal of Tides', issn: { electronic: '1476-4687', unspecified: ['0028-0836'] } },
    supplement: 'Suppl. 1',
    contributors: [
      { family: 'van der Berg', given: 'Jan', suffix: 'Jr.' },
      { literal: 'Ana María García Márquez' },
      { kind: 'group', name: 'Tide Study Group, Lund' },
      { literal: 'Madonna' },
    ],
  })
  const [bare] = coins.read(
    'ctx_ver=Z39.88-2004&rft_id=info:doi/10.5555/x&rft.atitle=A+B&rft.date=2024&rft.ssn=winter&rft.place=Bergen',
  )
  t.match(bare, {
    draft: {
      doi: '10.5555/x',
      title: 'A B',
      dates: { published: '2024-24' },
      unmapped: [{ path: 'rft.place', value: 'Bergen' }],
    },
  })
  t.equal(best(coins.write(full, site)), 'coins')
  t.throws(() => coins.read('<span class="other" title="x"></span>'), { code: 'unreadable' })
})
