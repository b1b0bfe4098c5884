/** What RIS, Refer and EndNote XML make of plain values. */
import { type Affiliation, type Article, articleTypes, type FullTextLink } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import type { TextOf } from '../at-once/texts.ts'
import {
  type AtOnce,
  arePlainIdentifiers,
  arePlainLinks,
  arePlainPages,
  arePlainPeople,
  asItIs,
  isDistinct,
  isNumber,
  isProse,
  isToken,
  withFields,
} from '../at-once/values.ts'
import { titleLine } from './values.ts'

/** Authors, then editors; what else is known of them has no place. */
export const people = asItIs(({ contributors = [] }) => arePlainPeople(contributors, ['author', 'editor']))

/** Each line once, numbered anew. */
export const places: AtOnce = (article) => {
  const lines = new Set((article.affiliations ?? []).map(affiliationLine))
  for (const line of lines) if (!isProse(line)) return undefined
  const affiliations = [...lines].map((literal, at): Affiliation => ({ id: `aff${at + 1}`, literal }))
  return withFields(article, { affiliations })
}

const types: ReadonlySet<string> = new Set(articleTypes)

/** A heading stands for the type; a research article is not called by its type. */
export const kind: AtOnce = (article) => {
  const { heading, type } = article
  if (heading === undefined) return type === 'research-article' ? withFields(article, { type: undefined }) : article
  if (!isProse(heading) || types.has(heading) || /doi|10\./i.test(heading)) return undefined
  return type === undefined ? article : withFields(article, { type: undefined })
}

export const numbers = asItIs(
  ({ volume, issue, supplement }) => supplement === undefined && isNumber(volume) && isNumber(issue),
)

export const pages = asItIs(
  arePlainPages,
  ({ pages, articleNumber }) =>
    articleNumber === undefined || (isToken(articleNumber) && articleNumber !== pages?.first && pages !== undefined),
)

/** The first landing page, then the files. */
export const links: AtOnce = (article) => {
  if (!arePlainLinks(article)) return undefined
  const { links = [] } = article
  const landing = links.find(({ kind }) => kind === 'landing')
  return linked(article, [...(landing === undefined ? [] : [landing]), ...links.filter(isPdf)])
}

/** All that are no files are landing pages. */
export const linksOfTwoKinds: AtOnce = (article) => {
  const { links = [] } = article
  const others = links.filter((link) => !isPdf(link))
  if (!arePlainLinks(article) || !isDistinct(others.map(({ url }) => url))) return undefined
  const landings = others.map((link) => ({ ...link, kind: 'landing' as const }))
  return linked(article, [...landings, ...links.filter(isPdf)])
}

const isPdf = ({ kind }: FullTextLink): boolean => kind === 'pdf'

const linked = (article: Article, links: readonly FullTextLink[]): Article =>
  links.length === article.links?.length && links.every((link, at) => link === article.links?.[at])
    ? article
    : withFields(article, { links: links.length === 0 ? undefined : [...links] })

const order = ['pmid', 'pmcid']

/** Those with fields of their own stand first. */
export const identifiers = asItIs(arePlainIdentifiers, ({ identifiers = [] }) => {
  const ranks = identifiers.map(({ type }) => order.indexOf(type)).map((rank) => (rank === -1 ? order.length : rank))
  return ranks.every((rank, at) => at === 0 || rank >= (ranks[at - 1] ?? 0))
})

/** In one line. */
export const titles =
  (textOf: TextOf): AtOnce =>
  (article) => {
    const title = article.title === undefined ? '' : textOf(article.title)
    const subtitle = article.subtitle && textOf(article.subtitle)
    if (!isProse(title) || (subtitle !== undefined && !isProse(subtitle))) return undefined
    if (subtitle === undefined && title === article.title) return article
    return withFields(article, { title: titleLine({ title, subtitle }), subtitle: undefined })
  }
