import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { lessened } from '../../src/formats/losses.ts'
import { marcxml } from '../../src/formats/marcxml.ts'
import { child, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { missing, validate } from '../judges/xsd.ts'

/** With every blank: MARC counts them. */
const textOf = (node: XmlNode | undefined): string => rawText(node)
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const xsd = 'marc/MARC21slim.xsd'
const skip = missing(xsd)

const write = (draft: Draft) => marcxml.write(admit(structuredClone(draft)).article, site)
const record = (draft: Draft) => parseXml(write(draft))
const corner = (name: keyof typeof corners) => record(corners[name] ?? {})

/** `1_ $a Khan, Ann $e author` of every field of a tag. */
const fields = (root: XmlNode, tag: string): string[] =>
  elements(root, 'datafield')
    .filter(({ attributes }) => attributes.tag === tag)
    .map((field) => {
      const indicators = `${field.attributes.ind1}${field.attributes.ind2}`.replaceAll(' ', '_')
      return [indicators, ...elements(field).map((sub) => `$${sub.attributes.code} ${textOf(sub)}`)].join(' ')
    })
const controlField = (root: XmlNode, tag: string): string =>
  textOf(elements(root, 'controlfield').find(({ attributes }) => attributes.tag === tag) as XmlNode)

t.test('what is written is valid by MARC21slim.xsd', { skip }, async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(validate(marcxml.write(one, site), xsd), [])),
    { numRuns: 100 },
  )
  for (const [name, draft] of Object.entries(corners)) t.same(validate(write(draft), xsd), [], name)
})

/** Fields that stand once at most, and subfields of a few fields likewise (MARC 21 Bibliographic). */
const once = ['001', '007', '008', '040', '100', '110', '245']
const onceInField: Readonly<Record<string, string>> = {
  '100': '6au2', '110': '6au2', '700': '6au2', '710': '6au2', '720': 'a', '245': 'ab', '246': 'ab', '536': 'a',
  '540': 'a23', '773': 'adpqtx7', '787': 'abdtx', '856': '37',
} // biome-ignore format: a table of tags reads better in lines

function faults(root: XmlNode): string[] {
  const out: string[] = []
  if (!/^[\d ]{5}nab a22[\d ]{5}3 {2}4500$/.test(textOf(child(root, 'leader') as XmlNode))) out.push('leader')
  if (controlField(root, '007').length !== 14) out.push('007')
  const fixed = controlField(root, '008')
  if (!/^\d{6}(e\d{4}(0[1-9]|1[0-2])(\d\d| {2})|s\d{4} {4}|m\d{8}|nu{8})xx .{17}[a-z]{3} d$/.test(fixed))
    out.push(fixed)
  if (fixed.length !== 40) out.push(`008 has ${fixed.length} characters`)
  const tags = elements(root).map(({ attributes }) => attributes.tag ?? '000')
  for (const tag of once) if (tags.filter((each) => each === tag).length > 1) out.push(`${tag} is not repeatable`)
  if (!tags.includes('245')) out.push('245 is mandatory')
  if (tags.includes('100') && tags.includes('110')) out.push('two main entries')
  // Added entries keep the order of the byline; all others ascend.
  const order = tags.map((tag) => (/^7[012]0$/.test(tag) ? '700' : tag))
  if (order.join() !== order.toSorted().join()) out.push(`order: ${order}`)
  for (const field of elements(root, 'datafield')) {
    const { tag = '', ind1 = '', ind2 = '' } = field.attributes
    if (!/^[\da-z ]{2}$/.test(ind1 + ind2)) out.push(`indicators of ${tag}`)
    const codes = elements(field).map(({ attributes }) => attributes.code ?? '')
    if (codes.length === 0) out.push(`${tag} is empty`)
    for (const code of onceInField[tag] ?? '') {
      if (codes.filter((each) => each === code).length > 1) out.push(`${tag} $${code} is not repeatable`)
    }
  }
  return out
}

t.test('the structure holds without the schema', async (t) => {
  for (const [name, draft] of Object.entries(corners)) t.same(faults(record(draft)), [], name)
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(faults(parseXml(marcxml.write(one, site))), [])),
    { numRuns: 50 },
  )
})

