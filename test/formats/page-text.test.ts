import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { Compile } from 'typebox/compile'
import { compare, type Gold, type Tally } from '../../bench/pages/compare.ts'
import { Article, type Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { readByline } from '../../src/formats/page-text/byline.ts'
import { readPlace } from '../../src/formats/page-text/citation.ts'
import { doisIn } from '../../src/formats/page-text/doi.ts'
import { splitTerms } from '../../src/formats/page-text/keywords.ts'
import { resolveMarks } from '../../src/formats/page-text/marks.ts'
import { parseName } from '../../src/formats/page-text/names.ts'
import { pageText } from '../../src/formats/page-text.ts'

const folder = 'test/fixtures/page-text'
const shared = '../shared/pages'
const article = Compile(Article)

const pagesOf = (dir: string) =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => {
      const name = file.slice(0, -'.gold.json'.length)
      // The bench's README fixes this shape.
      const gold = JSON.parse(readFileSync(`${dir}/${file}`, 'utf8')) as Gold
      return { name, gold, text: readFileSync(`${dir}/${name}.txt`, 'utf8') }
    })

function read(text: string): { draft: Draft; notes: readonly Finding[] } {
  const [reading] = pageText.read(text)
  if (!reading || 'refusal' in reading) throw new Error('nothing read')
  return reading
}

t.test('every page of our own reads as its author meant it', async (t) => {
  for (const { name, gold, text } of pagesOf(folder)) t.strictSame(compare(name, gold, text).misses, [], name)
})

t.test('every draft has the shape of an article', async (t) => {
  for (const { name, gold, text } of pagesOf(folder))
    if (!gold.notArticle) t.strictSame([...article.Errors(read(text).draft)], [], name)
})

t.test('a page that lists no authors gives the corresponding one, and says that the others are missing', async (t) => {
  const { draft, notes } = read(readFileSync(`${folder}/only-corresponding.txt`, 'utf8'))
  t.strictSame(draft.contributors, [
    {
      kind: 'person',
      family: 'Jansen',
      given: 'Meera',
      role: 'author',
      corresponding: true,
      email: 'meera@example.org',
    },
  ])
  t.strictSame(draft.affiliations, [
    { id: 'aff1', literal: 'Ortho Weave Clinic Pvt. Ltd., Jaipur, Rajasthan, India' },
    { id: 'aff2', literal: 'Institute of Hand Therapy and Research, 12 Harbour Road, Oakland, CA 94607, USA' },
  ])
  t.ok(notes.some(({ code, pointer }) => code === 'contributors-incomplete' && pointer === '/contributors'))
  t.equal(draft.type, 'case-report')
})

t.test('an ambiguous date stays as it stands', async (t) => {
  const { draft } = read(readFileSync(`${folder}/only-corresponding.txt`, 'utf8'))
  t.strictSame(draft.dates?.accepted, { literal: '03/04/2023' })
})

t.test('plain text is escaped into rich text', async (t) => {
  const { draft } = read(readFileSync(`${folder}/only-corresponding.txt`, 'utf8'))
  t.match(draft.abstracts?.[0]?.sections[0]?.paragraphs[0], 'p &lt; 0.05 &amp; could')
})

t.test('headed parts of an abstract become its sections', async (t) => {
  const { draft } = read(readFileSync(`${folder}/springer-new.txt`, 'utf8'))
  t.strictSame(
    draft.abstracts?.[0]?.sections.map(({ title }) => title),
    ['Background', 'Methods', 'Results', 'Conclusions'],
  )
})

t.test('abstracts and keywords of a second language are kept apart', async (t) => {
  const { draft } = read(readFileSync(`${folder}/scielo-pt.txt`, 'utf8'))
  t.equal(draft.abstracts?.length, 2)
  t.equal(draft.keywords?.length, 2)
  t.strictSame(draft.journal?.issn, { print: '1234-5679', electronic: '2345-6787' })
})

t.test('a name that was split by rule carries a note', async (t) => {
  const { notes } = read(readFileSync(`${folder}/springer-new.txt`, 'utf8'))
  const split = notes.filter(({ code }) => code === 'name-split')
  t.strictSame(
    split.map(({ pointer, severity }) => [pointer, severity]),
    [0, 1, 2].map((index) => [`/contributors/${index}`, 'note']),
  )
})

t.test('pages about something else are refused with the reason', async (t) => {
  for (const { name, gold, text } of pagesOf(folder).filter((page) => page.gold.notArticle)) {
    t.ok(gold.notArticle)
    t.throws(
      () => pageText.read(text),
      { code: 'unreadable', message: /not like one article|too little|no title/ },
      name,
    )
  }
  t.throws(() => pageText.read(''), Refusal)
  t.throws(() => pageText.read('Hello world'), Refusal)
})

