/**
 * Values so plain that every notation writes them as they are and every reader takes them for what they are: what
 * becomes of them in a format is known without writing and reading. Whatever is in doubt is not plain.
 */
import type { Affiliation, Article, ArticleDate, Contributor, Dates } from '../../../schemas/article.ts'
import { isImpossible } from '../../article/chronology.ts'
import { parseDoi } from '../../article/doi.ts'
import { kinds } from '../../article/identifiers.ts'
import { parseInverted } from '../../article/inverted-name.ts'

/** What a format makes of an article, where that is plain to see. `readBack` writes and reads what is not. */
export type AtOnce = (article: Article, readBack: (part: Article) => Article | undefined) => Article | undefined

/** The article as it is, where all of these tests hold. */
export const asItIs =
  (...tests: readonly ((article: Article) => boolean)[]): AtOnce =>
  (article) =>
    tests.every((test) => test(article)) ? article : undefined

/** The article with other fields; undefined takes one away. */
export function withFields(article: Article, fields: { readonly [K in keyof Article]?: Article[K] | undefined }) {
  const out: Record<string, unknown> = { ...article, ...fields }
  for (const name in fields) if (out[name] === undefined) delete out[name]
  return out as Article // its fields are those of one
}

// Letters that Unicode’s NFC leaves alone, in the scripts that most records are written in.
const letters = 'A-Za-zÀ-ÖØ-öø-ɏḀ-ỿΑ-ΡΣ-Ωα-ωА-яЁё\u4e00-\u9fff'
/** No mark-up, entity or TeX, no blank but the common one, and nothing that Unicode would write another way. */
const odd = new RegExp(`[^${letters}0-9 !"#%'()*+,./:;=?@[\\\\\\]^_\`{|}~°±·×÷‐‑–—‘’“”…≤≥−-]`)
const opening = new RegExp(`^[${letters}0-9("“‘]`)

/** A text without mark-up on one line, which begins like one. */
export const isProse = (text: string): boolean =>
  opening.test(text) && !odd.test(text) && !text.includes('  ') && !text.endsWith(' ')

/** The same without what parts the members of lists. */
export const isTerm = (text: string): boolean => isProse(text) && !/[;|=]/.test(text)

/** A number of a volume or an issue, of any form but that of a supplement. */
export const isNumber = (text: string | undefined): boolean =>
  text === undefined || (/^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/.test(text) && !/su/i.test(text))

/** A number or a short code. */
export const isToken = (text: string): boolean => /^[A-Za-z]?[1-9]\d{0,8}$/.test(text)

export const isAbsentOr =
  (test: (text: string) => boolean) =>
  (text: string | undefined): boolean =>
    text === undefined || test(text)

export const isDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length

/** A day, a month or a year of the centuries in which articles are printed. */
const isPlainDate = (date: ArticleDate): boolean =>
  typeof date === 'string' &&
  /^(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(date) &&
  !isImpossible(date)

type OtherDate = NonNullable<Dates['other']>[number]

/** Dates of which every one is plain; formats differ in what they do with events that have no field. */
export function arePlainDates(dates: Dates | undefined, isPlainEvent: (one: OtherDate) => boolean): boolean {
  for (const name in dates) {
    const value = dates[name as keyof Dates] // `in` gives keys of the object
    if (value === undefined) continue
    if (name === 'other') {
      if (!dates.other?.every(isPlainEvent)) return false
    } else if (!(Array.isArray(value) ? value : [value]).every((one) => isPlainDate(one as ArticleDate))) return false // all but `other`
  }
  return true
}

/** An event that is told by its own name. */
export const isNamedEvent = ({ event, date }: OtherDate): boolean =>
  isTerm(event) && !/[():]/.test(event) && event.length < 100 && isPlainDate(date)

export const isUntold = (): true => true

/** First and last page by their numbers. */
export function arePlainPages({ pages }: Pick<Article, 'pages'>): boolean {
  if (pages === undefined) return true
  const { first, last, literal } = pages
  return (
    literal === undefined &&
    first !== undefined &&
    isToken(first) &&
    (last === undefined || isToken(last)) &&
    last !== first
  )
}

const name = new RegExp(`^[${letters}](?:[${letters}.'’-]| (?! ))*[${letters}.]$|^[${letters}]$`)

/** A person with family and given names and without particles, whose inverted name is parted where it was joined. */
function isPlainPerson(one: Contributor): boolean {
  if (one.kind !== 'person' || one.family === undefined || one.given === undefined) return false
  if ((one.suffix ?? one.droppingParticle ?? one.nonDroppingParticle ?? one.native) !== undefined) return false
  if (!name.test(one.family) || !name.test(one.given)) return false
  const parts = parseInverted(`${one.family}, ${one.given}`)
  return parts?.family === one.family && parts.given === one.given
}

/** Persons in the order in which formats list them by role. */
export function arePlainPeople(contributors: readonly Contributor[], roles: readonly Contributor['role'][]): boolean {
  let last = 0
  return contributors.every((one) => {
    const at = roles.indexOf(one.role)
    const isBehind = at >= last
    last = at
    return at !== -1 && isBehind && isPlainPerson(one)
  })
}

/** How a contributor is reached, as readers of identifiers have it. */
export const isPlainlyReached = ({ orcid, email, corresponding }: Contributor): boolean =>
  (orcid === undefined || isExact(kinds.orcid.parse(orcid), orcid)) &&
  (email === undefined || /^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}$/.test(email)) &&
  (corresponding === undefined || corresponding)

