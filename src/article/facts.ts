/** The facts of an article: what it can be chosen and counted by beside its words, a row for each name. */
import type { Article, ArticleDate, Contributor, RelationType, StoredArticle } from '../../schemas/article.ts'
import { plainText } from '../text/rich.ts'
import { span } from './chronology.ts'
import { citationDate, dayOf } from './citation-date.ts'
import { doiKey, doiPrefix } from './doi.ts'
import { memberNumber, registryType } from './registry-type.ts'
import { titleKey } from './title-key.ts'

type Values = readonly (string | undefined)[]

interface Row {
  readonly of: (article: StoredArticle) => Values
  /** Whether facets are counted of it; `only` where its words are searched, so that no article is chosen by it whole. */
  readonly facet?: true | 'only'
}

/** A publisher’s name as its number among members cannot be: `elsevier-bv`. */
export const publisherSlug = (name: string): string => titleKey(name).replace(/ /g, '-')

const contributorsOf = ({ contributors = [] }: Article): readonly Contributor[] =>
  contributors.flatMap((one): Contributor[] => (one.kind === 'group' ? [one, ...(one.members ?? [])] : [one]))
const fundersOf = ({ funding = [] }: Article) => funding.map(({ funder }) => funder)
const issnsOf = ({ journal }: Article): string[] => Object.values(journal?.issn ?? {}).flat()
const fullTexts = ({ links = [] }: Article) => links.filter(({ kind }) => kind !== 'landing')
const identifiersOf = ({ identifiers = [] }: Article) => identifiers.map(({ value }) => value)
const yes = (is: boolean): Values => (is ? ['true'] : [])

/** `doi`, `prefix`, `issn` … hold what is said of each name in docs/search.md. */
const rows = {
  doi: { of: ({ doi }) => [doiKey(doi)] },
  prefix: { of: ({ doi }) => [doiPrefix(doi)], facet: true },
  title: { of: titleKeys },
  member: { of: ({ journal }) => [journal?.publisher?.name && publisherSlug(journal.publisher.name)], facet: true },
  /** Number and name, where a registry gave the publisher a number. */
  'member-number': { of: numberedMember, facet: 'only' },
  'publisher-name': { of: ({ journal }) => [journal?.publisher?.name], facet: 'only' },
  type: { of: (article) => [registryType(article)], facet: true },
  'article-type': { of: ({ type }) => [type], facet: true },
  issn: { of: issnsOf, facet: true },
  'container-title': {
    of: ({ journal }) => [journal?.title, ...(journal?.abbreviatedTitles ?? []).map(({ title }) => title)],
  },
  journal: { of: ({ journal }) => [journal?.title], facet: true },
  'journal-volume': { of: ({ volume }) => [volume], facet: true },
  'journal-issue': { of: ({ issue }) => [issue], facet: true },
  orcid: { of: (article) => contributorsOf(article).map(({ orcid }) => orcid), facet: true },
  'ror-id': {
    of: (article) => [
      ...(article.affiliations ?? []).map(({ ror }) => ror),
      ...contributorsOf(article).map((one) => (one.kind === 'group' ? one.ror : undefined)),
      ...fundersOf(article).map((funder) => funder?.ror),
      article.journal?.publisher?.ror,
    ],
    facet: true,
  },
  affiliation: {
    of: ({ affiliations = [] }) => affiliations.map(({ name, literal }) => name ?? literal),
    facet: 'only',
  },
  funder: { of: (article) => fundersOf(article).flatMap((one) => [one?.doi && doiKey(one.doi), one?.ror, one?.name]) },
  'funder-doi': { of: (article) => fundersOf(article).map((one) => one?.doi && doiKey(one.doi)), facet: true },
  'funder-name': { of: (article) => fundersOf(article).map((one) => one?.name), facet: true },
  'award.number': { of: ({ funding = [] }) => funding.flatMap(({ awards = [] }) => awards) },
  'award.funder': { of: ({ funding = [] }) => funding.flatMap((one) => (one.awards?.length ? [one.funder?.doi] : [])) },
  'license.url': { of: ({ licences = [] }) => licences.map(({ url }) => url), facet: true },
  'license.version': { of: ({ licences = [] }) => licences.map((one) => one.contentVersion ?? 'unspecified') },
  'license.delay': { of: (article) => (article.licences ?? []).map((one) => licenceDelay(article, one.start)) },
  'full-text.type': {
    of: (article) => fullTexts(article).map(({ kind, mediaType }) => mediaType ?? mediaTypes[kind]),
    facet: true,
  },
  'full-text.version': { of: (article) => fullTexts(article).map((one) => one.contentVersion ?? 'unspecified') },
  'full-text.application': { of: (article) => fullTexts(article).map(({ kind }) => application(kind)), facet: true },
  language: { of: ({ language }) => [language], facet: true },
  subject: { of: ({ subjects = [] }) => subjects, facet: true },
  keyword: { of: ({ keywords = [] }) => keywords.flatMap(({ terms }) => terms.map(plainText)), facet: 'only' },
  'relation.type': { of: ({ relations = [] }) => relations.map(({ type }) => type), facet: true },
  'relation.object': { of: ({ relations = [] }) => relations.map((one) => objectOf(one)) },
  'relation.object-type': {
    of: ({ relations = [] }) =>
      relations.map((one) => (one.doi ? 'doi' : one.url ? 'uri' : (one.identifierType?.toLowerCase() ?? undefined))),
  },
  updates: { of: ({ relations = [] }) => relations.map((one) => (updating(one.type) ? objectOf(one) : undefined)) },
  'update-type': {
    of: ({ relations = [] }) => relations.map(({ type }) => updateTypes[type]),
    facet: true,
  },
  'alternative-id': { of: identifiersOf },
  'article-number': { of: ({ articleNumber }) => [articleNumber] },
  'clinical-trial-number': { of: ({ clinicalTrials = [] }) => clinicalTrials.map(({ number }) => number) },
  assertion: { of: assertionsOf, facet: true },
  'assertion-group': {
    of: (article) => [
      assertionsOf(article).slice(0, 3).some(Boolean) ? 'publication_history' : undefined,
      ...(article.unmapped ?? []).map((one) => keptAssertion(one).group),
    ],
    facet: true,
  },
  'is-update': { of: ({ relations = [] }) => yes(relations.some(({ type }) => updating(type))) },
  has: { of: had },
  'published-year': { of: (article) => [yearText(citationDate(article))], facet: true },
  'days-to-accept': { of: ({ dates }) => [daysBetween(dates?.received, dates?.accepted)], facet: true },
} as const satisfies Readonly<Record<string, Row>>

