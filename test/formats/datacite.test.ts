import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { dataciteJson } from '../../src/formats/datacite-json.ts'
import { dataciteXml } from '../../src/formats/datacite-xml.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { judgeDatacite } from '../judges/datacite.ts'
import { missing, validate } from '../judges/xsd.ts'

const xsd = 'datacite/kernel-4.6/metadata.xsd'
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const [asXml, asJson]: readonly [WritableCodec, WritableCodec] = [dataciteXml, dataciteJson]
const xml = (one: Article) => asXml.write(one, site)
const json = (one: Article) => JSON.parse(asJson.write(one, site))

t.test('any article is valid DataCite 4.6 by the official schema', { skip: missing(xsd) }, async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(validate(xml(one), xsd), [])),
    { numRuns: 100 },
  )
  for (const [name, draft] of Object.entries(corners))
    t.same(validate(xml(admit(structuredClone(draft)).article), xsd), [], name)
})

t.test('any article has the required parts, the order and the terms of DataCite 4.6', async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(judgeDatacite(xml(one)), [])),
    { numRuns: 100 },
  )
  for (const [name, draft] of Object.entries(corners))
    t.same(judgeDatacite(xml(admit(structuredClone(draft)).article)), [], name)
})

t.test('the judges see what is wrong', async (t) => {
  const document = xml({ doi: '10.5555/a' })
  const broken = [
    document.replace('<publisher>:unav</publisher>', ''),
    document.replace('0000', 'n.d.'),
    document.replace('"JournalArticle"', '"Paper"'),
    document.replace('<creatorName>:unav</creatorName>', '<familyName>A</familyName><creatorName>A</creatorName>'),
  ]
  for (const one of broken) t.not(judgeDatacite(one).length, 0, 'ours')
  if (!missing(xsd)) for (const one of broken) t.not(validate(one, xsd).length, 0, 'the official one')
})

/** All that a document says, sorted: what XML and JSON must share. */
function saidInXml(text: string): readonly string[] {
  const document = XmlDocument.fromString(text)
  const words: string[] = []
  const walk = (element: XmlElement) => {
    const isRoot = element.name === 'resource'
    if (!isRoot) for (const { content, name } of element.attrs) if (name !== 'identifierType') words.push(content)
    let own = ''
    for (let child = element.firstChild; child; child = child.next) {
      if (!(child instanceof XmlElement)) own += child.content
      else if (child.name === 'br') own += '\n\n'
      else walk(child)
    }
    if (own !== '') words.push(own)
  }
  walk(document.root)
  document.dispose()
  return words.sort()
}

function saidInJson(value: unknown): readonly string[] {
  const words: string[] = []
  const walk = (member: unknown, key: string) => {
    if (typeof member === 'object' && member !== null) for (const [name, one] of Object.entries(member)) walk(one, name)
    else if (key === 'publicationYear') words.push(String(member).padStart(4, '0'))
    else if (key !== 'schemaVersion' && member !== '') words.push(String(member))
  }
  walk(value, '')
  return words.sort()
}

t.test('XML and JSON say the same of any article', async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(saidInXml(xml(one)), saidInJson(json(one)))),
    { numRuns: 100 },
  )
  t.pass()
})

t.test('what no record may hold passes in neither', async (t) => {
  const one = structuredClone(unclean) as unknown as Article // as if it had been admitted
  t.same(saidInXml(xml(one)), saidInJson(json(one)))
  t.same(judgeDatacite(xml(one)), [])
})

t.test('what is not known is said so, and no year is made up', async (t) => {
  const record = json({ doi: '10.5555/a' })
  t.same(record.creators, [{ name: ':unav' }])
  t.same(record.titles, [{ title: ':unav' }])
  t.same(record.publisher, { name: ':unav' })
  t.equal(record.publicationYear, 0)
  t.match(xml({ doi: '10.5555/a' }), '<publicationYear>0000</publicationYear>')
  t.match(xml({ title: 'A' }), '<identifier identifierType="DOI">:unav</identifier>')
})

t.test('every date has its type, its precision, and what it was', async (t) => {
  const { dates, publicationYear } = json({
    dates: {
      received: '2023-01-02',
      revised: ['2023-02', '2023-03'],
      accepted: '2023',
      publishedOnline: '2023-12-30',
      publishedPrint: '2024-21',
      issue: { year: 2024, season: 'Enero-Junio' },
      retracted: { literal: '03/04/2025' },
    },
  })
  t.same(dates, [
    { date: '2023-01-02', dateType: 'Submitted', dateInformation: 'received' },
    { date: '2023-02', dateType: 'Updated', dateInformation: 'revised' },
    { date: '2023-03', dateType: 'Updated', dateInformation: 'revised' },
    { date: '2023', dateType: 'Accepted', dateInformation: 'accepted' },
    { date: '2023-12-30', dateType: 'Available', dateInformation: 'published online' },
    { date: '2024', dateType: 'Issued', dateInformation: 'published in print: 2024-21' },
    { date: '2024', dateType: 'Issued', dateInformation: 'date of the issue: Enero-Junio' },
    { date: ':unav', dateType: 'Withdrawn', dateInformation: 'retracted: 03/04/2025' },
  ])
  t.equal(publicationYear, 2023)
})

