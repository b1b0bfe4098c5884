import { deepStrictEqual } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import type { Article, Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { jats } from '../../src/formats/jats.ts'
import { lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { judgeJats } from '../judges/jats-dtd.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/jats/${name}.xml`, import.meta.url), 'utf8')

function draftOf(document: string): Draft {
  const [reading] = jats.read(document)
  if (reading === undefined || 'refusal' in reading) throw new Error('no draft')
  return reading.draft
}

t.test('for any article', async (t) => {
  t.test('what is written reads back as the article, less what is declared', async (t) => {
    fc.assert(
      fc.property(article(), (one) => deepStrictEqual(draftOf(jats.write(one)), lessened(one, jats))),
      { numRuns: 100 },
    )
    t.pass()
  })

  t.test('what is written is valid against the DTD it names', async (t) => {
    fc.assert(
      fc.property(article(), (one) => deepStrictEqual(judgeJats(jats.write(one)), [])),
      { numRuns: 60 },
    )
    t.pass()
  })
})

/** Records that arbitrary articles seldom are, each for a place where JATS is narrow. */
const corners: Readonly<Record<string, Draft>> = {
  'no more than a DOI': { doi: '10.5555/a' },
  'only a linking ISSN': { journal: { issn: { linking: '0028-0836' } } },
  'a journal with nothing but a language': { journal: { language: 'en' } },
  'a publisher without a name': { journal: { publisher: { place: 'Pune', ror: 'https://ror.org/05dxps055' } } },
  'a DOI among the other identifiers': { doi: '10.5555/a', identifiers: [{ type: 'doi', value: '10.5555/b' }] },
  'an identifier of an unheard-of type': {
    identifiers: [
      { type: 'custom', value: '7' },
      { type: 'x y', value: '8' },
    ],
  },
  'only given names': { contributors: [{ kind: 'person', role: 'chair', given: 'Mina', suffix: 'II' }] },
  'particles with and without a blank': {
    contributors: [
      { kind: 'person', role: 'author', family: 'Artagnan', nonDroppingParticle: 'd’', given: 'Charles' },
      { kind: 'person', role: 'author', family: 'Maupassant', droppingParticle: 'de', given: 'Guy' },
      { kind: 'person', role: 'author', family: 'Berg', nonDroppingParticle: 'van der', droppingParticle: 'zu' },
      { kind: 'person', role: 'author', given: 'Ludwig', nonDroppingParticle: 'van' },
    ],
  },
  'roles in turn, flags that say no, members with affiliations': {
    affiliations: [
      { id: 'a.1', name: 'X' },
      { id: 'b-2', country: 'India', literal: 'Somewhere, India' },
    ],
    contributors: [
      { kind: 'person', role: 'author', family: 'A', corresponding: false, orcidAuthenticated: true },
      { kind: 'person', role: 'editor', family: 'B', equalContribution: false, deceased: false },
      {
        kind: 'group',
        role: 'author',
        name: 'G & Co.',
        ror: 'https://ror.org/05dxps055',
        members: [
          { kind: 'person', role: 'author', family: 'C', affiliations: ['b-2', 'a.1'], orcidAuthenticated: false },
        ],
      },
    ],
  },
  'pages beside an article number': { articleNumber: 'e1', pages: { first: '1', last: '9', literal: '1-4, 7-9' } },
  'a last page without a first': { pages: { last: '9' } },
  'a span in words alone': { pages: { literal: 'iv–x, 3' } },
  'literal dates between others': {
    dates: {
      revised: ['2020', { literal: 'soon' }, '2021-21', '2020-01/2021-02'],
      publishedOnline: { literal: 'Received: May 22, 2013' },
      other: [
        { event: 'Revised', date: '2020' },
        { event: 'proof', date: { literal: '?' } },
        { event: 'received', date: { year: 33, season: 'Spring' } },
      ],
    },
  },
  'licences without a link': {
    licences: [{ start: '2020', contentVersion: 'am' }, { spdx: 'MIT' }, { text: 'Ask us' }],
    freeToRead: { start: { year: 2020, season: 'Fall' } },
  },
  'abstracts in turn': {
    language: 'en',
    abstracts: [
      { language: 'fr', sections: [{ paragraphs: ['un'] }, { paragraphs: ['deux'] }] },
      { sections: [{ title: 'Abstract', paragraphs: ['x'] }] },
      { language: 'de', kind: 'teaser', sections: [{ paragraphs: ['drei'] }] },
    ],
  },
  'formulas where the DTD is narrow': {
    title: '<math display="block"><mtable><mtr><mtd><mi>x</mi></mtd></mtr></mtable></math>',
    keywords: [{ terms: ['<i>a<sub>2</sub></i> <tex>x_1</tex>', '<math><mi>y</mi></math>'] }],
    references: [{ type: 'data', title: 'On <math><mi>z</mi></math>' }],
  },
  'references by all their names': {
    affiliations: [{ id: 'B1', name: 'Takes an id' }],
    references: [
      { key: 'B1', type: 'book', title: 'A book' },
      { key: 'B 2', type: 'chapter', title: 'A chapter', containerTitle: 'A book' },
      { key: 'B3', label: '3' },
      { key: 'B3', type: 'web', url: 'https://example.org/?a=1&b=2' },
      { unstructured: 'As <b>printed</b>', doi: '10.5555/r' },
    ],
  },
  'relations with everything': {
    relations: [
      { type: 'has-dataset', doi: '10.5555/d', url: 'https://example.org/d', identifier: 'X', identifierType: 'acc' },
      { type: 'other', label: 'prequel', url: 'https://doi.org/10.5555/q', date: { literal: 'long ago' } },
      { type: 'corrects', identifier: '10.5555/as-text', date: '2020-22' },
    ],
    links: [{ url: 'https://example.org/x', kind: 'landing', mediaType: 'pdf' }],
  },
  'what the source said besides': { unmapped: [{ path: 'x/y', value: { a: ['\u0001 <&>', null] } }] },
}

for (const [name, draft] of Object.entries(corners)) {
  t.test(`${name}: survives, in a valid document`, async (t) => {
    const one: Article = admit(draft).article
    const document = jats.write(one)
    t.strictSame(judgeJats(document), [])
    t.strictSame(draftOf(document), lessened(one, jats))
  })
}

/** One record with something in every part, for the order and form of the document. */
const specimen: Article = {
  doi: '10.46439/stemcell.5.019',
  type: 'research-article',
  heading: 'Research Article',
  title: 'Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air',
  shortTitle: 'Growth',
  translatedTitles: [{ title: 'Wachstum', language: 'de' }],
  language: 'en',
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: 'Berg',
      nonDroppingParticle: 'van der',
      given: 'Ann',
      orcid: '0000-0002-1825-0097',
      orcidAuthenticated: true,
      affiliations: ['aff1'],
      corresponding: true,
      email: 'ann@example.org',
      credit: [{ term: 'software', degree: 'lead' }],
    },
    { kind: 'group', role: 'author', name: 'The Group', members: [{ kind: 'person', role: 'author', family: 'Ray' }] },
  ],
  affiliations: [
    {
      id: 'aff1',
      name: 'University X',
      city: 'Kolkata',
      country: 'India',
      countryCode: 'IN',
      ror: 'https://ror.org/05dxps055',
    },
  ],
  journal: {
    title: 'Archives of Stem Cell and Therapy',
    issn: { electronic: '2643-0911' },
    publisher: { name: 'Probiologists' },
  },
  volume: '5',
  issue: '1',
  pages: { first: '1', last: '9' },
  dates: {
    received: '2023-11-02',
    revised: ['2023-12'],
    accepted: '2024-01-10',
    publishedOnline: '2024-01-18',
    issue: '2024-21',
  },
  copyright: { year: '2024', holder: 'The Authors' },
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', contentVersion: 'vor', start: '2024-01-18' }],
  links: [{ url: 'https://example.org/a.pdf', kind: 'pdf', mediaType: 'application/pdf' }],
  relations: [{ type: 'has-preprint', doi: '10.1101/2023.01.01.1' }],
  abstracts: [{ sections: [{ title: 'Aim', paragraphs: ['To grow.'] }] }],
  keywords: [{ vocabulary: 'author', terms: ['growth'] }],
  funding: [{ funder: { name: 'DST', doi: '10.13039/501100001409' }, awards: ['42/1'] }],
  references: [
    {
      key: 'B1',
      label: '1',
      type: 'journal',
      authors: [{ family: 'Darwin', given: 'C' }],
      title: 'On roots',
      year: '1880',
    },
  ],
}