t.test('what was read back is written and read again without further loss', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const once = admit(lessened(one, marcxml) as Draft).article // as a reader gives it
      deepStrictEqual(admit(lessened(once, marcxml) as Draft).article, once)
    }),
    { numRuns: 100 },
  )
  t.pass()
})

t.test('many records are one collection', async (t) => {
  const [head, between, tail] = marcxml.frame
  const text = head + [{ doi: '10.5555/a' }, { doi: '10.5555/b' }].map(write).join(between) + tail
  t.equal(elements(parseXml(text), 'record').length, 2)
  if (skip === false) t.same(validate(text, xsd), [])
})

t.test('008 says the date in the precision that was given, and the language', async (t) => {
  const dateIn008 = (dates: Draft['dates']) => controlField(record({ doi: '10.5555/a', dates }), '008').slice(6, 15)
  t.equal(dateIn008({ published: '2024-05-06' }), 'e20240506')
  t.equal(dateIn008({ published: '2024-05' }), 'e202405  ')
  t.equal(dateIn008({ published: '2024' }), 's2024    ')
  t.equal(dateIn008({ issue: '2024-21' }), 's2024    ')
  t.equal(dateIn008({ issue: '2023-12/2024-01' }), 'm20232024')
  t.equal(dateIn008({ issue: '2024-01/2024-02' }), 's2024    ')
  t.equal(dateIn008({ issue: { year: 998, season: 'Spring' } }), 's0998    ')
  t.equal(dateIn008({ published: { literal: 'im Druck' } }), 'nuuuuuuuu')
  t.equal(dateIn008(undefined), 'nuuuuuuuu')
  const languageIn008 = (language: string) => controlField(record({ doi: '10.5555/a', language }), '008').slice(35, 38)
  t.same(['en', 'de-AT', 'zh-Hant', 'fra', 'gsw'].map(languageIn008), ['eng', 'ger', 'chi', 'fre', 'und'])
})

t.test('names', async (t) => {
  const people = corner('particles, suffixes, titles')
  t.same(fields(people, '100'), ['1_ $a van der Berg, Jan $c MD $e author $4 aut'])
  t.same(fields(people, '700'), [
    '1_ $a Maupassant, Guy de $c Dr. $e author $4 aut',
    '1_ $a King, Martin $c Jr. $e author $4 aut',
  ])
  const mixed = corner('a consortium among persons, with members who are not authors')
  t.same(fields(mixed, '710'), [
    '2_ $a The X Consortium $g Members: Member, Mina $e author $4 aut $1 https://ror.org/05dxps055',
  ])
  t.same(fields(mixed, '700'), [], 'members have no entries')
  t.same(fields(corner('a group before all persons'), '110'), ['2_ $a WHO $e author $4 aut'])
  const literal = corner('mononyms, given names alone, a name in one piece')
  t.same(fields(literal, '100'), ['0_ $a Madonna $e author $4 aut'])
  t.same(fields(literal, '720'), ['__ $a Some One $e author $4 aut', '__ $a Other, One $e editor $4 edt'])
  t.same(fields(literal, '500'), ['__ $a Some One: one@example.org'])
})

t.test('a name in its own script is linked to the one in Latin letters', async (t) => {
  const root = corner('native scripts')
  t.match(fields(root, '100')[0], /^1_ \$6 880-01 \$a Wang, Xiaoming/)
  t.match(fields(root, '700')[0], /^0_ \$6 880-02 \$a Petrov/)
  t.same(fields(root, '880'), ['1_ $6 100-01/$1 $a 王小明', '0_ $6 700-02/(N $a Иван Петров'])
})

