/** The shapes of lists and of what a deposit answers. */
import Type from 'typebox'
import type { Article } from './article.ts'
import { Doi } from './identifiers.ts'
import { Finding } from './problem.ts'

/** What lists of articles can be ordered by. */
/** Dates that articles can be chosen and ordered by. `published` is the earliest publication. */
export const dateNames = [
  'received',
  'revised',
  'accepted',
  'online',
  'print',
  'posted',
  'published',
  'created',
  'modified',
] as const

export const sortKeys = ['relevance', 'deposited', 'references', ...dateNames] as const

export const ListQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({
        maxLength: 1000,
        description:
          'Words, “phrases”, `-not`, `OR`, `field:value` (author, title, journal, year, accepted:2024-01..2024-03 …), `psor*`, brackets: see docs/search.md. A DOI, ORCID iD, ISSN or ROR id alone is looked up.',
      }),
    ),
    sort: Type.Optional(
      Type.Enum([...sortKeys], {
        description:
          'What to order by; relevance where there is `q`, otherwise the order of first deposit. Articles without the value come last.',
      }),
    ),
    order: Type.Optional(
      Type.Enum(['asc', 'desc'], { description: 'Least or greatest first; desc for dates unless said otherwise.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000, description: 'The `nextCursor` of the page before.' })),
  },
  { additionalProperties: false },
)
export type ListQuery = Type.Static<typeof ListQuery>

export const ListItem = Type.Object({
  doi: Doi,
  version: Type.Integer({ minimum: 1 }),
  created: Type.String({ description: 'ISO 8601, UTC.' }),
  modified: Type.String({ description: 'ISO 8601, UTC.' }),
  href: Type.String({ description: 'Address of the article in this service.' }),
  score: Type.Optional(Type.Number({ description: 'How well it fits the search; higher is better.' })),
  article: Type.Unsafe<Article>({ $ref: 'Article#' }),
})
export type ListItem = Type.Static<typeof ListItem>

export const Listing = Type.Object({
  total: Type.Optional(
    Type.Integer({ description: 'How many articles there are; of a search, how many it finds, on its first page.' }),
  ),
  exact: Type.Optional(
    Type.Boolean({ description: 'Whether `total` is exact; beyond a million hits it is an estimate.' }),
  ),
  items: Type.Array(ListItem),
  nextCursor: Type.Optional(Type.String({ description: 'Absent on the last page.' })),
})
export type Listing = Type.Static<typeof Listing>

export const outcomes = ['created', 'updated', 'unchanged', 'refused'] as const
export type OutcomeName = (typeof outcomes)[number]

export const DepositAnswer = Type.Object({
  outcome: Type.Enum([...outcomes]),
  doi: Doi,
  version: Type.Integer({ minimum: 1 }),
  article: Type.Unsafe<Article>({ $ref: 'Article#' }),
  notes: Type.Array(Finding, { description: 'What was normalised, doubted or kept apart.' }),
})
export type DepositAnswer = Type.Static<typeof DepositAnswer>

/** What became of one record of a bulk deposit: a line of its report. */
export const ReportRow = Type.Object({
  place: Type.String({ description: 'Where the record stands in the body: line 3, record 2, an entry’s key …' }),
  outcome: Type.Enum([...outcomes]),
  doi: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  code: Type.Optional(Type.String({ description: 'Why it was refused, as the type of a problem.' })),
  detail: Type.Optional(Type.String()),
  findings: Type.Array(Finding),
})
export type ReportRow = Type.Static<typeof ReportRow>
