import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { mods } from '../../src/formats/mods.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const text = readFileSync(new URL('../fixtures/mods/host.xml', import.meta.url), 'utf8')
const [first, second] = mods.read(text)
const { article } = admit(first && 'draft' in first ? first.draft : {})

t.test('every record of a collection is read, and nothing is lost', async (t) => {
  t.match(second, { place: 'line 43', draft: { title: 'Second' } })
  t.same(lostLeaves(sourceLeaves(text, mods), mods.read(text)), [])
})

t.test('names: parts, one piece, bodies; a wrong identifier stays as it is', async (t) => {
  t.match(article.contributors, [
    {
      kind: 'person',
      family: 'Khan',
      given: 'Ann',
      suffix: 'Jr.',
      orcid: '0000-0002-1825-0097',
      affiliations: ['aff1'],
    },
    { kind: 'literal', literal: 'Jan Berg', role: 'author' },
    { kind: 'group', name: 'The Tides Consortium', role: 'editor' },
  ])
  t.match(JSON.stringify(article.unmapped), '0000-0002-1825-0098')
})

t.test('the host is the journal', async (t) => {
  t.match(article, {
    journal: {
      title: 'Journal of Tides',
      abbreviatedTitles: [{ title: 'J Tides' }],
      issn: { unspecified: ['0028-0836'] },
    },
    volume: '3',
    issue: '1',
    pages: { first: '53', last: '57' },
  })
})

t.test('two points are one range, and the precision is kept', async (t) => {
  t.same(article.dates, { received: '2002-05-06', published: '2003-01/2003-02', issue: '2003-01' })
})

t.test('the rest of the record', async (t) => {
  t.match(article, {
    doi: '10.5555/tides.1',
    title: 'The origin of tides',
    subtitle: 'a review',
    language: 'de',
    keywords: [{ vocabulary: 'lcsh', terms: ['Tides--North Sea'] }],
    links: [{ url: 'https://example.org/tides.pdf', kind: 'pdf' }],
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', text: 'CC BY' }],
    identifiers: [{ type: 'citekey', value: 'Khan2003' }],
  })
  t.same(article.abstracts, [{ sections: [{ paragraphs: ['One.'] }] }])
})
