/** What services ask of a record, as questions that several of them share. Pure. */
import type { Article, Contributor, FullTextLink } from '../../schemas/article.ts'
import { citationDate, dayOf, yearOf } from '../article/citation-date.ts'
import type { Ask } from './rule.ts'

/** Asks for one field; `has` says whether it is there. */
export const needs =
  (field: string, has: (article: Article) => boolean): Ask =>
  (article) =>
    has(article) ? [] : [field]

/** Asks something of each member of a list that is there. */
const ofEach =
  <T>(
    list: string,
    items: (article: Article) => readonly T[] | undefined,
    misses: (item: T) => string | undefined,
  ): Ask =>
  (article) =>
    (items(article) ?? []).flatMap((item, n) => {
      const below = misses(item)
      return below === undefined ? [] : [`/${list}/${n}${below}`]
    })

const isAuthor = ({ role }: Contributor): boolean => role === 'author'

export const title = needs('/title', (article) => article.title !== undefined)
export const doi = needs('/doi', (article) => article.doi !== undefined)
export const author = needs('/contributors', ({ contributors = [] }) => contributors.some(isAuthor))
export const year = needs('/dates/published', (article) => yearOf(citationDate(article)) !== undefined)
export const month = needs('/dates/published', (article) => {
  const date = citationDate(article)
  return date !== undefined && dayOf(date).month !== undefined
})
export const journalTitle = needs('/journal/title', ({ journal }) => journal?.title !== undefined)
export const publisher = needs('/journal/publisher/name', ({ journal }) => journal?.publisher?.name !== undefined)
export const issn = needs('/journal/issn', ({ journal }) => {
  const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
  return [print, electronic, linking, ...unspecified].some((one) => one !== undefined)
})
export const volume = needs('/volume', (article) => article.volume !== undefined)
export const issue = needs('/issue', (article) => article.issue !== undefined)
export const place = needs(
  '/pages/first',
  ({ pages, articleNumber }) => (pages?.first ?? pages?.literal ?? articleNumber) !== undefined,
)
export const abstract = needs('/abstracts', ({ abstracts = [] }) => abstracts.some(({ kind }) => kind === undefined))
export const keywords = needs('/keywords', ({ keywords: groups = [] }) => groups.length > 0)
export const language = needs('/language', (article) => article.language !== undefined)
export const type = needs('/type', (article) => article.type !== undefined && article.type !== 'other')
export const references = needs('/references', ({ references: list = [] }) => list.length > 0)
export const funding = needs('/funding', ({ funding: list = [] }) => list.length > 0)
export const licenceUrl = needs('/licences', ({ licences = [] }) => licences.some(({ url }) => url !== undefined))
export const access = needs(
  '/freeToRead',
  ({ freeToRead, licences = [] }) => freeToRead !== undefined || licences.some(({ url = '' }) => isOpen(url)),
)

/** Licences of Creative Commons, in whichever form of their address. */
const isOpen = (url: string): boolean =>
  /^https?:\/\/(?:www\.)?creativecommons\.org\/(?:licenses|publicdomain)\//i.test(url)

/** A link of one of these kinds. */
export const linkOf = (...kinds: readonly FullTextLink['kind'][]): Ask =>
  needs('/links', ({ links = [] }) => links.some(({ kind }) => kinds.includes(kind)))

export const orcids = ofEach(
  'contributors',
  ({ contributors }) => contributors,
  (one) => (one.kind === 'person' && isAuthor(one) && one.orcid === undefined ? '/orcid' : undefined),
)
export const affiliations = ofEach(
  'contributors',
  ({ contributors }) => contributors,
  (one) =>
    one.kind === 'person' && isAuthor(one) && (one.affiliations ?? []).length === 0 ? '/affiliations' : undefined,
)
export const familyNames = ofEach(
  'contributors',
  ({ contributors }) => contributors,
  (one) => (isAuthor(one) && one.kind === 'literal' ? '/family' : undefined),
)
export const rors = ofEach(
  'affiliations',
  (article) => article.affiliations,
  ({ ror }) => (ror === undefined ? '/ror' : undefined),
)
export const funderIds = ofEach(
  'funding',
  (article) => article.funding,
  ({ funder }) =>
    funder !== undefined && funder.ror === undefined && funder.doi === undefined ? '/funder/ror' : undefined,
)
export const awards = ofEach(
  'funding',
  (article) => article.funding,
  ({ awards: numbers = [] }) => (numbers.length === 0 ? '/awards' : undefined),
)
/** References that are only printed text: nobody can count them as citations. */
export const referenceDois = ofEach(
  'references',
  (article) => article.references,
  (one) => (one.doi === undefined && one.title === undefined && one.containerTitle === undefined ? '/doi' : undefined),
)

/** None of them where several would do. */
export const eitherOf =
  (...asks: readonly Ask[]): Ask =>
  (article, site) => {
    const answers = asks.map((ask) => ask(article, site))
    return answers.some((missing) => missing.length === 0) ? [] : (answers[0] ?? [])
  }