export type FactName = keyof typeof rows
const table = Object.entries(rows) as [FactName, Row][] // the literal’s own keys
export const factNames: readonly FactName[] = table.map(([name]) => name)
/** Names that facets are counted of. */
export const facetNames: ReadonlySet<string> = new Set(table.filter(([, { facet }]) => facet).map(([name]) => name))

/** Names by which no article is chosen: their words are searched instead. */
export const onlyCounted: ReadonlySet<string> = new Set(
  table.filter(([, { facet }]) => facet === 'only').map(([name]) => name),
)

/** Every fact once, as lines of name, tab and value. Made for each article that is deposited, so without lists between. */
export function factLines(article: StoredArticle): string {
  let lines = ''
  for (const [name, { of }] of table) {
    const values = of(article)
    for (let at = 0; at < values.length; at++) {
      const value = values[at]
      if (value === undefined || value === '' || (at > 0 && values.indexOf(value) < at)) continue
      const line = /[\n\t]/.test(value) ? value.replace(/[\n\t]/g, ' ') : value
      lines += lines === '' ? `${name}\t${line}` : `\n${name}\t${line}`
    }
  }
  return lines
}

/** First and last day of each date of an article, as numbers. */
export function datesOf(article: Article): Partial<Record<string, readonly [number, number]>> {
  const { dates = {} } = article
  const given: Readonly<Record<string, ArticleDate | undefined>> = {
    received: dates.received,
    revised: dates.revised?.at(-1),
    accepted: dates.accepted,
    online: dates.publishedOnline,
    print: dates.publishedPrint,
    posted: dates.posted,
    published: citationDate(article),
  }
  const out: Partial<Record<string, readonly [number, number]>> = {}
  for (const [name, date] of Object.entries(given)) {
    const days = date === undefined ? undefined : span(date)
    if (days && days[0] <= days[1]) out[name] = days
  }
  return out
}

function numberedMember(article: Article): Values {
  const name = article.journal?.publisher?.name
  const number = name === undefined ? undefined : memberNumber(article)
  return [number && `${number} ${name}`]
}

