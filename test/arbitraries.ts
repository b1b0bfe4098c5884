/** Arbitrary articles: everything the record can hold, normalised by `admit` as every article is. */
import fc from 'fast-check'
import {
  type Article,
  articleTypes,
  contentVersions,
  contributorRoles,
  creditTerms,
  type Draft,
  linkKinds,
  relationTypes,
} from '../schemas/article.ts'
import { admit } from '../src/article/admit.ts'
import { Refusal } from '../src/article/refusal.ts'
import { escapeRich, marks } from '../src/text/rich.ts'

// Every run tries the same cases, so that a failure can be met again; `FC_SEED` asks for others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_240_118) })

const words = [
  'Growth', 'of', 'DNA', 'pH', 'mRNA', 'McDonald', 'SARS-CoV-2', 'β-carotene', 'Řehůřek', 'naïve', '東京', '王小明',
  'Ångström', 'e\u0301tude', '50%', 'R&D', 'a_b', '$5', '#1', '{x}', '\\alpha', '~', '^2', '"quoted"', '“curly”', 'x<y',
  'A', 'the', 'Ünïcode', 'Москва', 'مرحبا', '😀', 'and', "d'Or", 'p. 3', 'a;b', 'a, b', 'A=B', '--', '–', '@x', '%', '-', ';',
] // biome-ignore format: a list of words reads better in lines
const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
)
const plain = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))
const short = fc.constantFrom('5', '12A', 'Suppl. 1', '1/3', 'XIV', 'e12', '3 (Pt 2)', '2-3')
const page = fc.constantFrom('1', '12', 'e101', 'S12', 'iv', '233', '240.e2', 'A-12', '309a')
const ascii = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)

const math = fc.constantFrom(
  '<math><msup><mi>x</mi><mn>2</mn></msup></math>',
  '<math display="block"><mfrac><mi>a</mi><mrow><mi>b</mi><mo>&lt;</mo><mi>c</mi></mrow></mfrac></math>',
)
const tex = fc.constantFrom('<tex>\\alpha + x^2</tex>', '<tex>a_{1} &lt; b</tex>')
const marked = fc
  .tuple(fc.constantFrom(...marks), plain)
  .map(([mark, text]) => `<${mark}>${escapeRich(text)}</${mark}>`)
const nested = fc
  .tuple(fc.constantFrom(...marks), marked, plain)
  .map(([mark, inner, text]) => `<${mark}>${escapeRich(text)} ${inner}</${mark}>`)
export const rich = fc
  .array(fc.oneof({ weight: 6, arbitrary: plain.map(escapeRich) }, marked, nested, math, tex), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '))

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { minLength: 1, maxLength })

const pad = (n: number, length = 2) => String(n).padStart(length, '0')
const year = fc.integer({ min: 1665, max: 2030 }).map((n) => pad(n, 4))
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${pad(m)}`)
export const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}-${pad(d)}`)
const season = fc.tuple(year, fc.integer({ min: 21, max: 24 })).map(([y, s]) => `${y}-${s}`)
const range = fc.tuple(month, month).map(([a, b]) => [a, b].sort().join('/'))
export const date = fc.oneof(
  { weight: 4, arbitrary: day },
  { weight: 2, arbitrary: fc.oneof(year, month) },
  season,
  range,
  fc.record({ year: fc.integer({ min: 1665, max: 2030 }), season: fc.constantFrom('Enero-Junio', 'Michaelmas Term') }),
  fc.record({ literal: fc.constantFrom('03/04/2024', 'im Druck', 'n.d.') }),
)

const orcid = fc.constantFrom('0000-0002-1825-0097', '0000-0001-5109-3700', '0000-0002-1694-233X')
const ror = fc.constantFrom('https://ror.org/05dxps055', 'https://ror.org/03yrm5c26')
const issn = fc.constantFrom('0028-0836', '1476-4687', '2434-561X')
const language = fc.constantFrom('en', 'de', 'pt-BR', 'zh-Hans', 'ja')
const url = ascii.map((name) => `https://example.org/${name}?a=1&b=${name}#x`)
export const doi = fc.oneof(
  ascii.map((name) => `10.1234/${name}`),
  fc.constantFrom(
    '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A',
    '10.1000/a_b#c%25',
    '10.5555/Über/X//y',
  ),
)

