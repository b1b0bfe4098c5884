/** What CFF makes of plain values. */
import type { Affiliation, Article, Dates, FullTextLink, Identifier } from '../../../schemas/article.ts'
import { citationDate, dayOf } from '../../article/citation-date.ts'
import { invertedName } from '../../article/name-forms.ts'
import { standingOf } from '../../article/standing.ts'
import { eachReference, saysMore } from '../at-once/references.ts'
import { oneGroup } from '../at-once/texts.ts'
import {
  type AtOnce,
  arePlainDates,
  arePlainIdentifiers,
  arePlainLinks,
  arePlainPages,
  arePlainPeople,
  asItIs,
  isDistinct,
  isNumber,
  isPlainlyReached,
  isPlainUrl,
  isProse,
  isUntold,
  renumberedPlaces,
  withFields,
} from '../at-once/values.ts'
import { institutionLine } from '../plain.ts'
import { untitled } from './references.ts'
import { isCffDoi, isCffEmail, isCffIsbn, isCffPmcid, isSpdx } from './values.ts'

/** One date of publication, and that of the issue; nothing is told of an article that still stands. */
export const datesAndRelations: AtOnce = (article) => {
  if (!arePlainDates(article.dates, isUntold) || standingOf(article) !== undefined) return undefined
  const cited = citationDate(article)
  const issue = article.dates?.issue
  const dates: Dates = { ...(issue !== undefined && { issue }), ...(cited !== undefined && { published: cited }) }
  return withFields(article, {
    dates: cited !== undefined && dayOf(cited).year !== undefined ? dates : issue === undefined ? undefined : { issue },
    relations: undefined,
  })
}

/** Each with the places of work, as lines that are numbered as they are met. */
export const people: AtOnce = (article) => {
  const { contributors = [] } = article
  if (!arePlainPeople(contributors, ['author', 'editor', 'translator'])) return undefined
  if (!contributors.every((one) => isPlainlyReached(one) && (one.email === undefined || isCffEmail(one.email))))
    return undefined
  if (!isDistinct(contributors.map(invertedName))) return undefined
  const places = renumberedPlaces(article, institutionLine)
  if (places === undefined) return undefined
  const affiliations = places.lines.map((literal, at): Affiliation => ({ id: `aff${at + 1}`, literal }))
  return withFields(article, {
    contributors: article.contributors && places.contributors,
    affiliations: affiliations.length === 0 ? undefined : affiliations,
  })
}

/** All in one group, each once. */
export const keywords: AtOnce = (article, readBack) =>
  isDistinct((article.keywords ?? []).flatMap(({ terms }) => terms)) ? oneGroup(article, readBack) : undefined

export const numbers = asItIs(
  ({ volume, issue, supplement }) => supplement === undefined && isNumber(volume) && isNumber(issue),
)

export const pages = asItIs(arePlainPages)

/** The landing page stands first. */
export const links: AtOnce = (article) => {
  const { links = [] } = article
  if (!arePlainLinks(article)) return undefined
  const landing = links.find(({ kind }) => kind === 'landing')
  if (landing === undefined || landing === links[0]) return article
  return withFields(article, { links: [landing, ...links.filter((link: FullTextLink) => link !== landing)] })
}

/** The first number of PubMed Central stands first. */
export const identifiers: AtOnce = (article) => {
  const { identifiers = [] } = article
  if (!arePlainIdentifiers(article)) return undefined
  const pmcid = identifiers.find(({ type, value }) => type === 'pmcid' && isCffPmcid(value))
  if (pmcid === undefined || pmcid === identifiers[0]) return article
  return withFields(article, { identifiers: [pmcid, ...identifiers.filter((one: Identifier) => one !== pmcid)] })
}

export const licence = asItIs(
  ({ licences = [] }: Article) =>
    licences.length < 2 &&
    licences.every(
      ({ url, spdx }) =>
        (url === undefined || isPlainUrl(url)) && (spdx === undefined || isSpdx(spdx)) && (url ?? spdx) !== undefined,
    ),
)

export const copyright: AtOnce = (article) => {
  const { statement, year, holder } = article.copyright ?? {}
  if (![statement, year, holder].every((text) => text === undefined || isProse(text))) return undefined
  const words = [statement, [year, holder].filter(Boolean).join(' ')].filter(Boolean).join('; ')
  return words === '' ? undefined : withFields(article, { copyright: { statement: words } })
}

/** Types that CFF has one word for. */
const types: ReadonlySet<string> = new Set(
  'journal book confproc data newspaper patent report software standard thesis web'.split(' '),
)
const aside: ReadonlySet<string> = new Set(['key', 'label'])

/** What is cited as printed, or the container, is the title where there is no other. */
export const references = eachReference(
  (reference) => {
    const { type, doi, isbn, title, unstructured, containerTitle, authors = [] } = reference
    if (type !== undefined && !types.has(type)) return undefined
    if ((doi !== undefined && !isCffDoi(doi)) || (isbn !== undefined && !isCffIsbn(isbn))) return undefined
    if (!saysMore(reference, aside) || !isDistinct(authors.map((one) => JSON.stringify(one)))) return undefined
    if (title !== undefined) return title === untitled ? undefined : reference
    const { unstructured: _said, ...rest } = reference
    const whole = unstructured ?? containerTitle
    return whole === undefined ? reference : { ...rest, title: whole }
  },
  (list) => isDistinct(list.map(({ key: _key, label: _label, ...work }) => JSON.stringify(work))),
)