/** Keys of the article’s title, with its subtitle, and in translation. */
export function titleKeys({ title, subtitle, translatedTitles = [] }: Article): Values {
  const plain = (text: string | undefined) => (text === undefined ? '' : plainText(text))
  const whole = subtitle === undefined ? [] : [titleKey(`${plain(title)} ${plain(subtitle)}`)]
  return [titleKey(plain(title)), ...whole, ...translatedTitles.map((one) => titleKey(plain(one.title)))]
}

const mediaTypes = {
  landing: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
  other: 'unspecified',
} as const
const application = (kind: string): string => (kind === 'other' ? 'unspecified' : 'text-mining')

const updateTypes: Readonly<Partial<Record<RelationType, string>>> = {
  corrects: 'correction',
  retracts: 'retraction',
  'expresses-concern-about': 'expression_of_concern',
  updates: 'new_version',
}
const updating = (type: RelationType): boolean => updateTypes[type] !== undefined
const objectOf = (one: { doi?: string; url?: string; identifier?: string }): string | undefined =>
  one.doi === undefined ? (one.url ?? one.identifier) : doiKey(one.doi)

/** What is told of the article’s history and rights in words. */
function assertionsOf({ dates = {}, copyright, fundingStatement, unmapped = [] }: Article): Values {
  const { received, revised, accepted } = dates
  return [
    received !== undefined ? 'received' : undefined,
    revised !== undefined ? 'revised' : undefined,
    accepted !== undefined ? 'accepted' : undefined,
    copyright !== undefined ? 'copyright' : undefined,
    fundingStatement !== undefined ? 'funding' : undefined,
    ...unmapped.map((one) => keptAssertion(one).name),
  ]
}

/** An assertion of the registry that the record has no place for, as its reader kept it: conflicts of interest, and so on. */
function keptAssertion({ path, value }: { path: string; value: unknown }): { name?: string; group?: string } {
  if (!/^assertion(?:\/|$)/.test(path) || typeof value !== 'object' || value === null) return {}
  const { name, group } = value as { name?: unknown; group?: { name?: unknown } } // looked at below
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof group?.name === 'string' && { group: group.name }),
  }
}

/** What can be had or not, by the name it has after `has-`. */
const having: Readonly<Record<string, (article: Article) => boolean>> = {
  abstract: ({ abstracts }) => some(abstracts),
  affiliation: ({ affiliations }) => some(affiliations),
  orcid: (article) => contributorsOf(article).some(({ orcid }) => orcid !== undefined),
  'authenticated-orcid': (article) => contributorsOf(article).some((one) => one.orcidAuthenticated === true),
  'ror-id': (article) =>
    (article.affiliations ?? []).some(({ ror }) => ror) || fundersOf(article).some((one) => one?.ror),
  funder: (article) => fundersOf(article).some(Boolean),
  'funder-doi': (article) => fundersOf(article).some((one) => one?.doi),
  award: ({ funding = [] }) => funding.some(({ awards }) => some(awards)),
  license: ({ licences = [] }) => licences.some(({ url }) => url !== undefined),
  'full-text': (article) => some(fullTexts(article)),
  references: ({ references }) => some(references),
  'clinical-trial-number': ({ clinicalTrials }) => some(clinicalTrials),
  update: ({ relations = [] }) => relations.some(({ type }) => updating(type)),
  relation: ({ relations }) => some(relations),
  assertion: (article) => assertionsOf(article).some((one) => one !== undefined),
  received: ({ dates }) => dates?.received !== undefined,
  revised: ({ dates }) => some(dates?.revised),
  accepted: ({ dates }) => dates?.accepted !== undefined,
  keywords: ({ keywords }) => some(keywords),
  subject: ({ subjects }) => some(subjects),
}
export const havingNames: readonly string[] = Object.keys(having)
const some = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0
function had(article: Article): Values {
  return havingNames.filter((name) => having[name]?.(article))
}

const licenceDelay = (article: Article, start: ArticleDate | undefined): string =>
  String(Math.max(0, Number(daysBetween(citationDate(article), start) ?? 0)))

const yearText = (date: ArticleDate | undefined): string | undefined => {
  const year = date === undefined ? undefined : dayOf(date).year
  return year === undefined ? undefined : String(year)
}

/** Days between two dates of which both days are known. */
function daysBetween(from: ArticleDate | undefined, until: ArticleDate | undefined): string | undefined {
  if (typeof from !== 'string' || typeof until !== 'string' || from.length !== 10 || until.length !== 10)
    return undefined
  return String(Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000))
}
