import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { dataciteXml } from '../../src/formats/datacite-xml.ts'
import { jats } from '../../src/formats/jats.ts'
import { lessened } from '../../src/formats/losses.ts'
import { marcxml } from '../../src/formats/marcxml.ts'
import { mods } from '../../src/formats/mods.ts'
import { oaiDc } from '../../src/formats/oai-dc.ts'
import { descendants, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { missing, validate } from '../judges/xsd.ts'

const textOf = (node: XmlNode | undefined): string => rawText(node)
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const xsd = 'oai/oai_dc.xsd'
const skip = missing(xsd, 'oai/simpledc20021212.xsd')

const write = (draft: Draft) => oaiDc.write(admit(structuredClone(draft)).article, site)
const record = (draft: Draft) => parseXml(write(draft))
const corner = (name: keyof typeof corners) => record(corners[name] ?? {})
const texts = (node: XmlNode, name: string) => elements(node, name).map(textOf)

t.test('what is written is valid by oai_dc.xsd', { skip }, async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(validate(oaiDc.write(one, site), xsd), [])),
    { numRuns: 100 },
  )
  for (const [name, draft] of Object.entries(corners)) t.same(validate(write(draft), xsd), [], name)
})

const fifteen = new Set(
  'title creator subject description publisher contributor date type format identifier source language relation coverage rights'.split(
    ' ',
  ),
)

/** No element but the fifteen, none of them empty or with children, no attribute but the language. */
const faults = (root: XmlNode): string[] =>
  elements(root).flatMap((element) => [
    ...(fifteen.has(element.name) ? [] : [`there is no dc:${element.name}`]),
    ...(textOf(element).trim() === '' ? [`dc:${element.name} is empty`] : []),
    ...(elements(element).length === 0 ? [] : [`dc:${element.name} has children`]),
    ...Object.keys(element.attributes).filter((name) => name !== 'lang'),
  ])

t.test('the structure holds without the schema', async (t) => {
  for (const [name, draft] of Object.entries(corners)) t.same(faults(record(draft)), [], name)
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(faults(parseXml(oaiDc.write(one, site))), [])),
    { numRuns: 50 },
  )
})

t.test('what was read back is written and read again without further loss', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const { unmapped: _formats, ...once } = admit(lessened(one, oaiDc) as Draft).article // as a reader gives it
      deepStrictEqual(admit(lessened(once, oaiDc) as Draft).article, once)
    }),
    { numRuns: 100 },
  )
  t.pass()
})

t.test('many records are one document', async (t) => {
  const [head, between, tail] = oaiDc.frame
  const text = head + [{ doi: '10.5555/a' }, { doi: '10.5555/b' }].map(write).join(between) + tail
  t.equal(descendants(parseXml(text), 'dc').length, 2)
})

t.test('the first identifier is the address of the DOI, encoded', async (t) => {
  t.same(texts(corner('a SICI'), 'identifier'), [
    'https://doi.org/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A',
  ])
  t.equal(
    texts(corner('a DOI of all characters'), 'identifier')[0],
    'https://doi.org/10.5555/%C3%9Cber/X//y%23c%2525%3Fq%2B;',
  )
  const more = record({ doi: '10.5555/a', identifiers: [{ type: 'pmid', value: '123' }] })
  t.same(texts(more, 'identifier'), ['https://doi.org/10.5555/a', 'pmid:123'])
})

t.test('only authors are creators, and members of a group are nobody', async (t) => {
  t.same(texts(corner('particles, suffixes, titles'), 'creator'), [
    'van der Berg, Jan',
    'Maupassant, Guy de',
    'King, Martin, Jr.',
  ])
  const mixed = corner('a consortium among persons, with members who are not authors')
  t.same(texts(mixed, 'creator'), ['Khan, Ann', 'The X Consortium'])
  const literal = corner('mononyms, given names alone, a name in one piece')
  t.same(texts(literal, 'creator'), ['Madonna', 'Mina', 'Some One'])
  t.same(texts(literal, 'contributor'), ['Other, One'])
})

t.test('the source is a citation, and the ISSNs', async (t) => {
  t.same(texts(corner('three authors and a whole history'), 'source'), [
    'Journal of Examples, 12(3), 101-109 (2024)',
    '0028-0836',
    '1476-4687',
  ])
  t.same(
    texts(corner('pages in words and an article number'), 'source'),
    [],
    'numbers alone would be taken for anything',
  )
  t.same(texts(corner('a single page'), 'source'), ['J, A-12'])
})

