/** Coarsenings that several formats share: how to write one, and plain text for mark-up. */
import type { Affiliation, Article, ArticleDate, Contributor, Dates } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { richFields } from '../article/rich-fields.ts'
import { escapeRich, hasMarkup, plainText } from '../text/rich.ts'
import { changing } from './changed.ts'
import type { Coarsening, Field } from './codec.ts'
import { uri } from './plain.ts'

/** What becomes of every value at `field`; undefined where nothing is left of it. The rest of the article is shared. */
export const coarser = <T>(field: Field, how: string, change: (value: T, article: Article) => unknown): Coarsening => ({
  field,
  how,
  // T is the field’s own type, which the caller names.
  apply: changing(field, (value, article) => change(value as T, article)),
})

const plainHow = 'Mark-up is left out; mathematics becomes one line of text.'

/** For formats whose titles, abstracts and keywords are plain text. */
export const plainTexts: readonly Coarsening[] = richFields.map((field) =>
  coarser<string>(field, plainHow, (rich) => (hasMarkup(rich) ? plainRich(rich) : rich)),
)

/** What mark-up leaves behind has no blanks at its ends. */
const plainRich = (rich: string): string => escapeRich(plainText(rich).replace(/ {2,}/g, ' ').trim())

/** The shared parts of a contributor, for a group’s members too. */
export const ofPeople = (...fields: readonly string[]): Field[] => [
  ...fields.map((field) => `contributors/*/${field}`),
  ...fields.map((field) => `contributors/*/members/*/${field}`),
]

export const onlyTrue = (field: Field): Coarsening =>
  coarser<boolean>(field, 'It is said only where it is so.', (flag) => flag || undefined)

export const encodedUri = (field: Field): Coarsening =>
  coarser<string>(field, 'Characters that no URI may have (RFC 3986) are percent-encoded.', uri)

/** The ids of affiliations that somebody names. */
export function namedAffiliations({ contributors }: Pick<Article, 'contributors'>): ReadonlySet<string> {
  const ids = new Set<string>()
  const add = ({ affiliations }: Pick<Contributor, 'affiliations'>) => {
    for (const id of affiliations ?? []) ids.add(id)
  }
  for (const contributor of contributors ?? []) {
    add(contributor)
    if (contributor.kind === 'group') contributor.members?.forEach(add)
  }
  return ids
}

/** Of a list of affiliations those with these ids; of the others no more than that they are there. */
export const onlyNamed = (affiliations: readonly Affiliation[], ids: ReadonlySet<string>): readonly object[] =>
  affiliations.every(({ id }) => ids.has(id))
    ? affiliations
    : affiliations.map((one) => (ids.has(one.id) ? one : { id: one.id }))

/** An affiliation that no contributor names has no place where affiliations stand with contributors. */
export const unnamedAffiliation = coarser<readonly Affiliation[]>(
  'affiliations',
  'An affiliation that no contributor names is left out.',
  (affiliations, article) => onlyNamed(affiliations, namedAffiliations(article)),
)

/** The fields one of which a citation is dated by. */
export const citationFields = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** For formats that say only when the article was published: of all dates the one of the citation, as `to` has it. */
export const citedDate = (
  how: string,
  to: (date: ArticleDate) => ArticleDate | undefined,
  keep: readonly (keyof Dates)[] = [],
): Coarsening =>
  coarser<Dates>('dates', how, (dates, article) => {
    const cited = citationDate(article)
    const field = citationFields.find((one) => cited !== undefined && dates[one] === cited)
    const said = field && dates[field] && to(dates[field])
    const kept = Object.fromEntries(keep.map((one) => [one, dates[one]]))
    return { ...(field && { [field]: said }), ...kept }
  })

const grave = ['retracted-by', 'has-expression-of-concern', 'corrected-by'] as const

/** For formats that say of all relations only whether the article still stands, in words (`standingOf`). */
export const onlyStanding = (how: string): Coarsening =>
  coarser<NonNullable<Article['relations']>>('relations', how, (relations, { dates }) => {
    // A retraction known by its date alone is told before any concern or correction.
    const types = dates?.retracted === undefined ? grave : grave.slice(0, 1)
    const said = types.map((type) => relations.find((one) => one.type === type)).find((one) => one !== undefined)
    return relations.map((one) => (one === said ? { type: one.type, doi: one.doi } : {}))
  })
