import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { lessened } from '../../src/formats/losses.ts'
import { mods } from '../../src/formats/mods.ts'
import { child, descendants, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { missing, validate } from '../judges/xsd.ts'

const textOf = (node: XmlNode | undefined): string => rawText(node)
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const xsd = 'mods/mods-3-8.xsd'
const skip = missing(xsd, 'loc/xlink.xsd')

const write = (draft: Draft) => mods.write(admit(structuredClone(draft)).article, site)
const record = (draft: Draft) => parseXml(write(draft))
const corner = (name: keyof typeof corners) => record(corners[name] ?? {})
const texts = (node: XmlNode | undefined, ...names: string[]) => descendants(node, ...names).map(textOf)
const withType = (node: XmlNode, name: string, type: string) =>
  elements(node, name).filter(({ attributes }) => attributes.type === type)

t.test('what is written is valid by mods-3-8.xsd', { skip }, async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(validate(mods.write(one, site), xsd), [])),
    { numRuns: 100 },
  )
  for (const [name, draft] of Object.entries(corners)) t.same(validate(write(draft), xsd), [], name)
})

/** The elements a record of MODS may have, and where a closed list of values is their attribute’s. */
const topLevel = new Set(
  `titleInfo name typeOfResource genre originInfo language abstract note subject relatedItem identifier location
   accessCondition recordInfo`.split(/\s+/),
)
const relatedTypes = new Set([undefined, 'host', 'otherVersion', 'references', 'reviewOf'])

function faults(root: XmlNode): string[] {
  const out = elements(root).flatMap(({ name }) => (topLevel.has(name) ? [] : [`${name} is no element of a record`]))
  for (const related of descendants(root, 'relatedItem')) {
    if (!relatedTypes.has(related.attributes.type)) out.push(`relatedItem of type ${related.attributes.type}`)
    if (related.attributes.type !== undefined && related.attributes.otherType !== undefined) out.push('two types')
  }
  for (const date of descendants(root, 'dateIssued', 'dateOther', 'date')) {
    if (date.attributes.encoding === 'w3cdtf' && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(textOf(date))) out.push(textOf(date))
  }
  for (const name of descendants(root, 'name')) {
    if (elements(name).length === 0) out.push('a name without parts')
  }
  return out
}

t.test('the structure holds without the schema', async (t) => {
  for (const [name, draft] of Object.entries(corners)) {
    const root = record(draft)
    t.equal(root.name, 'mods')
    t.equal(root.attributes.version, '3.8')
    t.same(faults(root), [], name)
  }
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(faults(parseXml(mods.write(one, site))), [])),
    { numRuns: 50 },
  )
})

t.test('what was read back is written and read again without further loss', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const once = admit(lessened(one, mods) as Draft).article // as a reader gives it
      deepStrictEqual(admit(lessened(once, mods) as Draft).article, once)
    }),
    { numRuns: 100 },
  )
  t.pass()
})

t.test('many records are one collection', async (t) => {
  const [head, between, tail] = mods.frame
  const text = head + [{ doi: '10.5555/a' }, { doi: '10.5555/b' }].map(write).join(between) + tail
  t.equal(elements(parseXml(text), 'mods').length, 2)
  if (skip === false) t.same(validate(text, xsd), [])
})

t.test('an article at the beginning of a title is passed over where the language is known', async (t) => {
  t.same(texts(record({ doi: '10.5555/a', title: 'The origin', language: 'en' }), 'nonSort', 'title'), [
    'The ',
    'origin',
  ])
  t.same(texts(record({ doi: '10.5555/a', title: 'The origin' }), 'nonSort', 'title'), ['The origin'])
})

