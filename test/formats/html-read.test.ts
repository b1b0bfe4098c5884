import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { metaTags } from '../../src/formats/highwire.ts'
import { html } from '../../src/formats/html.ts'
import { readers } from '../../src/formats/index.ts'
import { landingPage } from '../../src/web/landing.ts'
import { full, site } from './tagged/sample.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/html/${name}.html`, import.meta.url), 'utf8')

function read(text: string) {
  const [reading, more] = html.read(text)
  if (!reading || 'refusal' in reading || more) throw new Error('Not one article')
  return { ...admit(reading.draft), own: reading.notes }
}

const best = (text: string) => readers.toSorted((a, b) => b.sniffs(text) - a.sniffs(text))[0]?.name

t.test('tags, schema.org and text of a page are one record', async (t) => {
  const { article } = read(fixture('tags-data-and-text'))
  t.match(article, {
    doi: '10.5555/tides.30.2',
    title: 'Ebb &amp; flow of <i>Fucus</i> beds',
    journal: { title: 'Journal of Tides', publisher: { name: 'Shore Press' } },
    volume: '30',
    issue: '2',
    pages: { first: '12', last: '19' },
    dates: {
      received: '2023-11-02',
      accepted: '2024-01-09',
      publishedOnline: '2024-03-05',
      publishedPrint: '2024-06',
    },
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/' }],
    keywords: [{ terms: ['tides', 'shores', 'seaweed'] }],
  })
  t.strictSame(article.journal?.issn, { unspecified: ['0028-0836', '1476-4687'] })
  t.equal(article.abstracts?.length, 1)
  t.strictSame(article.links, [{ url: 'https://tides.example/30/2/12.pdf', kind: 'pdf' }])
})

t.test('a name is taken apart where some source of the page says how', async (t) => {
  const { contributors, affiliations } = read(fixture('tags-data-and-text')).article
  t.strictSame(
    contributors,
    [
      {
        kind: 'person',
        role: 'author',
        family: 'Khan',
        given: 'Ann',
        orcid: '0000-0001-5109-3700',
        affiliations: ['aff1'],
      },
      {
        kind: 'person',
        role: 'author',
        family: 'van der Berg',
        given: 'Jan',
        suffix: 'Jr.',
        orcid: '0000-0002-1825-0097',
        affiliations: ['aff1'],
        email: 'jan@example.org',
      },
    ].map((one) => ({ ...one })),
  )
  t.equal(affiliations?.length, 1)
})

t.test('where sources disagree, a note names both values and their sources', async (t) => {
  const { own } = read(fixture('tags-data-and-text'))
  const of = (pointer: string) => own.filter((note) => note.code === 'sources-disagree' && note.pointer === pointer)
  t.strictSame(
    of('/doi').map(({ value }) => value),
    [
      [
        { source: 'citation_doi', value: 'doi:10.5555/tides.30.2' },
        { source: 'DC.Identifier', value: '10.5555/tides.30.3' },
      ],
    ],
  )
  t.match(of('/volume')[0]?.message, /citation_volume has “30”, prism\.volume has “31”/)
})

t.test('what has no place is kept, and nothing hidden passes', async (t) => {
  const { article } = read(fixture('tags-data-and-text'))
  t.ok(article.unmapped?.some(({ path, value }) => path === 'citation_unknown_thing' && value === 'kept as it stood'))
  t.ok(article.unmapped?.some(({ path, value }) => path === 'citation_journal_abbrev' && value === '1'))
  t.ok(article.unmapped?.some(({ value }) => value === 'Tides online'))
  t.notMatch(JSON.stringify(article), /secret|Correct the abstract|color/)
})

t.test('references in parts: semicolons within a value part nothing', async (t) => {
  t.strictSame(read(fixture('tags-data-and-text')).article.references, [
    {
      authors: [{ literal: 'A Lee' }, { literal: 'B Moon' }],
      title: 'Seaweeds; their ways',
      containerTitle: 'Seas',
      year: '1999',
      volume: '4',
      pages: { first: '1', last: '9' },
      doi: '10.5555/seas.4',
    },
  ])
})

t.test('a span of COinS tells what a page without tags is about', async (t) => {
  const { article, own } = read(fixture('span-and-text'))
  t.match(article, {
    doi: '10.5555/shingle',
    title: 'Walking on shingle',
    journal: { title: 'Shore Notes' },
    pages: { first: '3', last: '9' },
    dates: { published: '1998-23' },
    contributors: [
      { kind: 'person', family: 'Moon', given: 'Lea' },
      { kind: 'person', family: 'Ito', given: 'K.' },
    ],
  })
  t.ok(own.some(({ code }) => code === 'issn-checksum'))
  t.ok(article.unmapped?.some(({ value }) => value === '0028-0837'))
})