t.test('writing', async (t) => {
  t.test('the parts stand in the order and form of the specimen', async (t) => {
    const document = jats.write(specimen)
    t.strictSame(judgeJats(document), [])
    t.equal(document.replace(/></g, '>\n<'), fixture('written'))
  })
  t.test('a journal with an ISSN gives Journal Publishing, any other Archiving', async (t) => {
    t.match(jats.write({ journal: { issn: { linking: '0028-0836' } } }), 'Journal Publishing DTD with MathML3 v1.4')
    t.match(jats.write({ journal: { title: 'J' } }), 'Journal Archiving and Interchange DTD with MathML3 v1.4')
  })
  t.test('an unknown language is not called English', async (t) => {
    t.match(jats.write({ title: 'x' }), 'xml:lang="und"')
  })
  t.test('characters that XML cannot hold do not get in', async (t) => {
    const document = jats.write({ title: 'a\u0000b\u000bc\ufffed\ud800' })
    t.match(document, '<article-title>abcd\ufffd</article-title>')
    t.strictSame(judgeJats(document), [])
  })
  t.test('MathML attributes that the DTD does not know are left out', async (t) => {
    const document = jats.write({ title: '<math alttext="x"><mi width="3" mathvariant="bold">x</mi></math>' })
    t.match(document, '<mml:math alttext="x"><mml:mi mathvariant="bold">x</mml:mi></mml:math>')
    t.strictSame(judgeJats(document), [])
  })
})

