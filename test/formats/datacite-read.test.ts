import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import type { Reading } from '../../src/formats/codec.ts'
import { dataciteJson } from '../../src/formats/datacite-json.ts'
import { dataciteXml } from '../../src/formats/datacite-xml.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')

function draftOf(reading: Reading | undefined) {
  if (reading === undefined || 'refusal' in reading) throw new Error('not read')
  return reading.draft
}

const xml = fixture('datacite-xml/kernel-4.xml')
const [only] = dataciteXml.read(xml)
const { article } = admit(draftOf(only))

t.test('nothing of a record is lost', async (t) => {
  t.same(lostLeaves(sourceLeaves(xml, dataciteXml), dataciteXml.read(xml)), [])
  const list = fixture('datacite-json/list.json')
  const readings = dataciteJson.read(list)
  t.same(lostLeaves(sourceLeaves(list, dataciteJson), readings), [])
})

t.test('names: parts as given, a comma parts the others, a placeholder is nobody', async (t) => {
  t.match(article.contributors, [
    { kind: 'person', family: 'Khan', given: 'Ann', suffix: 'Jr.', orcid: '0000-0002-1825-0097', corresponding: true },
    { kind: 'literal', literal: 'Mary Major' },
    { kind: 'person', family: 'Berg', given: 'Jan' },
    { kind: 'person', family: 'Doe', role: 'other', notes: ['DataCollector'] },
  ])
  t.same(article.affiliations, [{ id: 'aff1', literal: 'Caltech', ror: 'https://ror.org/05dxps055' }])
  t.equal(article.contributors?.[1]?.orcid, undefined)
  t.match(JSON.stringify(article.unmapped), '0000-0002-1825-0098')
})

t.test('dates by their type, in the precision that was given', async (t) => {
  t.same(article.dates, {
    received: '2023-01-02',
    accepted: '2023-05',
    published: '2024',
    other: [
      { event: 'Collected', date: '2020/2021' },
      { event: 'Valid', date: { literal: '03/04/2024' } },
      { event: 'Updated', date: '2025-01-01' },
    ],
  })
})

t.test('the rest of the record', async (t) => {
  t.equal(article.title, 'Growth of <i>E. coli</i>')
  t.equal(article.type, 'case-report')
  t.equal(article.language, 'de')
  t.same(article.abstracts, [{ sections: [{ paragraphs: ['One.', 'Two.'] }] }])
  t.match(article, {
    journal: { title: 'Journal of Tides' },
    volume: '2',
    issue: '9',
    pages: { first: '3', last: '4' },
  })
  t.same(article.references, [{ doi: '10.5555/cited' }])
  t.same(article.relations, [{ type: 'other', label: 'IsSupplementTo', doi: '10.5555/other' }])
  t.same(article.licences, [{ url: 'https://creativecommons.org/licenses/by/4.0/', spdx: 'CC-BY-4.0', text: 'CC BY' }])
  t.same(article.funding, [{ funder: { name: 'SNSF', doi: '10.13039/501100001711' }, awards: ['1', '2'] }])
})

t.test('the answers of the REST API: lists, single records, bare attributes, one a line', async (t) => {
  const [first, second, third] = dataciteJson.read(fixture('datacite-json/list.json'))
  t.match(draftOf(first), {
    doi: '10.5555/a',
    journal: { title: 'Journal of Tides', issn: { unspecified: ['0028-0836'] } },
    volume: '5',
    pages: { first: '10', last: '20' },
    dates: { published: { literal: '2541' } },
    identifiers: [{ type: 'Local', value: '7' }],
  })
  t.equal(first?.place, '10.5555/a')
  t.equal(draftOf(second).title, 'Second')
  t.ok(third && 'refusal' in third)
  const attributes = { doi: '10.5555/c', titles: [{ title: 'C' }], creators: [], types: {} }
  const one = (value: unknown) => draftOf(dataciteJson.read(JSON.stringify(value))[0]).title
  t.equal(one(attributes), 'C')
  t.equal(one({ data: { id: '10.5555/c', attributes } }), 'C')
  t.equal(one({ id: '10.5555/c', attributes }), 'C')
  t.equal(dataciteJson.read(`${JSON.stringify(attributes)}\n${JSON.stringify({ attributes })}\n`).length, 2)
})

t.test('keys of prototypes are keys like any other', async (t) => {
  const [reading] = dataciteJson.read('{"titles":[{"title":"A"}],"__proto__":{"x":"y"},"constructor":"z"}')
  t.equal(draftOf(reading).title, 'A')
  t.match(JSON.stringify(draftOf(reading).unmapped), 'z')
  const [strange] = dataciteXml.read('<resource><constructor>z</constructor><toString a="b">c</toString></resource>')
  t.equal(draftOf(strange).unmapped?.length, 3)
})

t.test('a line of the series is read, and kept where it says more than a place', async (t) => {
  const read = (line: string) =>
    draftOf(
      dataciteJson.read(
        JSON.stringify({
          schemaVersion: 'http://datacite.org/schema/kernel-4',
          doi: '10.5555/a',
          titles: [{ title: 'T' }],
          descriptions: [{ descriptionType: 'SeriesInformation', description: line }],
        }),
      )[0],
    )
  const whole = read('Journal of Tides, 2(9), 3-4')
  t.match(whole, { journal: { title: 'Journal of Tides' }, volume: '2', issue: '9', pages: { first: '3', last: '4' } })
  t.notMatch(JSON.stringify(whole.unmapped ?? []), /Tides/)
  const more = read('Tides, Volume XXII, No. 1, June 2018')
  t.match(more, { journal: { title: 'Tides' }, volume: 'XXII', issue: '1' })
  t.match(JSON.stringify(more.unmapped), /June 2018/)
  const template = read('series title, volume(issue), firstpage-lastpage')
  t.same([template.volume, template.issue, template.journal?.title], [undefined, undefined, undefined])
  t.match(JSON.stringify(template.unmapped), /firstpage/)
})
