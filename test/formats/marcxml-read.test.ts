import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { marcxml } from '../../src/formats/marcxml.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const text = readFileSync(new URL('../fixtures/marcxml/catalogue.xml', import.meta.url), 'utf8')
const [first] = marcxml.read(text)
const { article } = admit(first && 'draft' in first ? first.draft : {})

t.test('nothing of a record is lost', async (t) => {
  t.same(lostLeaves(sourceLeaves(text, marcxml), marcxml.read(text)), [])
  const paths = article.unmapped?.map(({ path }) => path)
  t.same(paths, ['leader', '001', '008', '100$0', '245$c', '773$w', '856$3'])
})

t.test('names by their indicators, without the punctuation of ISBD', async (t) => {
  t.match(article.contributors, [
    { kind: 'person', family: 'Sarda', given: 'Marie-Anne', role: 'author', orcid: '0000-0002-1825-0097' },
    { kind: 'literal', literal: 'Jennifer Anderson & Edwin Guzman' },
    { kind: 'group', name: 'Museum of Colour. Department of Dyes' },
  ])
})

t.test('the host item in the words of several catalogues', async (t) => {
  t.match(article, {
    journal: { title: 'In situ', issn: { unspecified: ['0028-0836'] } },
    volume: '50',
    pages: { first: '12', last: '15' },
  })
  const place = (...parts: string[]) => {
    const subfields = parts.map((part) => `<subfield code="g">${part}</subfield>`).join('')
    const [reading] = marcxml.read(
      `<record><leader/><datafield tag="773" ind1="0" ind2=" "><subfield code="t">J</subfield>${subfields}</datafield></record>`,
    )
    const { volume, issue, pages, dates } = reading && 'draft' in reading ? reading.draft : {}
    return [volume, issue, pages?.first, pages?.last, dates?.issue]
  }
  t.same(place('Vol. 24, no. 9 (Sept. 1993), p. 235-248'), ['24', '9', '235', '248', '1993-09'])
  t.same(place('volume:50', 'number:3', 'year:2023', 'pages:1-9'), ['50', '3', '1', '9', '2023'])
  t.same(place('50 (2023), 3'), ['50', '3', undefined, undefined, '2023'])
})

t.test('the rest of the record', async (t) => {
  t.match(article, {
    doi: '10.5555/insitu.1',
    title: 'Livres de secrets',
    subtitle: 'quelles sources?',
    language: 'fr',
    dates: { published: '2023-06-26' },
    keywords: [{ vocabulary: 'lcsh', terms: ['Dyes--History'] }, { terms: ['colour', 'textiles'] }],
    links: [{ url: 'https://example.org/1.pdf', kind: 'pdf', mediaType: 'application/pdf' }],
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', text: 'CC BY 4.0' }],
  })
  t.same(article.abstracts, [{ sections: [{ paragraphs: ['What was found.'] }] }])
})