t.test('reading what others write', async (t) => {
  t.test('NLM 2.3', async (t) => {
    const [reading] = jats.read(fixture('older-nlm'))
    t.match(reading, {
      notes: [
        { code: 'heading-left-out', value: 'Abstract' },
        { code: 'sub-article-ignored', value: 's1' },
      ],
      draft: {
        doi: '10.5555/older',
        identifiers: [{ type: 'pmcid', value: 'PMC1234567' }],
        title: 'Growth of <i>Ficus</i> in H<sub>2</sub>O – a study',
        journal: { title: 'Journal of Tests', issn: { print: '0028-0836', electronic: '1476-4687' } },
        heading: 'Research Article',
        subjects: ['Botany'],
        affiliations: [
          { id: 'a2', literal: 'University B, Delhi' },
          { id: 'a1', name: 'Institute A', city: 'Kolkata', country: 'India' },
        ],
        contributors: [
          {
            family: 'Roy',
            corresponding: true,
            email: 'mina@example.org',
            affiliations: ['a1', 'a2'],
            notes: ['Now at Institute C.'],
          },
          { family: 'Sen', affiliations: ['a2'], notes: ['Professor'] },
        ],
        dates: {
          publishedPrint: { year: 2008, season: 'Spring' },
          publishedOnline: '2008-02-05',
          received: '2007-06-01',
          accepted: '2007-12-03',
          other: [{ event: 'received', date: '2007' }],
        },
        pages: { first: '12', last: '15' },
        copyright: { statement: '© 2008 Roy and Sen' },
        licences: [{ url: 'http://creativecommons.org/licenses/by/2.0', text: 'Free under CC BY.' }],
        abstracts: [{ sections: [{ title: 'Aim' }, { title: 'Result', paragraphs: ['It grew.'] }] }],
        funding: [{ awards: ['42'] }, { funder: { name: 'Test Council' } }],
        references: [
          { key: 'B1', label: '1.', type: 'journal', authors: [{ family: 'Darwin', given: 'C' }], pmid: '123' },
          { key: 'B2', unstructured: 'Darwin F. <i>Letters</i>. London, 1887.' },
        ],
        unmapped: [
          {
            path: 'front/article-meta/author-notes/corresp',
            value: '* To whom it may concern: mina@example.org',
          },
          { path: 'front/article-meta/author-notes/fn[@fn-type="conflict"]', value: 'None declared.' },
          { path: 'front/article-meta/counts', value: 'page-count count=4' },
          { path: 'back/ref-list/ref[@id="B1"]/citation/comment', value: 'in German' },
        ],
      },
    })
  })

  t.test('names in every form, a group with members, an affiliation for all', async (t) => {
    const draft = draftOf(fixture('names-and-groups'))
    const everyone = { affiliations: ['aff1'], role: 'author' }
    t.equal(draft.language, undefined)
    t.match(draft.contributors, [
      {
        ...everyone,
        family: 'Wang',
        given: 'Xiaoming',
        native: { name: '王小明', language: 'zh' },
        orcid: '0000-0002-1825-0097',
        orcidAuthenticated: true,
        credit: [{ term: 'writing-review-editing', degree: 'lead' }],
      },
      { ...everyone, family: 'Mo', given: 'Matthew', suffix: 'Jr.' },
      { ...everyone, family: 'Sukarno', given: undefined },
      { ...everyone, literal: 'A. N. Other and friends' },
      { ...everyone, kind: 'group', name: 'The Root Group', members: [{ family: 'Ray' }, { family: 'Wang' }] },
      { family: 'Ed', role: 'editor', orcid: '0000-0001-5109-3700' },
    ])
  })

  t.test('formulas: MathML before TeX, TeX without its preamble, else their text', async (t) => {
    t.match(draftOf(fixture('mathematics')), {
      title: 'The mass <math><msup><mi>m</mi><mn>2</mn></msup></math> of <sc>Lead</sc>',
      abstracts: [{ sections: [{ paragraphs: ['Only TeX: <tex>a &lt; b</tex>.', 'Unknown: q.'] }] }],
      keywords: [{ vocabulary: 'author', terms: ['<i>E. coli</i>', 'a – b'] }],
    })
  })

  t.test('history, pub-history and what stands beside them', async (t) => {
    t.match(draftOf(fixture('events')), {
      contentVersion: 'vor',
      dates: {
        issue: { year: 2018, season: 'Enero-Junio' },
        publishedOnline: undefined,
        publishedPrint: '2018-07',
        received: '2016-04-01',
        revised: ['2016-05-01', '2016-06-01'],
        accepted: '2016-07-02',
        other: [
          { event: 'received', date: '2016-04-15' },
          { event: 'proof', date: { literal: '2016-13' } },
          { event: 'preprint', date: '2016-03-01' },
        ],
      },
      freeToRead: {},
      licences: [
        { url: 'https://example.org/a', start: '2019-01-01', contentVersion: 'vor' },
        { url: 'https://example.org/b' },
      ],
      links: [{ url: 'https://example.org/a.pdf', kind: 'pdf' }],
      relations: [
        { type: 'has-preprint', doi: '10.5555/pre' },
        { type: 'corrects', doi: '10.5555/wrong' },
        { type: 'other', url: 'https://example.org/1', label: 'prequel' },
      ],
      clinicalTrials: [{ number: 'NCT01234567', stage: 'results' }],
    })
  })

  t.test('several documents after one another, one of them broken', async (t) => {
    const one = jats.write({ doi: '10.5555/a' })
    const readings = jats.read([one, one.replace('</front>', ''), one].join('\n'))
    t.match(readings, [{ draft: {} }, { place: 'document 2', refusal: { code: 'unreadable' } }, { draft: {} }])
  })

  t.test('articles within another document', async (t) => {
    const [, article = ''] = jats.write({ doi: '10.5555/a' }).split(/(?=<article )/)
    t.equal(jats.read(`<OAI-PMH><record>${article}</record><record>${article}</record></OAI-PMH>`).length, 2)
  })

  for (const [what, text] of Object.entries({
    nothing: '',
    prose: 'Dear Sir',
    'another format': '<modsCollection/>',
  })) {
    t.test(`${what} is refused`, async (t) => {
      t.throws(() => jats.read(text), Refusal)
    })
  }
})

t.test('sniffing', async (t) => {
  t.equal(jats.sniffs(jats.write({ title: 'x' })), 1)
  t.equal(jats.sniffs(fixture('older-nlm')), 1)
  t.equal(jats.sniffs('<article xmlns="http://docbook.org/ns/docbook">'), 0)
  t.equal(jats.sniffs('<mods/>'), 0)
  t.equal(jats.sniffs('@article{x}'), 0)
})