t.test('the year follows the date that is asked for', async (t) => {
  const one: Article = { dates: { publishedOnline: '2023-12', publishedPrint: '2024-02' } }
  t.match(asXml.write(one, site, { date: 'print' }), '<publicationYear>2024</publicationYear>')
  t.match(asXml.write(one, site, { date: 'online' }), '<publicationYear>2023</publicationYear>')
})

t.test('people: particles, suffix, group with members, mononym, literal, other roles', async (t) => {
  const { creators, contributors } = json({
    affiliations: [{ id: 'a', name: 'CERN', city: 'Geneva', ror: 'https://ror.org/01ggx4157', grid: 'grid.9132.9' }],
    contributors: [
      {
        kind: 'person',
        role: 'author',
        family: 'Berg',
        nonDroppingParticle: 'van der',
        given: 'Jan',
        suffix: 'Jr.',
        orcid: '0000-0002-1825-0097',
        affiliations: ['a'],
        corresponding: true,
      },
      { kind: 'person', role: 'author', family: 'Madonna' },
      {
        kind: 'group',
        role: 'author',
        name: 'The X Group',
        members: [{ kind: 'person', role: 'author', family: 'M' }],
      },
      { kind: 'literal', role: 'author', literal: 'Anonymous' },
      { kind: 'person', role: 'editor', family: '王', given: '小明' },
    ],
  })
  t.same(
    creators.map(({ name, nameType }: Record<string, unknown>) => [name, nameType]),
    [
      ['van der Berg, Jan, Jr.', 'Personal'],
      ['Madonna', 'Personal'],
      ['The X Group', 'Organizational'],
      ['Anonymous', undefined],
    ],
  )
  t.same(creators[0].affiliation, [
    {
      name: 'CERN, Geneva',
      affiliationIdentifier: 'https://ror.org/01ggx4157',
      affiliationIdentifierScheme: 'ROR',
      schemeUri: 'https://ror.org/',
    },
  ])
  t.match(creators[0].nameIdentifiers, [{ nameIdentifier: 'https://orcid.org/0000-0002-1825-0097' }])
  t.same(
    contributors.map(({ name, contributorType }: Record<string, unknown>) => [name, contributorType]),
    [
      ['van der Berg, Jan, Jr.', 'ContactPerson'],
      ['M', 'ProjectMember'],
      ['王, 小明', 'Editor'],
    ],
  )
})

t.test('a retraction is seen as relation, date and words', async (t) => {
  const text = xml({
    doi: '10.5555/a',
    title: 'A',
    relations: [{ type: 'retracted-by', doi: '10.5555/r' }],
    dates: { retracted: '2025-01-02' },
  })
  t.match(text, 'relationType="IsObsoletedBy" resourceTypeGeneral="JournalArticle">10.5555/r</relatedIdentifier>')
  t.match(text, '<date dateType="Withdrawn" dateInformation="retracted">2025-01-02</date>')
  t.match(text, '<description descriptionType="Other">Retracted: https://doi.org/10.5555/r</description>')
})

t.test('a correction does not make the article obsolete', async (t) => {
  const { relatedIdentifiers } = json({ relations: [{ type: 'corrected-by', doi: '10.5555/c' }] })
  t.match(relatedIdentifiers, [{ relatedIdentifier: '10.5555/c', relationType: 'IsSupplementedBy' }])
})

t.test('text without mark-up, escaped once; a SICI DOI as it is', async (t) => {
  const doi = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'
  const one: Article = { doi, title: 'R&amp;D of <i>E. coli</i> in H<sub>2</sub>O, a &lt; b' }
  t.match(xml(one), '<title>R&amp;D of E. coli in H2O, a &lt; b</title>')
  t.match(xml(one), '30:5&lt;297::AID-MPO7&gt;3.0.CO;2-A</identifier>')
  t.equal(json(one).doi, doi)
  t.equal(json(one).titles[0].title, 'R&D of E. coli in H2O, a < b')
})

t.test('an abstract keeps its paragraphs', async (t) => {
  const one: Article = { abstracts: [{ sections: [{ title: 'Aim', paragraphs: ['One.', 'Two.'] }], language: 'en' }] }
  t.match(xml(one), '<description descriptionType="Abstract" xml:lang="en">Aim: One.<br/>Two.</description>')
  t.equal(json(one).descriptions[0].description, 'Aim: One.\n\nTwo.')
})

t.test('an address that is no anyURI becomes one', { skip: missing(xsd) }, async (t) => {
  for (const url of ['https://example.org/a[b]|c', 'https://example.org/50%', 'https://example.org/ü#a#b']) {
    t.same(validate(xml({ doi: '10.5555/a', licences: [{ url }] }), xsd), [], url)
  }
})