t.test('names', async (t) => {
  const [jan, guy, martin] = elements(corner('particles, suffixes, titles'), 'name')
  t.same(texts(jan, 'namePart'), ['van der Berg', 'Jan'])
  t.same(texts(jan, 'description'), ['Degrees: MD'])
  t.same(texts(guy, 'namePart'), ['Dr.', 'Maupassant', 'Guy de'])
  t.same(texts(martin, 'namePart'), ['King', 'Martin', 'Jr.'])
  t.equal(withType(martin as XmlNode, 'namePart', 'termsOfAddress').length, 1)

  const mixed = elements(corner('a consortium among persons, with members who are not authors'), 'name')
  t.same(
    mixed.map(({ attributes }) => attributes.type),
    ['personal', 'corporate'],
    'members are no names of the record',
  )
  t.same(texts(mixed[1], 'description'), ['Members: Member, Mina'])
  t.same(texts(mixed[1], 'nameIdentifier'), ['https://ror.org/05dxps055'])

  const [madonna, , literal] = elements(corner('mononyms, given names alone, a name in one piece'), 'name')
  t.equal(child(madonna, 'namePart')?.attributes.type, undefined)
  t.equal(literal?.attributes.type, undefined)
  t.same(texts(child(corner('native scripts'), 'name/alternativeName'), 'namePart'), ['王小明'])
})

t.test('affiliations have their ROR id, and nobody’s place is a note', async (t) => {
  const root = corner('places of work in parts, and one where nobody works')
  const [geneva, cern] = elements(child(root, 'name'), 'affiliation')
  t.equal(geneva && textOf(geneva), 'Physics, University of Geneva, Geneva, Switzerland')
  t.equal(cern?.attributes.valueURI, 'https://ror.org/01ggx4157')
  t.same(withType(root, 'note', 'affiliation').map(textOf), ['Nobody’s'])
})

t.test('dates keep their precision and their type', async (t) => {
  const origin = child(corner('three authors and a whole history'), 'originInfo')
  t.equal(textOf(child(origin, 'dateIssued') as XmlNode), '2024-05-06')
  t.same(
    elements(origin, 'dateOther').map((date) => [date.attributes.type, date.attributes.encoding, textOf(date)]),
    [
      ['received', 'w3cdtf', '2023-11-02'],
      ['revised', 'w3cdtf', '2024-01-10'],
      ['revised', 'w3cdtf', '2024-02'],
      ['accepted', 'w3cdtf', '2024-03-15'],
      ['published online', 'w3cdtf', '2024-05-06'],
      ['published in print', 'w3cdtf', '2024-06'],
    ],
  )
  const words = child(corner('a season and a date in words'), 'originInfo')
  t.same(
    elements(words, 'dateOther').map((date) => [date.attributes.encoding, textOf(date)]),
    [
      [undefined, '03/04/2024'],
      [undefined, 'Enero-Junio 2018'],
    ],
  )
  const edtf = elements(child(corner('a month, a season, a range'), 'originInfo'), 'dateOther')
  t.same(
    edtf.map((date) => [date.attributes.encoding, textOf(date)]),
    [
      ['edtf', '2023-12/2024-01'],
      ['w3cdtf', '2024-02'],
      ['edtf', '2024-21'],
    ],
  )
})

t.test('the date of the citation is that which is asked for', async (t) => {
  const { article } = admit({ ...corners['print in another year than online'] })
  const issued = (date: 'online' | 'print' | undefined) =>
    texts(parseXml(mods.write(article, site, date && { date })), 'dateIssued')
  t.same([issued(undefined), issued('online'), issued('print')], [['2023-12-30'], ['2023-12-30'], ['2024-02']])
})

t.test('a retraction is seen in a note and in a related item', async (t) => {
  const root = corner('a retracted article, with a correction and a concern')
  t.same(withType(root, 'note', 'status').map(textOf), ['Retracted: https://doi.org/10.5555/retr'])
  const types = elements(root, 'relatedItem').map(({ attributes }) => attributes.otherType)
  t.same(types, ['corrected-by', 'has-expression-of-concern', 'retracted-by'])
})

t.test('text is plain, escaped once, and without what XML cannot hold', async (t) => {
  const root = corner('mark-up and formulas in title and abstract')
  t.same(texts(child(root, 'titleInfo'), 'title'), ['Growth of E. coli in H2O: x2 and \\alpha'])
  t.same(
    elements(root, 'abstract').map(({ attributes }) => attributes.displayLabel ?? attributes.type),
    ['Background', 'Methods', 'graphical'],
  )
  t.same(texts(corner('mark-up that is none'), 'title'), ['<script>alert(1)</script> &amp; <i>'])
  t.match(write(corners['a SICI'] ?? {}), '>10.1002/(SICI)1096-911X(199805)30:5&lt;297::AID-MPO7&gt;3.0.CO;2-A<')
  t.notMatch(mods.write({ ...unclean, keywords: [] }, site), /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]/)
})