export const isExact = (parsed: { readonly value: string } | { readonly code: string }, text: string): boolean =>
  'value' in parsed && parsed.value === text

/**
 * The article with its places of work numbered in the order in which `named` names them, those that read alike as one;
 * undefined where a line is not plain or a name points to none.
 */
export function renumberedPlaces(
  article: Article,
  lineOf: (affiliation: Affiliation) => string,
): { readonly contributors: Contributor[]; readonly lines: readonly string[] } | undefined {
  const lines = new Map<string, string>()
  for (const place of article.affiliations ?? []) {
    const line = lineOf(place)
    if (!isTerm(line) || lines.has(place.id)) return undefined
    lines.set(place.id, line)
  }
  const numbers = new Map<string, string>()
  const contributors: Contributor[] = []
  for (const one of article.contributors ?? []) {
    const ids = new Set<string>()
    for (const old of one.affiliations ?? []) {
      const line = lines.get(old)
      if (line === undefined) return undefined
      const id = numbers.get(line) ?? `aff${numbers.size + 1}`
      numbers.set(line, id)
      ids.add(id)
    }
    if (ids.size < (one.affiliations?.length ?? 0)) return undefined
    contributors.push(one.affiliations === undefined ? one : { ...one, affiliations: [...ids] })
  }
  return { contributors, lines: [...numbers.keys()] }
}

/** An address without anything that would be escaped. */
export const isPlainUrl = (url: string): boolean =>
  /^https?:\/\/[A-Za-z0-9.-]+(?:\/(?:[A-Za-z0-9\-._~:/?@!&+,=]|%[0-9A-Fa-f]{2})*)?$/.test(url)

/** Each once, and none that says a DOI. */
export const arePlainLinks = ({ links = [] }: Article): boolean =>
  links.every(({ url }) => isPlainUrl(url) && parseDoi(url) === undefined) &&
  isDistinct(links.map(({ url, kind }) => `${kind} ${url}`))

/** Numbers of PubMed and arXiv, and others whose types and values are words. */
export const arePlainIdentifiers = ({ identifiers = [] }: Article): boolean =>
  identifiers.every(({ type, value }) => isNumbered(type, value)) &&
  isDistinct(identifiers.map(({ type, value }) => `${type} ${value}`))

function isNumbered(type: string, value: string): boolean {
  if (type === 'pmid') return /^[1-9]\d{0,7}$/.test(value)
  if (type === 'pmcid') return /^PMC[1-9]\d{6}$/.test(value)
  if (type === 'arxiv') return /^\d{4}\.\d{4,5}$/.test(value)
  return (
    type !== 'doi' &&
    type !== 'article-number' &&
    /^[a-z][a-z-]*$/.test(type) &&
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value)
  )
}
