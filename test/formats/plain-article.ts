/** Articles of plain values, most of which formats take as they are; and between them some that only look plain. */
import fc from 'fast-check'
import { type Article, articleTypes, linkKinds } from '../../schemas/article.ts'
import { articlesOf } from '../arbitraries.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 })
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { minLength: 1, maxLength })
const mostly = <T, U>(plain: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: odd })

const words = [
  'Growth', 'of', 'DNA', 'Řehůřek', 'naïve', '東京', 'Ångström', '50%', '(x)', '[1]', '“quoted”', '"straight"', 'β-cells',
  'A', 'the', 'and', "d'Or", 'p.', '3', 'A:', 'a,', '–', '-', '+', '@x', '#1', '~', '^2', 'a_b', '{x}', '\\alpha', '!', '?',
  'Abstract', 'Background:', 'Retracted:', 'Suppl.', 'DOI:10.1234/x', 'doi', 'ISSN', 'TY', 'ER', 'Москва', '°C', 'µm', '≤5',
  'https://example.org/a', 'PMID:', '2024-01-18', '1998', 'et', 'al.', 'others', '/', '*', "'", '`', '−1', 'n/a',
] // biome-ignore format: a list of words reads better in lines
const odd = fc.constantFrom(
  'a;b',
  'x<y',
  '<i>E.</i>',
  'R&D',
  '$x_1$',
  'a|b',
  'A=B',
  '&amp;',
  'e\u0301',
  '=1',
  '; ',
  '…x',
)
const text = (most: number, least = 1) =>
  mostly(
    fc.array(fc.constantFrom(...words), { minLength: least, maxLength: most }),
    fc.array(fc.oneof(fc.constantFrom(...words), odd), { minLength: least, maxLength: most }),
  ).map((parts) => parts.join(' '))

const pad = (n: number, length = 2) => String(n).padStart(length, '0')
const year = mostly(fc.integer({ min: 1900, max: 2030 }), fc.integer({ min: 1000, max: 1700 })).map((n) => pad(n, 4))
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${pad(m)}`)
const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}-${pad(d)}`)
const date = fc.oneof(
  { weight: 8, arbitrary: day },
  { weight: 3, arbitrary: fc.oneof(month, year) },
  { weight: 1, arbitrary: year.map((y) => `${y}-22`) },
)

const family = fc.constantFrom(
  ...[
    'Khan',
    'O’Neill',
    'García Márquez',
    'Müller',
    'Press',
    'Ito',
    'van Berg',
    'Institute',
    'Smith-Jones',
    '王',
    'X.',
  ],
)
const given = fc.constantFrom(
  'Ann',
  'J. R.',
  'Jean-Paul',
  'Éva',
  'M',
  'III',
  'Jr.',
  'Nguyễn Văn',
  'Ana María',
  'V',
  '小明',
)
const role = mostly(fc.constant('author' as const), fc.constantFrom('editor', 'translator', 'other'))
const person = (ids: readonly string[]) =>
  fc.record({
    kind: fc.constant('person' as const),
    role,
    family,
    given: mostly(given, fc.constant(undefined)),
    suffix: mostly(fc.constant(undefined), fc.constant('Jr.')),
    orcid: maybe(fc.constantFrom('0000-0002-1825-0097', '0000-0001-5109-3700')),
    email: maybe(fc.constantFrom('a@example.org', 'b.c@example.com', 'odd@localhost', 'x@y.z')),
    corresponding: maybe(fc.constant(true)),
    affiliations:
      ids.length === 0 ? fc.constant(undefined) : maybe(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 })),
    equalContribution: maybe(fc.constant(true)),
  })
const affiliation = fc.oneof(
  fc.record({ literal: text(5) }),
  fc.record({
    name: text(4),
    department: maybe(text(3)),
    city: maybe(text(1)),
    region: maybe(text(1)),
    postalCode: maybe(fc.constant('9000')),
    country: maybe(fc.constantFrom('Belgium', 'Chile', 'BE', 'Ghent')),
    countryCode: maybe(fc.constantFrom('BE', 'CL')),
    ror: maybe(fc.constantFrom('https://ror.org/05dxps055', 'https://ror.org/03yrm5c26')),
    literal: mostly(fc.constant(undefined), text(4)),
  }),
)
const people = fc.array(affiliation, { maxLength: 3 }).chain((places) => {
  const affiliations = places.map((place, at) => ({ id: `aff${at + 1}`, ...place }))
  const contributors = list(person(affiliations.map(({ id }) => id)), 4)
  return fc.record({ affiliations: fc.constant(affiliations.length === 0 ? undefined : affiliations), contributors })
})

