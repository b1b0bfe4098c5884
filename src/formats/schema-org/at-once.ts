/** What a ScholarlyArticle makes of plain values: it has terms and parts for most of them. */
import type { Affiliation, Contributor, FullTextLink } from '../../../schemas/article.ts'
import { kinds } from '../../article/identifiers.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { eachReference, saysMore } from '../at-once/references.ts'
import { isPlainAbstract, neighbours, titleAlone } from '../at-once/texts.ts'
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
  isToken,
  withFields,
} from '../at-once/values.ts'
import { abstractParagraphs } from '../plain.ts'
import { impliedTypes } from './read/links.ts'

/** What a person may have; the rest has rules of its own. */
const simple: ReadonlySet<string> = new Set(
  `kind role family given orcid email corresponding affiliations orcidAuthenticated equalContribution deceased`.split(
    ' ',
  ),
)

/** In the order of their roles, with places of work that are numbered as they are met already. */
export const people = asItIs(
  ({ contributors = [] }) =>
    arePlainPeople(contributors, ['author', 'editor', 'translator', 'illustrator']) &&
    contributors.every((one) => isPlainlyReached(one) && Object.keys(one).every((name) => simple.has(name))),
  ({ affiliations = [] }) => affiliations.every(isPlainPlace) && isDistinct(affiliations.map(contentOf)),
  ({ affiliations = [], contributors = [] }) => areMetInOrder(affiliations, contributors),
)

function isPlainPlace({ id: _, ...place }: Affiliation): boolean {
  const { name, literal, ror, isni, grid, department, city, region, postalCode, country, countryCode } = place
  if ((isni ?? grid) !== undefined || (ror !== undefined && !isExact(kinds.ror.parse(ror), ror))) return false
  const texts = [name, literal, department, city, region, postalCode, country]
  if (!texts.every((text) => text === undefined || isProse(text))) return false
  // A line alone is its own name.
  if (name === undefined) return literal !== undefined && Object.keys(place).length === (ror === undefined ? 1 : 2)
  const isCode = /^[A-Z]{2}$/
  if (literal !== undefined || name.includes(',') || (country !== undefined && isCode.test(country))) return false
  return (
    (countryCode === undefined || isCode.test(countryCode)) &&
    name !== affiliationLine({ ...withoutName(place), id: '' })
  )
}

const withoutName = ({ name: _, ...parts }: Omit<Affiliation, 'id'>) => parts

const contentOf = ({ id: _, ...place }: Affiliation): string => JSON.stringify(Object.entries(place).sort())

function areMetInOrder(affiliations: readonly Affiliation[], contributors: readonly Contributor[]): boolean {
  const met = new Set<string>()
  for (const { affiliations: ids = [] } of contributors) {
    if (!isDistinct(ids)) return false
    for (const id of ids) met.add(id)
  }
  // Those of nobody stand last.
  for (const { id } of affiliations) met.add(id)
  return (
    met.size === affiliations.length && [...met].every((id, at) => id === `aff${at + 1}` && id === affiliations[at]?.id)
  )
}

export const titles: AtOnce = (article, readBack) =>
  article.translatedTitles === undefined ? titleAlone(article, readBack) : undefined

/** Each as one section. */
export const abstracts: AtOnce = (article) => {
  const { abstracts = [] } = article
  if (!abstracts.every((one) => isPlainAbstract(one))) return undefined
  if (abstracts.every(({ sections }) => sections.length === 1 && sections[0]?.title === undefined)) return article
  return withFields(article, {
    abstracts: abstracts.map((one) => ({ ...one, sections: [{ paragraphs: abstractParagraphs(one) }] })),
  })
}

/** Those of a vocabulary are nodes, which stand before texts. */
export const keywords: AtOnce = neighbours(
  (one, next) =>
    (one.language === next.language && one.vocabulary === next.vocabulary) ||
    (one.vocabulary === undefined && next.vocabulary !== undefined),
)

export const dates = asItIs(({ dates }) => arePlainDates(dates, () => false))

export const pages = asItIs(
  arePlainPages,
  ({ pages, articleNumber }) =>
    articleNumber === undefined || (isToken(articleNumber) && articleNumber !== pages?.first),
)

export const licences = asItIs(({ licences = [] }) =>
  licences.every(
    ({ url, spdx, text }) =>
      url !== undefined &&
      isPlainUrl(url) &&
      text === undefined &&
      (spdx === undefined || /^[A-Za-z][A-Za-z0-9.-]*$/.test(spdx)),
  ),
)

export const funding = asItIs(({ funding = [] }) => {
  const names = funding.map(({ funder }) => funder?.name ?? '')
  return (
    names.every(isProse) &&
    isDistinct(names) &&
    funding.every(
      ({ funder: { ror, doi } = {}, awards = [] }) =>
        (ror === undefined || (doi === undefined && isExact(kinds.ror.parse(ror), ror))) &&
        (doi === undefined || /^10\.13039\/\d+$/.test(doi)) &&
        awards.every(isProse),
    )
  )
})

const isEncoded = ({ mediaType, kind }: FullTextLink): boolean =>
  mediaType === undefined ||
  (kind !== 'landing' && /^[a-z]+\/[a-z.+-]+$/.test(mediaType) && mediaType !== impliedTypes[kind])

/** Landing pages first, of which no more is known than the address. */
export const links = asItIs(arePlainLinks, ({ links = [] }) => {
  const firstOther = links.findIndex(({ kind }) => kind !== 'landing')
  return links.every(
    (link, at) =>
      isEncoded(link) &&
      (link.kind !== 'landing' || ((firstOther === -1 || at < firstOther) && link.contentVersion === undefined)),
  )
})

export const identifiers = asItIs(arePlainIdentifiers)

const aside: ReadonlySet<string> = new Set(['key'])

export const references = eachReference((reference) => (saysMore(reference, aside) ? reference : undefined))