t.test('titles: main entry, subtitle, parallel and running title', async (t) => {
  const root = record({
    doi: '10.5555/a',
    title: 'The <i>title</i>',
    subtitle: 'Sub',
    shortTitle: 'Short',
    translatedTitles: [{ title: 'Titel', language: 'de' }],
  })
  t.same(fields(root, '245'), ['00 $a The title $b Sub'])
  t.same(fields(root, '246'), ['11 $a Titel $g de', '17 $a Short'])
  t.match(fields(corner('three authors and a whole history'), '245')[0], /^10 /)
  const sorted = (title: string, language?: Draft['language']) =>
    fields(record({ doi: '10.5555/a', title, ...(language !== undefined && { language }) }), '245')[0]?.slice(0, 2)
  t.same(
    [sorted('The origin', 'en-GB'), sorted('The origin'), sorted('A priori', 'en'), sorted('L’eau', 'fr')],
    ['04', '00', '00', '02'],
    'an article is passed over only where the language is known',
  )
  t.same(fields(corner('no more than a DOI'), '245'), ['00 $a [No title]'])
})

t.test('the history is in notes', async (t) => {
  t.same(fields(corner('three authors and a whole history'), '500'), [
    '__ $a Received: 2023-11-02',
    '__ $a Revised: 2024-01-10',
    '__ $a Revised: 2024-02',
    '__ $a Accepted: 2024-03-15',
    '__ $a Published online: 2024-05-06',
    '__ $a Published in print: 2024-06',
  ])
})

t.test('the host item', async (t) => {
  t.same(fields(corner('three authors and a whole history'), '773'), [
    '0_ $7 nnas $t Journal of Examples $g vol. 12, no. 3 (2024-06), p. 101-109 $q 12:3<101 $x 1476-4687' +
      ' $o ISSN (print): 0028-0836 $o ISSN (electronic): 1476-4687',
  ])
  t.same(fields(corner('no more than a DOI'), '773'), [])
})

t.test('a retraction is seen in the first note and as another work', async (t) => {
  const root = corner('a retracted article, with a correction and a concern')
  t.equal(fields(root, '500')[0], '__ $a Retracted: https://doi.org/10.5555/retr')
  t.match(fields(root, '787').join('\n'), /^08 \$i Retracted: .*\$o https:\/\/doi\.org\/10\.5555\/retr$/m)
})

t.test('licences, access and funding', async (t) => {
  const root = corner('two licences')
  t.same(fields(root, '540'), [
    '__ $a CC-BY-NC-4.0 $f CC BY-NC 4.0 $2 cc $g 20240506 $u https://creativecommons.org/licenses/by-nc/4.0/',
    '__ $3 tdm $a For mining $g 2024 $u https://example.org/tdm',
    '__ $a MIT $f MIT',
  ])
  t.same(fields(root, '506'), ['0_ $a Free to read $f Unrestricted online access $2 star'])
  t.match(fields(root, '856')[0], /\$7 0$/)
  t.same(
    fields(corner('funders and their grants'), '536')[1],
    '__ $a Swiss NSF (https://ror.org/00yjd3n13; https://doi.org/10.13039/501100001711) $c 200020_123 $c Ho 443/19-1,2,3 and Ro 2431/3-1',
  )
})

t.test('text is plain, on one line, escaped once', async (t) => {
  t.same(fields(corner('mark-up that is none'), '245'), ['00 $a <script>alert(1)</script> &amp; <i>'])
  t.same(fields(corner('mark-up and formulas in title and abstract'), '520'), [
    '3_ $a Background: 105 cells. More. Methods: dna',
    '8_ $a [graphical] Ein Bild',
  ])
  t.match(write(corners['a SICI'] ?? {}), '>10.1002/(SICI)1096-911X(199805)30:5&lt;297::AID-MPO7&gt;3.0.CO;2-A<')
  const dirty = marcxml.write({ ...unclean, keywords: [{ terms: ['k\r\nL1'] }] }, site)
  t.notMatch(dirty.slice(0, -1), /[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/)
})

t.test('five thousand authors', async (t) => {
  const contributors = Array.from({ length: 5000 }, (_, at) => ({
    kind: 'person' as const,
    role: 'author' as const,
    family: `Family${at}`,
    given: 'A.',
    native: { name: '王小明' },
  }))
  const root = record({ doi: '10.5555/a', contributors })
  t.equal(fields(root, '700').length, 4999)
  t.same(faults(root), [])
})
