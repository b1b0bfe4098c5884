/** What a row of CSV makes of plain values. */
import type { Affiliation, Contributor, FullTextLink, Identifier } from '../../../schemas/article.ts'
import { kinds } from '../../article/identifiers.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { invertedName } from '../../article/name-forms.ts'
import {
  type AtOnce,
  arePlainIdentifiers,
  arePlainLinks,
  arePlainPeople,
  asItIs,
  isAbsentOr,
  isDistinct,
  isExact,
  isPlainlyReached,
  isPlainUrl,
  isProse,
  isTerm,
  withFields,
} from '../at-once/values.ts'

/** Places of work in their order; what is said of a name is found by the name, so that no two may be alike. */
export const people: AtOnce = (article) => {
  const { contributors = [], affiliations = [] } = article
  if (!arePlainPeople(contributors, ['author', 'editor']) || !contributors.every(isPlainlyReached)) return undefined
  if (!isDistinct(contributors.map(invertedName)) || !affiliations.every(isPlainPlace)) return undefined
  const ids = new Map(affiliations.map(({ id }, at) => [id, at]))
  if (ids.size < affiliations.length) return undefined
  const named: Contributor[] = []
  for (const one of contributors) {
    const own = one.affiliations?.map((id) => ids.get(id) ?? -1).toSorted((a, b) => a - b)
    if (own?.some((at, before) => at === -1 || at === own[before - 1])) return undefined
    named.push(own === undefined ? one : { ...one, affiliations: own.map((at) => `aff${at + 1}`) })
  }
  const places = affiliations.map(
    (place, at): Affiliation => ({
      id: `aff${at + 1}`,
      ...(place.ror !== undefined && { ror: place.ror }),
      literal: affiliationLine(place),
    }),
  )
  return withFields(article, {
    contributors: article.contributors && named,
    affiliations: article.affiliations && places,
  })
}

function isPlainPlace(place: Affiliation): boolean {
  const line = affiliationLine(place)
  if (!isTerm(line) || /[[\]]|ror\.org/.test(line)) return false
  return place.ror === undefined || isExact(kinds.ror.parse(place.ror), place.ror)
}

const isProseOrAbsent = isAbsentOr(isProse)
const isIssnOrAbsent = isAbsentOr((text) => isExact(kinds.issn.parse(text), text))

/** What else is known of a journal is lost. */
export const journal = asItIs(({ journal = {} }) => {
  const { title, abbreviatedTitles = [], issn = {}, publisher = {} } = journal
  const { print, electronic, linking, unspecified = [] } = issn
  return (
    [title, publisher.name, publisher.place].every(isProseOrAbsent) &&
    abbreviatedTitles.every((one) => isTerm(one.title)) &&
    [print, electronic, linking, ...unspecified].every(isIssnOrAbsent)
  )
})

export const subjects = asItIs(({ subjects = [] }) => subjects.every(isTerm))

const isSpdxOrAbsent = isAbsentOr((text) => /^[A-Za-z][A-Za-z0-9.-]*$/.test(text))

/** Those with an address or an SPDX id. */
export const licences: AtOnce = (article) => {
  const { licences = [] } = article
  if (!licences.every(({ url, spdx }) => (url === undefined || isPlainUrl(url)) && isSpdxOrAbsent(spdx)))
    return undefined
  const said = licences.filter(({ url, spdx }) => (url ?? spdx) !== undefined)
  if (said.length === licences.length) return article
  return withFields(article, { licences: said.length === 0 ? undefined : said })
}

/** Where there is a statement it stands alone. */
export const copyright: AtOnce = (article) => {
  const { statement, year, holder } = article.copyright ?? {}
  if (statement !== undefined) return isProse(statement) ? withFields(article, { copyright: { statement } }) : undefined
  const isParted = year !== undefined && /^\d{4}$/.test(year) && holder !== undefined && isProse(holder)
  return isParted && !/^[\d–-]/.test(holder) ? article : undefined
}

export const funding = asItIs(({ funding = [] }) =>
  funding.every(
    ({ funder: { name, ror, doi } = {}, awards = [] }) =>
      name !== undefined &&
      isTerm(name) &&
      !/[():]/.test(name) &&
      (ror === undefined || isExact(kinds.ror.parse(ror), ror)) &&
      (doi === undefined || /^10\.13039\/\d+$/.test(doi)) &&
      awards.every((award) => /^[A-Za-z0-9][A-Za-z0-9./-]*$/.test(award)),
  ),
)

const ownColumns = ['pmid', 'pmcid', 'arxiv']

export const identifiers: AtOnce = (article) => {
  const { identifiers = [] } = article
  if (!arePlainIdentifiers(article)) return undefined
  const rank = ({ type }: Identifier): number =>
    ownColumns.includes(type) ? ownColumns.indexOf(type) : ownColumns.length
  const inOrder = identifiers.toSorted((a, b) => rank(a) - rank(b))
  return inOrder.every((one, at) => one === identifiers[at]) ? article : withFields(article, { identifiers: inOrder })
}

/** Landing pages, PDF files, then the rest, of which no more is said. */
export const links: AtOnce = (article) => {
  const { links = [] } = article
  if (!arePlainLinks(article)) return undefined
  const others = links.filter(({ kind }) => kind !== 'landing' && kind !== 'pdf')
  return withFields(article, {
    links: [
      ...links.filter(({ kind }) => kind === 'landing'),
      ...links.filter(({ kind }) => kind === 'pdf'),
      ...others.map((link): FullTextLink => ({ ...link, kind: 'other' })),
    ],
  })
}