t.test('names are split with their particles, suffixes and capitals', async (t) => {
  const person = (text: string) => parseName(text).name
  t.match(person('Jan van der Berg'), { given: 'Jan', nonDroppingParticle: 'van der', family: 'Berg' })
  t.match(person('Michelina C. de la Maza'), { given: 'Michelina C.', nonDroppingParticle: 'de la', family: 'Maza' })
  t.match(person('Thomas H. Pendergast IV'), { family: 'Pendergast', suffix: 'IV' })
  t.match(person('Kazunori SHIODA'), { given: 'Kazunori', family: 'SHIODA' })
  t.match(person('Anna Keller, PhD'), { given: 'Anna', family: 'Keller', degrees: 'PhD' })
  t.match(person('А. С. Злобин'), { given: 'А. С.', family: 'Злобин' })
  t.match(parseName('Thompson TP', true).name, { family: 'Thompson', given: 'TP' })
  t.match(person('山田 太郎'), { family: '山田', given: '太郎' })
  t.match(person('苗娟'), { kind: 'literal', literal: '苗娟' })
  t.match(person('The EARS Study Group'), { kind: 'group' })
})

t.test(
  'a first name that begins like a title, and an initial that looks like a particle, are kept whole',
  async (t) => {
    const parts = (text: string) => {
      const { name } = parseName(text)
      return name.kind === 'person' ? [name.given, name.nonDroppingParticle, name.family] : [name.kind]
    }
    t.strictSame(parts('Ingrid Lund'), ['Ingrid', undefined, 'Lund'])
    t.strictSame(parts('Drew Tanaka'), ['Drew', undefined, 'Tanaka'])
    t.strictSame(parts('Dr. Drew Tanaka'), ['Drew', undefined, 'Tanaka'])
    t.strictSame(parts('Leonard I Zorn'), ['Leonard I', undefined, 'Zorn'])
    t.strictSame(parts('Robert E Kingsley'), ['Robert E', undefined, 'Kingsley'])
    t.strictSame(parts('Mithi de los Ríos'), ['Mithi', 'de los', 'Ríos'])
    t.strictSame(parts('Huipeng MA'), ['Huipeng', undefined, 'MA'])
  },
)

t.test('marks glued to names are told from the names', async (t) => {
  const marks = (count: number) => new Set(Array.from({ length: count }, (_, index) => String(index + 1)))
  const names = (text: string, known: ReadonlySet<string>) =>
    readByline(text, known).map(({ name, marks: own }) => [name, own])
  t.strictSame(names('Ada Khan1*, Bo Forster1234* and Cy Rivest10', marks(10)), [
    ['Ada Khan', '1*'],
    ['Bo Forster', '1234*'],
    ['Cy Rivest', '10'],
  ])
  t.strictSame(resolveMarks('1234*', marks(5)), ['1', '2', '3', '4'])
  t.strictSame(resolveMarks('10', marks(10)), ['10'])
  t.strictSame(resolveMarks('12', marks(3)), ['1', '2'])
  t.strictSame(resolveMarks('7', marks(3)), [])
  t.strictSame(names('Ann Smith a,b,*, Ben Young b', new Set(['a', 'b'])), [
    ['Ann Smith', 'a,b,*'],
    ['Ben Young', 'b'],
  ])
  t.strictSame(
    names('SARAH THOMSONa1 and FRANK KATZERa1 c1', new Set(['a1'])).map(([name]) => name),
    ['SARAH THOMSON', 'FRANK KATZER'],
  )
  t.strictSame(
    names('Ana Garcia, Luca Rossa, Eva Costa', new Set()).map(([name]) => name),
    ['Ana Garcia', 'Luca Rossa', 'Eva Costa'],
  )
  t.strictSame(names('Volume 5, Issue 2', new Set()), [])
})

