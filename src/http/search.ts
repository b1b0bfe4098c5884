/** Searches for people: `/search`, and the whole of what one found in any format at `/export`. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { StoredArticle } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import { canNarrow, type Narrowed, type NarrowingName, narrowedQuery, narrowings } from '../library/narrowing.ts'
import { parseKey, parseQuery } from '../library/query-language.ts'
import { hintsOf, soughtWords } from '../library/sought.ts'
import type { Count, Match, Question } from '../store/store.ts'
import { createFinder } from '../web/highlight.ts'
import { languageName } from '../web/languages.ts'
import { typeName } from '../web/place-line.ts'
import { type Group, resultsPage } from '../web/results.ts'
import type { Pages } from './pages.ts'
import { readQuery } from './request.ts'

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Query = Type.Object(
  {
    q: text(1000),
    ...Object.fromEntries(narrowings.map(({ name }) => [name, text(500)])),
    sort: text(20),
    cursor: text(2000),
    // Only told: where in the list the page begins.
    from: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e12 })),
  },
  { additionalProperties: false },
)
type Query = Narrowed & {
  readonly q?: string
  readonly sort?: string
  readonly cursor?: string
  readonly from?: number
}

const pageSize = 20
const mostChoices = 8

type Sort = NonNullable<Question['sort']>

/** Orders by their names in addresses; the first is the usual one. */
const sorts: Readonly<Record<string, { readonly title: string; readonly sort?: Sort }>> = {
  relevance: { title: 'Relevance' },
  newest: { title: 'Newest first', sort: { by: 'published', order: 'descending' } },
  oldest: { title: 'Oldest first', sort: { by: 'published', order: 'ascending' } },
  accepted: { title: 'Last accepted', sort: { by: 'accepted', order: 'descending' } },
  added: { title: 'Last added', sort: { by: 'deposited', order: 'descending' } },
  references: { title: 'Most references', sort: { by: 'references', order: 'descending' } },
}

interface SearchDoors {
  readonly library: Library
  readonly site: Site
  readonly pages: Pages
}

/** Registers `/search`. */
export function searchRoutes(app: FastifyInstance, { library, site, pages }: SearchDoors): void {
  app.get('/search', { schema: { hide: true } }, async (request, reply) => {
    const query = readQuery<Query>(Query, withoutEmpty(request.query))
    return pages.send(request, reply, () => resultsOf(query, library, site))
  })
}

async function resultsOf(query: Query, library: Library, site: Site): Promise<string> {
  const { q = '', sort: named = 'relevance', cursor, from = 1 } = query
  const order = sorts[named]
  if (!order) throw new Refusal('invalid-request', `sort=${named}: there is ${Object.keys(sorts).join(', ')}.`)
  const whole = narrowedQuery(q, query)
  const { sort } = order
  const options = { limit: pageSize, ...(cursor !== undefined && { cursor }), ...(sort && { sort }) }
  const found = await (whole === '' ? library.list(options) : library.search({ query: whole, ...options }))
  const match = whole === '' ? undefined : parseQuery(whole)
  const words = soughtWords(match)
  const [title, abstract] = [createFinder(words, 'title'), createFinder(words, 'abstract')]
  const total = found.total ?? (await countOf(library, match, whole))
  const { cursor: _, from: __, ...address } = query
  return resultsPage({
    name: site.name,
    query: q,
    whole,
    kept: narrowings.flatMap(({ name }) => (query[name] === undefined ? [] : [[name, query[name]] as const])),
    groups:
      (total?.count ?? 0) > 1 || narrowings.some(({ name }) => query[name])
        ? await groupsOf(query, match, library)
        : [],
    total,
    first: from,
    articles: found.items.map(({ json }): StoredArticle => JSON.parse(json)),
    finders: { ...(title && { title }), ...(abstract && { abstract }) },
    sort: named,
    sorts: Object.entries(sorts).map(([value, row]) => [value, row.title]),
    ...(cursor !== undefined && { start: addressOf(address) }),
    ...(found.nextCursor !== undefined && {
      next: addressOf({ ...address, cursor: found.nextCursor, from: String(from + found.items.length) }),
    }),
    formats: writers,
    hints: parseKey(q) ? [] : hintsOf(q),
  })
}

/** Of an identifier alone the page itself is all there is. */
async function countOf(library: Library, match: Match | undefined, whole: string): Promise<Count | undefined> {
  if (whole === '') return { count: await library.count(), exact: true }
  return match && !parseKey(whole) ? library.count(match) : undefined
}

async function groupsOf(query: Query, match: Match | undefined, library: Library): Promise<Group[]> {
  const open = narrowings.filter(({ name }) => query[name] === undefined)
  const questions = open.map(({ facet }) => ({ facet, limit: mostChoices }))
  // Counting may take longer than finding; the list is worth having without.
  const found = await library.facets({ ...(match && { match }), facets: questions }).catch(nothingInTime)
  return narrowings.map((narrowing): Group => {
    const { name, title } = narrowing
    const { cursor: _, from: __, [name]: value, ...address } = query
    if (value !== undefined)
      return { name, title, choices: [], chosen: { label: labelOf(name, value), href: addressOf(address) } }
    const choices = (found[open.indexOf(narrowing)]?.values ?? [])
      .filter((one) => canNarrow(one.value))
      .map((one) => ({ ...one, label: labelOf(name, one.value), href: addressOf({ ...address, [name]: one.value }) }))
    if (name === 'year') choices.sort((a, b) => Number(b.value) - Number(a.value))
    return { name, title, choices }
  })
}

/** Values that are codes have names. */
const labelOf = (name: NarrowingName, value: string): string =>
  name === 'type' ? typeName(value) : name === 'language' ? languageName(value) : value

function nothingInTime(error: unknown): readonly [] {
  if (error instanceof Refusal && error.code === 'unavailable') return []
  throw error
}

function addressOf(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  const query = new URLSearchParams(given)
  return query.size === 0 ? '/search' : `/search?${query}`
}

/** A form sends its empty fields too. */
const withoutEmpty = (query: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query as Record<string, unknown>).filter(([, value]) => value !== '')) // Fastify gives an object