const name = fc.constantFrom(
  'Khan',
  'Smith',
  'O’Neill',
  'García Márquez',
  'Müller',
  'Đặng',
  '王',
  'Åse-Lind',
  'von',
  'N.',
  'Andrade',
)
const given = fc.constantFrom('Ann', 'J. R.', 'Jean-Paul', 'Éva', '小明', 'M', 'Nguyễn Văn')
const role = fc.oneof({ weight: 5, arbitrary: fc.constant('author' as const) }, fc.constantFrom(...contributorRoles))
const shared = (ids: readonly string[]) => ({
  role,
  orcid: maybe(orcid),
  affiliations:
    ids.length === 0
      ? fc.constant(undefined)
      : maybe(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 })),
  corresponding: maybe(fc.constant(true)),
  email: maybe(ascii.map((n) => `${n}@example.org`)),
  credit: maybe(
    list(
      fc.record({
        term: fc.constantFrom(...creditTerms),
        degree: maybe(fc.constantFrom('lead', 'equal', 'supporting')),
      }),
      2,
    ),
  ),
  equalContribution: maybe(fc.constant(true)),
  deceased: maybe(fc.constant(true)),
  notes: maybe(list(plain, 2)),
})
const person = (ids: readonly string[]) =>
  fc.record({
    kind: fc.constant('person' as const),
    family: name,
    given: maybe(given),
    droppingParticle: maybe(fc.constantFrom('de', 'd’')),
    nonDroppingParticle: maybe(fc.constantFrom('van der', 'de la', 'von')),
    suffix: maybe(fc.constantFrom('Jr.', 'III')),
    honorific: maybe(fc.constant('Dr.')),
    degrees: maybe(fc.constant('MD, PhD')),
    native: maybe(fc.record({ name: fc.constantFrom('王小明', 'Иван'), language: maybe(language) })),
    isni: maybe(fc.constant('000000012146438X')),
    ...shared(ids),
  })
const contributor = (ids: readonly string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: person(ids) },
    fc.record({
      kind: fc.constant('group' as const),
      name: plain,
      members: maybe(list(person(ids), 2)),
      ror: maybe(ror),
      ...shared(ids),
    }),
    fc.record({ kind: fc.constant('literal' as const), literal: plain, ...shared(ids) }),
  )
const affiliation = fc.record({
  name: maybe(plain),
  department: maybe(plain),
  city: maybe(plain),
  region: maybe(plain),
  postalCode: maybe(fc.constant('700064')),
  country: maybe(plain),
  countryCode: maybe(fc.constantFrom('IN', 'BR')),
  ror: maybe(ror),
  isni: maybe(fc.constant('000000012146438X')),
  grid: maybe(fc.constant('grid.20861.3d')),
  literal: plain,
})
const people = list(affiliation, 3).chain((affiliations) => {
  const named = affiliations.map((value, i) => ({ id: `aff${i + 1}`, ...value }))
  return fc.record({ affiliations: fc.constant(named), contributors: list(contributor(named.map(({ id }) => id)), 4) })
})

const pages = fc.oneof(
  fc.record({ first: page, last: maybe(page) }),
  fc.record({ literal: fc.constantFrom('12-15, 20', 'e1–e10, S12') }),
)
const abstract = fc.record({
  kind: maybe(fc.constantFrom('graphical', 'plain-language-summary', 'key-points')),
  language: maybe(language),
  sections: list(fc.record({ title: maybe(rich), paragraphs: list(rich, 2) }), 2),
})
const reference = fc.record({
  key: maybe(ascii),
  label: maybe(fc.constantFrom('1', '[2]')),
  type: maybe(fc.constantFrom('journal', 'book', 'web')),
  authors: maybe(list(fc.oneof(fc.record({ family: name, given: maybe(given) }), fc.record({ literal: plain })), 2)),
  title: maybe(rich),
  containerTitle: maybe(rich),
  year: maybe(fc.constantFrom('1998', '2001a', 'n.d.')),
  volume: maybe(short),
  issue: maybe(short),
  pages: maybe(pages),
  articleNumber: maybe(short),
  edition: maybe(fc.constant('2nd')),
  publisher: maybe(plain),
  issn: maybe(issn),
  isbn: maybe(fc.constant('978-3-16-148410-0')),
  doi: maybe(doi),
  pmid: maybe(fc.constant('123456')),
  url: maybe(url),
  unstructured: rich,
})

