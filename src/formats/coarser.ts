/** Coarsenings that several formats share: how to write one, and plain text for mark-up. */
import type { Affiliation, Article, ArticleDate, Contributor, Dates } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { visit } from '../article/paths.ts'
import { escapeRich, plainText } from '../text/rich.ts'
import type { Coarsening, Field } from './codec.ts'

/** What becomes of every value at `field`; undefined where nothing is left of it. */
export const coarser = <T>(field: Field, how: string, change: (value: T, article: Article) => unknown): Coarsening => ({
  field,
  how,
  apply: (article) => {
    const out = structuredClone(article)
    visit(out, field.split('/'), ({ holder, key, value }) => {
      const next = change(value as T, article) // the field’s own type, which the caller names
      if (next !== undefined) holder[key] = next
      else if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
    })
    return out
  },
})

const plainHow = 'Mark-up is left out; mathematics becomes one line of text.'

/** For formats whose titles, abstracts and keywords are plain text. */
export const plainTexts: readonly Coarsening[] = [
  'title',
  'subtitle',
  'shortTitle',
  'translatedTitles/*/title',
  'translatedTitles/*/subtitle',
  'abstracts/*/sections/*/title',
  'abstracts/*/sections/*/paragraphs/*',
  'keywords/*/terms/*',
  'references/*/title',
  'references/*/containerTitle',
  'references/*/unstructured',
].map((field) => coarser<string>(field, plainHow, (rich) => escapeRich(plainText(rich))))

/** The shared parts of a contributor, for a group’s members too. */
export const ofPeople = (...fields: readonly string[]): Field[] => [
  ...fields.map((field) => `contributors/*/${field}`),
  ...fields.map((field) => `contributors/*/members/*/${field}`),
]

export const onlyTrue = (field: Field): Coarsening =>
  coarser<boolean>(field, 'It is said only where it is so.', (flag) => flag || undefined)

/** The ids of affiliations that somebody names. */
export function namedAffiliations({ contributors }: Article): ReadonlySet<string> {
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

/** An affiliation that no contributor names has no place where affiliations stand with contributors. */
export const unnamedAffiliation = coarser<Affiliation>(
  'affiliations/*',
  'An affiliation that no contributor names is left out.',
  (affiliation, article) => (namedAffiliations(article).has(affiliation.id) ? affiliation : { id: affiliation.id }),
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
