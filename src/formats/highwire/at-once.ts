/** What the meta elements of a landing page make of plain values. */
import { type Affiliation, type Article, articleTypes, type Dates } from '../../../schemas/article.ts'
import { kinds } from '../../article/identifiers.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { eachReference } from '../at-once/references.ts'
import { isPlainAbstract } from '../at-once/texts.ts'
import {
  type AtOnce,
  arePlainDates,
  arePlainIdentifiers,
  arePlainLinks,
  arePlainPages,
  arePlainPeople,
  asItIs,
  isDistinct,
  isExact,
  isPlainlyReached,
  isPlainUrl,
  isProse,
  isTerm,
  isUntold,
  renumberedPlaces,
  withFields,
} from '../at-once/values.ts'
import { abstractLine } from '../tagged/values.ts'
import { isSame } from './read/dates.ts'
import { hasParts, nameText } from './references.ts'

/** With the places of work behind each name; where both parts are of several words, the name is not parted. */
export const people: AtOnce = (article) => {
  const { contributors = [] } = article
  if (!arePlainPeople(contributors, ['author', 'editor']) || !contributors.every(isPlainlyReached)) return undefined
  if (contributors.some((one) => one.kind === 'person' && one.family?.includes(' ') && one.given?.includes(' ')))
    return undefined
  const places = renumberedPlaces(article, affiliationLine)
  if (places === undefined) return undefined
  const affiliations = places.lines.map((literal, at): Affiliation => ({ id: `aff${at + 1}`, literal }))
  return withFields(article, {
    contributors: article.contributors && places.contributors,
    affiliations: affiliations.length === 0 ? undefined : affiliations,
  })
}

/** One day online and one in print, or one of which neither is known; and that of the issue. */
export const dates: AtOnce = (article) => {
  const { type, dates = {} } = article
  const { publishedOnline, publishedPrint, published, issue, posted, received, accepted } = dates
  if (!arePlainDates(dates, isUntold) || (publishedPrint !== undefined && published !== undefined)) return undefined
  const online = publishedOnline ?? posted
  const publication = publishedPrint ?? published
  const known = [online, publication, issue].filter((date) => date !== undefined)
  // A day is taken for the same as its month.
  if (known.some((date, at) => known.slice(at + 1).some((other) => isSame(date, other)))) return undefined
  const said: Dates = {
    ...(online !== undefined && { [type === 'preprint' ? 'posted' : 'publishedOnline']: online }),
    ...(issue !== undefined && { issue }),
    ...(publication !== undefined && { [online === undefined ? 'published' : 'publishedPrint']: publication }),
    ...(received !== undefined && { received }),
    ...(accepted !== undefined && { accepted }),
  }
  // Revisions, corrections and other events have no place anyway.
  return withFields(article, { dates: Object.keys(said).length === 0 ? undefined : said })
}

/** Titles that are no numbers, one list of ISSNs, the name of the publisher. */
export const journal: AtOnce = (article) => {
  const { title, abbreviatedTitles = [], issn, publisher, ...more } = article.journal ?? {}
  const titles = [title, ...abbreviatedTitles.map((one) => one.title)]
  if (!titles.every((text) => text === undefined || (isProse(text) && !/^\d+$/.test(text)))) return undefined
  if (!isDistinct(titles.map(String)) || (publisher?.name !== undefined && !isProse(publisher.name))) return undefined
  const { print, electronic, linking, unspecified = [] } = issn ?? {}
  const all = [...new Set([print, electronic, linking, ...unspecified].filter((one) => one !== undefined))]
  if (!all.every((one) => isExact(kinds.issn.parse(one), one))) return undefined
  const said = {
    ...more,
    ...(title !== undefined && { title }),
    ...(abbreviatedTitles.length > 0 && { abbreviatedTitles }),
    ...(all.length > 0 && { issn: { unspecified: all } }),
    ...(publisher !== undefined && { publisher }),
  }
  return withFields(article, { journal: said })
}

export const pages = asItIs(arePlainPages)

/** In one paragraph. */
export const oneAbstract: AtOnce = (article) => {
  const [first, ...others] = article.abstracts ?? []
  if (first === undefined || others.length > 0 || !isPlainAbstract(first)) return undefined
  const { language } = first
  const sections = [{ paragraphs: [abstractLine(first)] }]
  return withFields(article, { abstracts: [{ ...(language !== undefined && { language }), sections }] })
}

const types = new Set<string>(articleTypes)

export const heading = asItIs(({ heading = '', type }) => isProse(heading) && (type === undefined || types.has(type)))

/** Each address once. */
export const licences: AtOnce = (article) => {
  const { licences = [] } = article
  const said = licences.filter(
    ({ url }, at) => url !== undefined && licences.findIndex((one) => one.url === url) === at,
  )
  if (!said.every(({ url = '' }) => isPlainUrl(url))) return undefined
  if (said.length === licences.length) return article
  return withFields(article, { licences: said.length === 0 ? undefined : said })
}

/** Of kinds that have an element. */
export const links: AtOnce = (article) => {
  const { links = [] } = article
  // Behind a host the DOI itself would be the address of a resolver.
  if (!arePlainLinks(article) || links.some(({ url }) => /^https?:\/\/[^/]+\/10\./.test(url))) return undefined
  const said = links.filter(({ kind }) => kind !== 'other')
  if (said.length === links.length) return article
  return withFields(article, { links: said.length === 0 ? undefined : said })
}

const order = ['pmid', 'pmcid', 'arxiv']

export const identifiers: AtOnce = (article) => {
  if (!arePlainIdentifiers(article)) return undefined
  const { identifiers = [] } = article
  const said = order.flatMap((wanted) => identifiers.filter(({ type }) => type === wanted))
  if (said.length === identifiers.length && said.every((one, at) => one === identifiers[at])) return article
  return withFields(article, { identifiers: said.length === 0 ? undefined : said })
}

export const funding = asItIs(({ funding = [] }: Article) =>
  funding.every(
    ({ funder: { name, ror, doi } = {}, awards = [] }) =>
      name !== undefined &&
      isTerm(name) &&
      (ror === undefined || isExact(kinds.ror.parse(ror), ror)) &&
      (doi === undefined || /^10\.13039\/\d+$/.test(doi)) &&
      awards.every((award) => /^[A-Za-z0-9][A-Za-z0-9./-]*$/.test(award)),
  ),
)

/** Cited works in parts, or as printed. */
export const references = eachReference((reference) => {
  const { unstructured, url, ...parts } = reference
  if (!hasParts(reference)) {
    if (unstructured !== undefined) return unstructured.includes('=') ? undefined : { unstructured }
    return url === undefined ? undefined : { url }
  }
  if (parts.authors === undefined) return (unstructured ?? url) === undefined ? reference : parts
  const authors = parts.authors.map((name) => ({ literal: nameText(name) }))
  return authors.every(({ literal }) => isPrintedName(literal)) ? { ...parts, authors } : undefined
})

/** Of several words, the last in small letters: no part of an inverted list. */
const isPrintedName = (text: string): boolean => text.includes(' ') && /[a-z]{2}$/.test(text)