t.test('walls, errors and pages about something else are refused with the reason', async (t) => {
  const refused = (text: string, reason: RegExp) =>
    t.throws(() => html.read(text), { name: 'Refusal', code: 'unreadable', message: reason })
  refused(fixture('wall'), /keeps programs out.*Just a moment/)
  refused(
    '<html><head><title>404 Not Found</title></head><body>The page you asked for is not here.</body></html>',
    /error/,
  )
  refused('<html><head><title>x</title></head><body></body></html>', /hardly any text/)
  refused(
    `<html><head><meta name="citation_title" content="Counts"><meta name="citation_doi" content="10.5555/d">
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"Dataset","name":"Counts"}</script></head>
    <body>Counts of seaweeds on shores, with files to download.</body></html>`,
    /describes a Dataset/,
  )
})

t.test('JSON-LD that is none is kept as it stood', async (t) => {
  const text =
    '<html><head><meta name="citation_title" content="T"><meta name="citation_doi" content="10.5555/a"><script type="application/ld+json">{ oh no</script></head></html>'
  t.ok(read(text).article.unmapped?.some(({ value }) => value === '{ oh no'))
  const broken = text.replace(
    '{ oh no',
    '{"@context":"https://schema.org","@type":"ScholarlyArticle","name":"T",\n"abstract":"One\nline",}',
  )
  t.strictSame(read(broken).article.abstracts, [{ sections: [{ paragraphs: ['One line'] }] }])
})

t.test('our own landing page reads back to the record, as its tags say it', async (t) => {
  const page = landingPage({
    record: { doi: full.doi, version: 1, modified: '2026-01-01T00:00:00Z' } as never, // what the page says of the record
    article: full,
    citation: 'Khan, A. (2024). Growth.',
    head: metaTags(full, site),
    downloads: [],
    locales: [],
    styles: 0,
    here: new Set(),
    readiness: [],
    site,
  })
  t.equal(best(page), 'html')
  const { article } = read(page)
  t.match(article, {
    doi: full.doi,
    type: 'case-report',
    heading: 'Case Report',
    volume: '30',
    pages: full.pages,
    dates: { received: '2023-11-02', accepted: '2024-01-09', publishedOnline: '2024-03-05' },
    identifiers: full.identifiers,
    links: full.links,
    funding: full.funding,
    language: 'en',
  })
  t.equal(article.contributors?.length, full.contributors?.length)
  t.equal(article.affiliations?.length, 2)
})

t.test('hostile pages are read or refused in time', async (t) => {
  const pages = [
    `<html><body>${'<div>'.repeat(50_000)}`,
    `<html><head><meta name="citation_title" content="T"><meta name="citation_doi" content="10.5555/a">${'<meta name="citation_author" content="A B"><meta name="citation_author_email" content="x">'.repeat(2000)}`,
    `<html><head><meta name="citation_doi" content="10.5555/a"><meta name="citation_title" content="${'<i $a &amp;'.repeat(5000)}">`,
  ]
  for (const page of pages) {
    try {
      html.read(page)
    } catch (error) {
      t.ok(error instanceof Refusal)
    }
  }
  t.pass()
})

const corpus = '../shared/corpora/landing-html'
const files = () => {
  try {
    return readdirSync(corpus).filter((name) => name.endsWith('.html'))
  } catch {
    return []
  }
}
t.test(
  'real pages are admitted or refused, and walls are refused',
  { skip: files().length === 0 && 'no corpus here' },
  async (t) => {
    for (const name of files()) {
      const text = readFileSync(`${corpus}/${name}`, 'utf8')
      t.equal(best(text), 'html', name)
      try {
        t.ok(read(text).article.title, name)
        t.notMatch(text, /<title>Just a moment/, name)
      } catch (error) {
        t.ok(error instanceof Refusal, `${name}: ${error}`)
        t.match(String(error), /Not the page of/, name)
      }
    }
  },
)

t.test('a page made to fill memory is refused at once', async (t) => {
  for (const attack of [`<article>${'<a>'.repeat(1_000_000)}`, `<p ${'a="1" '.repeat(500_000)}>`]) {
    const start = process.cpuUsage()
    t.throws(() => html.read(attack), { code: 'too-large' })
    t.ok(process.cpuUsage(start).user < 300_000, 'long before a tree of it is made')
  }
})

t.test('the heading of a page without tags is its title, not a sentence of it nor the line behind', async (t) => {
  const page = (heading: string, window: string) => `<!doctype html><html><head><title>${window}</title></head><body>
<div>Journal of Invented Shores</div><div>Research article</div>
<p>In this paper we show how the tides of stone walls are counted by those who live there</p>
<h1>${heading}</h1><div>Submission status: under review</div>
<div>Jan Berg, Ida Lund</div><div>Published: 3 May 2024</div><div>Volume 12, Issue 3</div>
<div>https://doi.org/10.5555/tides.1</div>
<h2>Abstract</h2><p>${'The walls were counted twice, and nobody knew why they rose. '.repeat(4)}</p></body></html>`
  for (const heading of ['Counting tides on walls of stone', 'Stone <i>tides</i> in March'])
    t.equal(
      read(page(heading, `${heading.replace(/<.*?>/g, '')} | Journal of Invented Shores`)).article.title,
      heading.replace(/<.*?>/g, ''),
    )
})