const fields = {
  doi,
  type: maybe(fc.constantFrom(...articleTypes)),
  heading: maybe(plain),
  title: maybe(rich),
  subtitle: maybe(rich),
  shortTitle: maybe(rich),
  translatedTitles: maybe(list(fc.record({ title: rich, subtitle: maybe(rich), language: maybe(language) }), 2)),
  abstracts: maybe(list(abstract, 2)),
  journal: maybe(
    fc.record({
      title: plain,
      abbreviatedTitles: maybe(list(fc.record({ title: plain, type: maybe(fc.constantFrom('iso', 'publisher')) }), 2)),
      issn: maybe(
        fc.oneof(
          fc.record({ print: issn, electronic: maybe(issn), linking: maybe(issn) }),
          fc.record({ unspecified: list(issn, 2) }),
        ),
      ),
      identifiers: maybe(
        list(fc.record({ type: fc.constantFrom('nlm-ta', 'publisher-id', 'coden'), value: plain }), 2),
      ),
      publisher: maybe(fc.record({ name: plain, place: maybe(plain), ror: maybe(ror) })),
      language: maybe(language),
    }),
  ),
  volume: maybe(short),
  issue: maybe(short),
  issueTitle: maybe(plain),
  supplement: maybe(short),
  specialIssue: maybe(plain),
  pages: maybe(pages),
  articleNumber: maybe(short),
  dates: maybe(
    fc.record({
      received: maybe(date),
      revised: maybe(list(date, 2)),
      accepted: maybe(date),
      publishedOnline: maybe(date),
      publishedPrint: maybe(date),
      published: maybe(date),
      issue: maybe(date),
      posted: maybe(date),
      corrected: maybe(list(date, 2)),
      retracted: maybe(date),
      other: maybe(
        list(fc.record({ event: fc.constantFrom('rev-request', 'preprint', 'proof', 'received'), date }), 2),
      ),
    }),
  ),
  licences: maybe(
    list(
      fc.record({
        url: fc.constantFrom('https://creativecommons.org/licenses/by/4.0/', 'https://example.org/tdm'),
        spdx: maybe(fc.constant('CC-BY-4.0')),
        start: maybe(date),
        contentVersion: maybe(fc.constantFrom(...contentVersions)),
        text: maybe(plain),
      }),
      2,
    ),
  ),
  copyright: maybe(
    fc.record({ statement: maybe(plain), year: maybe(fc.constantFrom('2024', '2023–2024')), holder: plain }),
  ),
  freeToRead: maybe(fc.record({ start: maybe(date) })),
  funding: maybe(
    list(
      fc.record({
        funder: maybe(fc.record({ name: plain, ror: maybe(ror), doi: maybe(fc.constant('10.13039/100000001')) })),
        awards: list(plain, 2),
      }),
      2,
    ),
  ),
  fundingStatement: maybe(plain),
  keywords: maybe(
    list(
      fc.record({ vocabulary: maybe(fc.constantFrom('author', 'MeSH')), language: maybe(language), terms: list(rich) }),
      2,
    ),
  ),
  subjects: maybe(list(plain, 2)),
  language: maybe(language),
  contentVersion: maybe(fc.constantFrom(...contentVersions)),
  links: maybe(
    list(
      fc.record({
        url,
        kind: fc.constantFrom(...linkKinds),
        mediaType: maybe(fc.constantFrom('application/pdf', 'text/html')),
        contentVersion: maybe(fc.constantFrom(...contentVersions)),
      }),
      2,
    ),
  ),
  references: maybe(list(reference, 2)),
  relations: maybe(
    list(
      fc.oneof(
        fc.record({ type: fc.constantFrom(...relationTypes), doi, date: maybe(date), label: maybe(plain) }),
        fc.record({ type: fc.constantFrom(...relationTypes), url }),
        fc.record({
          type: fc.constantFrom(...relationTypes),
          identifier: plain,
          identifierType: maybe(fc.constant('arxiv')),
        }),
      ),
      2,
    ),
  ),
  clinicalTrials: maybe(
    list(
      fc.record({
        number: fc.constantFrom('NCT01234567', 'ISRCTN12345678'),
        registry: maybe(fc.constantFrom('10.18810/clinical-trials-gov', 'ISRCTN')),
        stage: maybe(fc.constantFrom('pre-results', 'results', 'post-results')),
      }),
      2,
    ),
  ),
  identifiers: maybe(
    list(fc.record({ type: fc.constantFrom('pmid', 'pmcid', 'arxiv', 'publisher-id', 'pii', 'zbl'), value: plain }), 3),
  ),
  unmapped: maybe(
    list(
      fc.record({
        path: fc.oneof(plain, fc.constantFrom('/type', '/ISBN', '/event', '/container-title', '/resource/secondary')),
        value: fc.oneof(fc.string(), fc.constant('book-chapter'), fc.record({ a: fc.integer() })),
      }),
      2,
    ),
  ),
}

/** Any article that may be stored. */
export const article = (): fc.Arbitrary<Article> => articlesOf(fields, people)

/** Articles of these fields, with or without a byline, that may be stored. */
export const articlesOf = (
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  people: fc.Arbitrary<object>,
): fc.Arbitrary<Article> =>
  fc
    .tuple(fc.record(fields), fc.option(people, { nil: {} }))
    .map(([record, byline]) => admitted({ ...record, ...byline } as Draft)) // readers give drafts of this looseness
    .filter((found) => found !== undefined)

function admitted(draft: Draft): Article | undefined {
  try {
    return admit(draft).article
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