t.test('volume, issue and pages are read in the forms of many houses', async (t) => {
  const rows: readonly (readonly [string, object])[] = [
    ['Volume 5 | Issue 1 | DOI: x', { volume: '5', issue: '1' }],
    ['Trials 2015, 16:1', { volume: '16', articleNumber: '1' }],
    ['Malaria Journal201716:299', { volume: '16', articleNumber: '299' }],
    ['PLoS ONE 14(4): e0213978', { volume: '14', issue: '4', articleNumber: 'e0213978' }],
    ['J. Org. Chem., 2014, 79 (3), pp 880–887', { volume: '79', issue: '3', first: '880', last: '887' }],
    ['J. Am. Chem. Soc. 2020, 142, 10, 4567–4578', { volume: '142', issue: '10', first: '4567', last: '4578' }],
    ['J Polym Environ 18, 231–34 (2010)', { volume: '18', first: '231', last: '234' }],
    ['第45卷 第3期 2020年5月', { volume: '45', issue: '3', date: '2020-05' }],
    ['Cilt: 5 Sayı: 2, 123 - 140, 30.06.2021', { volume: '5', issue: '2', first: '123', last: '140' }],
    ['Том 12 № 3 (2020)', { volume: '12', issue: '3', date: '2020' }],
    ['Lancet. 2013 May 11;381:1672-8', { volume: '381', first: '1672', last: '1678' }],
    ['Proc. Light Volume 12512, Issue 2', { volume: '12512', issue: '2' }],
    ['Published 11 June 2019 Volume 2019:12 Pages 101—109', { volume: '12', first: '101', last: '109' }],
    ['Wall Rep 7, Article number: 12345 (2017)', { volume: '7', articleNumber: '12345' }],
    ['J Wall Bot December 5, 2014 7 (4) 201-209', { volume: '7', issue: '4', date: '2014-12-05' }],
  ]
  for (const [text, place] of rows) t.match(readPlace(text), place, text)
  for (const text of ['Published March 12, 2020', 'Tel: 341(2) 3344', 'ISSN 1234-5678', 'Thu, 7 Feb 2019 09:22:51 UTC'])
    t.notOk(readPlace(text), text)
})

t.test('a DOI loses the punctuation and the buttons glued to it', async (t) => {
  t.strictSame(doisIn('https://doi.org/10.1016/j.envsci.2023.04.016Get rights'), ['10.1016/j.envsci.2023.04.016'])
  t.strictSame(doisIn('(doi: 10.1002/(SICI)1097-4571(199806)49:8.)'), ['10.1002/(SICI)1097-4571(199806)49:8'])
  t.strictSame(doisIn('https://doi.org/10.99999/tm-00xGet rights and content'), ['10.99999/tm-00x'])
  t.strictSame(doisIn('⟨10.99999/jwall:0195500⟩'), ['10.99999/jwall:0195500'])
})

t.test('keywords are parted by the strongest mark of their list', async (t) => {
  t.strictSame(splitTerms('1,2-diols; water (liquid, ice); salt'), ['1,2-diols', ' water (liquid, ice)', ' salt'])
  t.equal(splitTerms('HIV, online dating, design').length, 3)
})

t.test('the fall-back is modest, and knows what it is not', async (t) => {
  const page = readFileSync(`${folder}/springer-new.txt`, 'utf8')
  t.ok(pageText.sniffs(page) >= 0.3 && pageText.sniffs(page) <= 0.6)
  for (const other of [
    '{"DOI":"10.1/x","title":"Abstract"}',
    '<article><front/></article>',
    '@article{a, doi={10.1/x}}',
    'TY  - JOUR\nDO  - 10.1/x',
  ])
    t.ok(pageText.sniffs(other) < 0.1, other)
})

t.test('a large text takes no long time', async (t) => {
  const page = readFileSync(`${folder}/springer-new.txt`, 'utf8')
  const hostile = [
    `${page}\n${'Anna Keller1,2, '.repeat(60_000)}`,
    `${page}\n${'a, '.repeat(300_000)}`,
    `${'1'.repeat(500_000)}\n${page}`,
    `${page}\n${'Received: \n'.repeat(50_000)}`,
    `${page}\n${'Journal of Things 12(3): 45-67 (2020) 10.1234/abc\n'.repeat(15_000)}`,
  ]
  for (const text of hostile) {
    const started = process.hrtime.bigint()
    try {
      pageText.read(text)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
    t.ok(process.hrtime.bigint() - started < 5_000_000_000n)
  }
})

t.test(
  'real pages, where they are at hand',
  { skip: existsSync(shared) ? false : 'skipped: no ../shared/pages' },
  async (t) => {
    const sums = new Map<string, Tally>()
    for (const { name, gold, text } of pagesOf(shared)) {
      const outcome = compare(name, gold, text)
      if (!gold.notArticle && outcome.fields.accepted?.right === 1)
        t.strictSame([...article.Errors(read(text).draft)], [], name)
      if (outcome.kind !== 'web') continue
      for (const [field, { right, given, there }] of Object.entries(outcome.fields)) {
        const sum = sums.get(field) ?? { right: 0, given: 0, there: 0 }
        sums.set(field, { right: sum.right + right, given: sum.given + given, there: sum.there + there })
      }
    }
    const floor = (fields: readonly string[], precision: number, recall: number) => {
      for (const field of fields) {
        const { right, given, there } = sums.get(field) ?? { right: 0, given: 1, there: 1 }
        t.ok(right / given >= precision, `${field} precision ${right}/${given}`)
        t.ok(right / there >= recall, `${field} recall ${right}/${there}`)
      }
    }
    floor(['doi', 'title', 'volume', 'issue', 'dates.received', 'dates.accepted', 'dates.published'], 0.95, 0.9)
    floor(['authors', 'affiliations'], 0.85, 0.8)
    floor(['refused', 'accepted'], 1, 1)
  },
)