t.test('the date is one, in ISO 8601, never more precise than given', async (t) => {
  const dateOf = (dates: Draft['dates']) => texts(record({ doi: '10.5555/a', dates }), 'date')
  t.same(dateOf({ published: '2024-05-06', received: '2024-01-01' }), ['2024-05-06'])
  t.same(dateOf({ published: '2024-05' }), ['2024-05'])
  t.same(dateOf({ published: '0998' }), ['0998'])
  t.same(dateOf({ issue: '2024-21' }), ['2024'])
  t.same(dateOf({ issue: '2023-11/2024-02' }), ['2023-11/2024-02'])
  t.same(dateOf({ issue: { year: 2018, season: 'Enero-Junio' } }), ['2018'])
  t.same(dateOf({ published: { literal: 'im Druck' } }), [])
  const { article } = admit({ ...corners['print in another year than online'] })
  t.same(texts(parseXml(oaiDc.write(article, site, { date: 'print' })), 'date'), ['2024-02'])
})

t.test('types and versions are those of info-eu-repo', async (t) => {
  const typesOf = (draft: Draft) => texts(record({ doi: '10.5555/a', ...draft }), 'type')
  t.same(typesOf({ type: 'research-article', contentVersion: 'vor', heading: 'Case Report' }), [
    'info:eu-repo/semantics/article',
    'info:eu-repo/semantics/publishedVersion',
    'research-article',
    'Case Report',
  ])
  t.same(typesOf({ type: 'preprint', contentVersion: 'tdm' }), ['info:eu-repo/semantics/preprint', 'preprint'])
})

t.test('access is open, embargoed, or not spoken of', async (t) => {
  const open = corner('two licences')
  t.same(texts(open, 'rights').slice(0, 2), [
    'info:eu-repo/semantics/openAccess',
    'https://creativecommons.org/licenses/by-nc/4.0/',
  ])
  const embargo = corner('an embargo')
  t.same(texts(embargo, 'rights'), ['info:eu-repo/semantics/embargoedAccess', 'Free to read from 2025-01-01'])
  t.same(texts(embargo, 'date'), ['2024-01-01', 'info:eu-repo/date/embargoEnd/2025-01-01'])
  const atOnce = record({ doi: '10.5555/a', dates: { published: '2024-02' }, freeToRead: { start: '2024-02-01' } })
  t.equal(texts(atOnce, 'rights')[0], 'info:eu-repo/semantics/openAccess')
  t.same(texts(corner('no more than a DOI'), 'rights'), [])
})

t.test('only what is a grant agreement is called one', async (t) => {
  t.same(texts(corner('funders and their grants'), 'relation'), [
    'Funding: Swiss NSF, https://ror.org/00yjd3n13, https://doi.org/10.13039/501100001711, 200020_123, Ho 443/19-1,2,3 and Ro 2431/3-1',
    'info:eu-repo/grantAgreement/EC/H2020/777541',
    'Funding: European Commission, https://doi.org/10.13039/100010661, not a number',
    'Funding: alone',
  ])
})

t.test('a retraction is seen in the description and as a relation', async (t) => {
  const root = corner('a retracted article, with a correction and a concern')
  t.same(texts(root, 'description'), ['Retracted: https://doi.org/10.5555/retr', 'Retracted: 2025-01-01'])
  t.same(texts(record({ doi: '10.5555/a', dates: { retracted: '2025' } }), 'description'), ['Retracted: 2025'])
  t.match(texts(root, 'relation').join('\n'), /^Retracted.*10\.5555\/retr/m)
})

t.test('languages: ISO 639 for the article, tags for what is written in it', async (t) => {
  const root = record({
    doi: '10.5555/a',
    title: 'T',
    language: 'de-AT',
    translatedTitles: [{ title: 'U', language: 'en' }],
  })
  t.same(texts(root, 'language'), ['deu'])
  t.same(
    elements(root, 'title').map(({ attributes }) => attributes.lang),
    ['de-AT', 'en'],
  )
})

t.test('text is plain, escaped once, and without what XML cannot hold', async (t) => {
  t.same(texts(corner('mark-up and formulas in title and abstract'), 'title'), [
    'Growth of E. coli in H2O: x2 and \\alpha',
  ])
  t.same(texts(corner('mark-up that is none'), 'title'), ['<script>alert(1)</script> &amp; <i>'])
  t.notMatch(oaiDc.write({ ...unclean, keywords: [] }, site), /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]/)
})

t.test('formats that are harvested say how', async (t) => {
  for (const { oai } of [oaiDc, mods, marcxml, jats, dataciteXml]) {
    t.match(oai.prefix, /^[A-Za-z0-9\-_.!~*'()]+$/, 'OAI-PMH 2.0, metadataPrefixType')
    t.match(oai.namespace, /^https?:/)
    t.match(oai.schema, /^https?:.*\.xsd$/)
  }
  t.equal(oaiDc.oai.prefix, 'oai_dc')
})
