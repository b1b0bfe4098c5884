import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { nbib } from '../../src/formats/nbib.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const fixture = readFileSync(new URL('../fixtures/nbib/two.nbib', import.meta.url), 'utf8')

t.test('a record of PubMed and one of ERIC', async (t) => {
  const readings = nbib.read(fixture)
  const drafts = readings.map((reading) => ('draft' in reading ? admit(reading.draft).article : undefined))
  t.match(drafts[0], {
    doi: '10.5555/ficus',
    type: 'review-article',
    title: 'Wachstum der Wurzeln',
    translatedTitles: [{ title: 'Growth of fig roots in water', language: 'en' }],
    language: 'de',
    volume: '12',
    issue: '3',
    pages: { first: '132', last: '142' },
    dates: { publishedOnline: '2023-11-30', publishedPrint: '2024-01/2024-02', received: '2023-02-03' },
    journal: {
      title: 'Journal of tests',
      abbreviatedTitles: [{ title: 'J Test', type: 'nlm-ta' }],
      issn: { electronic: '1476-4687', linking: '0028-0836' },
    },
    contributors: [
      { family: 'van der Berg', given: 'Jan', suffix: 'Jr', email: 'jan@example.org', affiliations: ['aff1'] },
      { family: 'Ray', given: 'M', affiliations: ['aff1'] },
      { kind: 'group', name: 'Root Group' },
      { family: 'Ed', role: 'editor' },
    ],
    affiliations: [{ id: 'aff1', literal: 'Institute A, Delft, Netherlands' }],
    abstracts: [
      {
        sections: [
          { title: 'AIM', paragraphs: ['To measure <i>Ficus</i>.'] },
          { title: 'RESULTS', paragraphs: ['It grew &amp; grew.'] },
        ],
      },
    ],
    funding: [{ funder: { name: 'NIGMS NIH HHS' }, awards: ['R01 1', 'R01 2'] }],
    keywords: [{ vocabulary: 'mesh', terms: ['Plant Roots/growth &amp; development', 'Water'] }, { terms: ['roots'] }],
    clinicalTrials: [{ number: 'NCT01234567' }],
    relations: [{ type: 'has-comment', identifier: '22222222', identifierType: 'pmid' }],
    identifiers: [
      { type: 'pmid', value: '11111111' },
      { type: 'pmcid', value: 'PMC7654321' },
      { type: 'manuscript', value: 'NIHMS12345' },
      { type: 'pii', value: 'e77' },
    ],
  })
  t.match(drafts[1], {
    doi: '10.5555/school',
    title: 'Reading in Schools',
    contributors: [
      { family: 'Zhou', given: 'Yujia' },
      { kind: 'literal', literal: 'Madonna' },
    ],
    dates: { published: '2019-21' },
    journal: { issn: { electronic: '2434-561X' } },
    links: [{ url: 'http://eric.example.org/?id=EJ1', kind: 'landing' }],
    identifiers: [{ type: 'ERIC', value: 'EJ1' }],
    language: 'en',
  })
  const [first] = readings
  const codes = first && 'notes' in first ? first.notes.map(({ code }) => code) : []
  t.strictSame(codes.sort(), [
    'abstract-parted',
    'contributors-incomplete',
    'email-in-affiliation',
    'issn-checksum',
    'pages-expanded',
  ])
  t.strictSame(lostLeaves(sourceLeaves(fixture, nbib), readings), [])
})

t.test('an article number stands where there are no pages', async (t) => {
  const [reading] = nbib.read('PMID- 1\nTI  - A\nLID - e77 [pii]\nLID - S1080-6032(22)00139-9 [pii]\n')
  t.match(reading, { draft: { articleNumber: 'e77', identifiers: [{}, { value: 'S1080-6032(22)00139-9' }] } })
})

t.test('records follow one another without a blank line', async (t) => {
  t.equal(nbib.read('PMID- 1\nTI  - A\nPMID- 2\nTI  - B\n').length, 2)
  t.match(nbib.read('OWN - NLM\n\nTI  - B\n'), [
    { place: 'line 1', refusal: {} },
    { place: 'line 3', draft: { title: 'B' } },
  ])
})

t.test('what has no fields is refused', async (t) => {
  t.throws(() => nbib.read('Dear Sir,\nhello'), Refusal)
  t.throws(() => nbib.read(''), Refusal)
})

t.test('any change of a text is read or refused, soon', async (t) => {
  fc.assert(
    fc.property(fc.nat(fixture.length), fc.string({ maxLength: 20 }), (at, piece) => {
      const text = fixture.slice(0, at) + piece + fixture.slice(at + piece.length)
      try {
        for (const reading of nbib.read(text)) if ('draft' in reading) admit(reading.draft)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }),
    { numRuns: 100 },
  )
  const start = performance.now()
  nbib.read(`PMID- 1\nAD  - ${'a.@ '.repeat(50_000)}\nAB  - ${'A: '.repeat(50_000)}\nTI  - [${'['.repeat(50_000)}\n`)
  t.ok(performance.now() - start < 1000)
})

t.test('sniffing', async (t) => {
  t.equal(nbib.sniffs(fixture), 1)
  t.equal(nbib.sniffs('TY  - JOUR\nTI  - A\nER  - \n'), 0)
  t.ok(nbib.sniffs(fixture.slice(fixture.indexOf('OWN - ERIC'))) > 0.5)
  t.equal(nbib.sniffs('Dear Sir'), 0)
})

t.test('of an English article the English title is its own, of another the transliterated one', async (t) => {
  const titleOf = (text: string) => {
    const [reading] = nbib.read(text)
    return reading && 'draft' in reading ? reading.draft : {}
  }
  const english = titleOf('PMID- 1\nTI  - Tides of stone.\nLA  - eng\nTT  - Gezeiten\n')
  t.equal(english.title, 'Tides of stone')
  t.strictSame(english.unmapped, [{ path: 'TT', value: 'Gezeiten' }])
  t.match(titleOf('PMID- 1\nTI  - [Tides of stone].\nLA  - ger\nTT  - Gezeiten.\n'), {
    title: 'Gezeiten',
    translatedTitles: [{ title: 'Tides of stone', language: 'en' }],
  })
})