const page = fc.constantFrom('1', '12', 'e101', 'S12', '233', '1000', '012')
const number = fc.constantFrom('5', '12', 'A3', '101', '5(2)', 'Suppl', '007')
const url = fc.constantFrom(
  ...[
    'https://example.org/a',
    'http://example.com/b?c=1&d=2',
    'https://example.org/x.pdf',
    'https://doi.org/10.5555/y',
  ],
  ...['https://example.org/10.1234/x', 'https://example.org/a%20b', 'https://example.org/a;b'],
)
const identifier = fc.oneof(
  fc.constantFrom(
    { type: 'pmid', value: '12345' },
    { type: 'pmcid', value: 'PMC1234567' },
    { type: 'pmid', value: '7' },
  ),
  fc.constantFrom({ type: 'arxiv', value: '2101.01234' }, { type: 'publisher-id', value: 'ab-12' }),
  fc.constantFrom({ type: 'pii', value: 'S0033-3506(15)00037-2' }, { type: 'pmcid', value: 'PMC99' }),
)
const doi = fc.constantFrom('10.1234/abc', '10.5555/Abc.1', '10.1002/(SICI)1096<297::AID>3.0.CO;2-A')
const reference = fc.record({
  key: maybe(fc.constantFrom('r1', 'ref2')),
  label: maybe(fc.constant('1')),
  type: maybe(fc.constantFrom('journal', 'book', 'web', 'chapter', 'odd')),
  authors: maybe(list(fc.oneof(fc.record({ literal: text(2) }), fc.record({ family, given: maybe(given) })), 2)),
  title: maybe(text(6)),
  containerTitle: maybe(text(3)),
  year: maybe(fc.constantFrom('1998', '2001', '2001a')),
  volume: maybe(number),
  issue: maybe(number),
  pages: maybe(fc.record({ first: page, last: maybe(page) })),
  articleNumber: mostly(fc.constant(undefined), page),
  publisher: maybe(text(2)),
  issn: maybe(fc.constant('0028-0836')),
  doi: maybe(doi),
  url: maybe(url),
  unstructured: maybe(text(8)),
})

const fields = {
  doi: maybe(doi),
  type: maybe(fc.constantFrom(...articleTypes)),
  heading: mostly(fc.constant(undefined), text(3)),
  title: maybe(text(8)),
  subtitle: mostly(fc.constant(undefined), text(4)),
  shortTitle: maybe(text(3)),
  abstracts: maybe(
    list(
      fc.record({
        language: mostly(fc.constant(undefined), fc.constantFrom('en', 'pt-BR')),
        sections: list(fc.record({ title: maybe(text(2)), paragraphs: list(text(25, 8), 2) }), 2),
      }),
      2,
    ),
  ),
  journal: maybe(
    fc.record({
      title: maybe(text(4)),
      abbreviatedTitles: maybe(list(fc.record({ title: text(2), type: maybe(fc.constant('iso')) }), 2)),
      issn: maybe(
        fc.oneof(
          fc.record({
            print: maybe(fc.constant('0028-0836')),
            electronic: maybe(fc.constantFrom('1476-4687', '0028-0836')),
          }),
          fc.record({ linking: maybe(fc.constant('0028-0836')), unspecified: list(fc.constant('2434-561X'), 1) }),
        ),
      ),
      identifiers: maybe(
        list(fc.constantFrom({ type: 'coden', value: 'NATUAS' }, { type: 'nlm-ta', value: 'Nature' }), 2),
      ),
      publisher: maybe(fc.record({ name: text(2), place: maybe(text(1)) })),
      language: maybe(fc.constant('en')),
    }),
  ),
  volume: maybe(number),
  issue: maybe(number),
  supplement: mostly(fc.constant(undefined), fc.constant('Suppl. 1')),
  pages: maybe(fc.record({ first: page, last: maybe(page) })),
  articleNumber: maybe(page),
  dates: maybe(
    fc.record({
      received: maybe(date),
      revised: maybe(list(date, 2)),
      accepted: maybe(date),
      publishedOnline: maybe(date),
      publishedPrint: maybe(date),
      published: maybe(date),
      issue: mostly(fc.constant(undefined), date),
      posted: mostly(fc.constant(undefined), date),
      retracted: mostly(fc.constant(undefined), date),
    }),
  ),
  licences: maybe(
    list(
      fc.record({
        url: maybe(fc.constantFrom('https://creativecommons.org/licenses/by/4.0/', 'https://example.org/tdm')),
        spdx: maybe(fc.constantFrom('CC-BY-4.0', 'LicenseRef-1')),
        start: mostly(fc.constant(undefined), day),
        text: mostly(fc.constant(undefined), text(4)),
      }),
      2,
    ),
  ),
  copyright: maybe(fc.record({ statement: maybe(text(4)), year: maybe(fc.constant('2024')), holder: maybe(text(2)) })),
  freeToRead: mostly(fc.constant(undefined), fc.constant({})),
  funding: maybe(
    list(
      fc.record({
        funder: mostly(
          fc.record({ name: text(3), doi: maybe(fc.constant('10.13039/100000001')) }),
          fc.constant(undefined),
        ),
        awards: maybe(list(fc.constantFrom('A-1', '12345', 'B 2'), 2)),
      }),
      2,
    ),
  ),
  keywords: maybe(
    list(
      fc.record({
        vocabulary: maybe(fc.constantFrom('author', 'MeSH')),
        language: maybe(fc.constantFrom('en', 'de')),
        terms: list(text(2)),
      }),
      2,
    ),
  ),
  subjects: mostly(fc.constant(undefined), list(text(2), 2)),
  language: maybe(fc.constantFrom('en', 'pt-BR')),
  links: maybe(
    list(
      fc.record({
        url,
        kind: fc.constantFrom(...linkKinds),
        mediaType: mostly(fc.constant(undefined), fc.constantFrom('application/pdf', 'text/html')),
      }),
    ),
  ),
  references: maybe(list(reference)),
  relations: mostly(
    fc.constant(undefined),
    list(fc.record({ type: fc.constantFrom('has-preprint', 'retracted-by', 'references', 'other'), doi }), 2),
  ),
  identifiers: maybe(list(identifier)),
}

/** Any such article that may be stored. */
export const plainArticle = (): fc.Arbitrary<Article> => articlesOf(fields, people)
