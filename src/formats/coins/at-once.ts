/** What a ContextObject makes of plain values. */
import type { Contributor, Dates } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { kinds } from '../../article/identifiers.ts'
import { directName } from '../../article/name-forms.ts'
import {
  type AtOnce,
  arePlainDates,
  arePlainIdentifiers,
  arePlainLinks,
  arePlainPages,
  arePlainPeople,
  asItIs,
  isExact,
  isProse,
  isUntold,
  withFields,
} from '../at-once/values.ts'

/** The first author in parts, the others in one piece. */
export const authors: AtOnce = (article) => {
  const [first, ...others] = article.contributors ?? []
  if (first === undefined || !arePlainPeople([first, ...others], ['author'])) return undefined
  const pieces = others.map((one): Contributor => ({ kind: 'literal', role: 'author', literal: directName(one) }))
  return withFields(article, { contributors: [first, ...pieces] })
}

/** The one by which the article is cited. */
export const dates: AtOnce = (article) => {
  if (!arePlainDates(article.dates, isUntold)) return undefined
  const cited = citationDate(article)
  if (cited === undefined) return withFields(article, { dates: undefined })
  const said: Dates = article.type === 'preprint' ? { posted: cited } : { published: cited }
  return withFields(article, { dates: said })
}

const isProseOrAbsent = (text: string | undefined): boolean => text === undefined || isProse(text)

/** Title, one abbreviation, two ISSNs and a CODEN. */
export const journal: AtOnce = (article) => {
  const { title, abbreviatedTitles = [], issn = {}, identifiers = [] } = article.journal ?? {}
  const { print, electronic, linking, unspecified = [] } = issn
  const [short] = abbreviatedTitles
  const other = print ?? linking ?? unspecified[0]
  const coden = identifiers.find(({ type }) => type === 'coden')
  if (!isProseOrAbsent(title) || !isProseOrAbsent(short?.title) || !isProseOrAbsent(coden?.value)) return undefined
  for (const one of [electronic, other]) if (one !== undefined && !isExact(kinds.issn.parse(one), one)) return undefined
  const said = {
    ...(title !== undefined && { title }),
    ...(short !== undefined && { abbreviatedTitles: [{ title: short.title }] }),
    ...((electronic ?? other) !== undefined && {
      issn: { ...(electronic !== undefined && { electronic }), ...(other !== undefined && { unspecified: [other] }) },
    }),
    ...(coden !== undefined && { identifiers: [coden] }),
  }
  return withFields(article, { journal: Object.keys(said).length === 0 ? undefined : said })
}

export const pages = asItIs(arePlainPages)

const isKnown = (type: string): boolean => type === 'pmid' || type === 'arxiv'

export const identifiers: AtOnce = (article) => {
  const { identifiers = [] } = article
  if (!arePlainIdentifiers(article)) return undefined
  const known = identifiers.filter(({ type }) => isKnown(type))
  if (known.length === identifiers.length) return article
  return withFields(article, { identifiers: known.length === 0 ? undefined : known })
}

export const links: AtOnce = (article) => {
  const { links = [] } = article
  if (!arePlainLinks(article)) return undefined
  const landings = links.filter(({ kind }) => kind === 'landing')
  if (landings.length === links.length) return article
  return withFields(article, { links: landings.length === 0 ? undefined : landings })
}
