/** What an article is once a submission has said it: the counterpart of the readers, for telling losses. */
import type {
  Abstract,
  Affiliation,
  Article,
  ArticleDate,
  Contributor,
  Dates,
  Funding,
  Group,
  KeywordGroup,
  Person,
  Reference,
  Relation,
} from '../../../schemas/article.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { targetOf } from '../crossref/programs.ts'
import { affiliationLine, nameOf } from './authors.ts'
import { dateParts, isMonthRange, journalField, yearIn } from './dates.ts'
import { saidRelationType } from './objects.ts'
import { type Addressed, addressIn, type Places, placesOf, type Said } from './places.ts'
import { seasonDate } from './read/dates.ts'
import { addGrant } from './read/funding.ts'
import { lineOf } from './references.ts'

/** Plain text as rich text, its white space as XML is read. */
export const plainly = (rich: string): string => escapeRich(plainText(rich).replace(/\s+/g, ' ').trim())

/** Authors and the members of groups, and the affiliations they name, in the order in which they stand. */
export function peopleSaid(article: Article): Pick<Article, 'contributors' | 'affiliations'> {
  const lines = new Map((article.affiliations ?? []).map((one) => [one.id, one]))
  const places = placesOf()
  const authors = article.contributors ?? []
  // One that is left out leaves its place, so that its neighbours keep theirs.
  const said = authors.map((one) => (one.role === 'author' ? authorSaid(one, lines, places) : leftOut))
  for (const [i, one] of authors.entries()) {
    const group = said[i]
    if (one.kind !== 'group' || group?.kind !== 'group' || !one.members?.length) continue
    said[i] = { ...group, members: one.members.map((member) => memberSaid(member, lines, places)) }
  }
  return { contributors: said, affiliations: places.list }
}

const leftOut = {} as Contributor // goes with everything that is empty

type Lines = ReadonlyMap<string, Affiliation>

const addressed = (one: Contributor, lines: Lines): readonly { place?: Affiliation; at: Addressed }[] => {
  const places = (one.affiliations ?? []).flatMap((id) => lines.get(id) ?? [])
  if (places.length === 0 && one.email !== undefined) return [{ at: addressIn(one.email) }]
  return places.map((place, i) => ({
    place,
    at: addressIn(i === 0 && one.email ? `${affiliationLine(place)}. ${one.email}` : affiliationLine(place)),
  }))
}

function authorSaid(one: Contributor, lines: Lines, places: Places): Contributor {
  const { equalContribution, orcid, isni } = one
  const ids: string[] = []
  let email: string | undefined
  for (const { place, at } of addressed(one, lines)) {
    const { line, email: found } = at
    const { ror, isni, grid } = place ?? {}
    const said: Said = defined({ literal: line, ror, isni, grid })
    if (found !== undefined && email !== undefined && place) said.literal = affiliationLine(place)
    else email ??= found
    if (Object.keys(said).length > 0) ids.push(places.idOf(said))
  }
  return defined({
    ...(one.kind === 'group' ? { kind: one.kind, name: one.name, ror: one.ror } : personSaid(one)),
    role: one.role,
    equalContribution: equalContribution || undefined,
    affiliations: ids.length > 0 ? [...new Set(ids)] : undefined,
    email,
    orcid,
    isni,
  }) as Contributor // of the kinds there are
}

const personSaid = (one: Exclude<Contributor, Group>): Omit<Person, 'role'> => {
  const { first, last, suffix } = nameOf(one)
  return defined({ kind: 'person', family: last, given: first, suffix })
}

function memberSaid(member: Person, lines: Lines, places: Places): Person {
  const literal = (member.affiliations ?? [])
    .flatMap((id) => lines.get(id) ?? [])
    .map(affiliationLine)
    .join('; ')
  const affiliations = literal === '' ? undefined : [places.idOf({ literal })]
  return defined({ ...personSaid(member), role: 'author' as const, affiliations })
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T // undefined members were optional
}

/** The day an article came out ahead of print is all that a submission can say of a posted preprint. */
export function datesSaid(dates: Dates, article: Article): Dates {
  const own = journalField(article)
  const publication = own === undefined ? undefined : dateSaid(dates[own])
  return defined({
    received: dateSaid(dates.received),
    revised: dates.revised?.flatMap((date) => dateSaid(date) ?? []),
    accepted: dateSaid(dates.accepted),
    publishedOnline: own === 'posted' ? publication : dateSaid(dates.publishedOnline),
    publishedPrint: dateSaid(dates.publishedPrint),
    published: own === 'published' ? publication : undefined,
    issue: own === 'issue' ? publication : undefined,
    retracted: dateSaid(dates.retracted),
    corrected: dates.corrected,
    other: dates.other,
  })
}

/** A year with month, season or day; of a range that is not of months its beginning. */
export function dateSaid(date: ArticleDate | undefined): ArticleDate | undefined {
  if (date === undefined || !yearIn(date)) return undefined
  if (typeof date !== 'string') return 'year' in date ? seasonDate(String(date.year), date.season) : undefined
  if (!date.includes('/') || isMonthRange(date)) return date
  return dateParts(date) && date.slice(0, date.indexOf('/'))
}

/** A section without a heading continues the one before it. */
export function sectionsSaid(sections: Abstract['sections']): Abstract['sections'] {
  const out: Abstract['sections'] = []
  for (const section of sections) {
    const last = out.at(-1)
    if (section.title === undefined && last !== undefined) last.paragraphs = [...last.paragraphs, ...section.paragraphs]
    else out.push({ ...section })
  }
  return out
}

export const keywordsSaid = (groups: readonly KeywordGroup[]): KeywordGroup[] => [
  { terms: groups.flatMap(({ terms }) => terms.map(plainly)).filter((term) => term !== '') },
]

export function fundingSaid(list: readonly Funding[]): Funding[] | undefined {
  const draft: Article = {}
  for (const { funder, awards = [] } of list) {
    if (awards.length === 0) addGrant(draft, funder?.name, undefined)
    for (const award of awards) addGrant(draft, funder?.name, award)
  }
  return draft.funding
}

/** What a retraction leaves where nothing else of it can be said: that there was one. */
export function relationsSaid(article: Article): Relation[] {
  const { relations = [], dates, type } = article
  const said = relations.flatMap((relation): Relation[] => {
    const target = targetOf(relation)
    const word = saidRelationType(relation.type, type)
    return target === undefined || word === undefined ? [] : [{ type: word, ...relationTarget(relation, target.type) }]
  })
  const isRetracted = dates?.retracted !== undefined || relations.some((one) => one.type === 'retracted-by')
  const isTold = dateSaid(dates?.retracted) !== undefined || said.some((one) => one.type === 'retracted-by')
  return isRetracted && !isTold ? [...said, { type: 'retracted-by' }] : said
}

function relationTarget({ doi, url, identifier }: Relation, type: string): Omit<Relation, 'type'> {
  if (doi !== undefined) return { doi }
  if (url !== undefined) return { url }
  return defined({ identifier, identifierType: type === 'other' ? undefined : type })
}

export function referenceSaid(one: Reference): Reference {
  const line =
    one.unstructured === undefined ? escapeRich(lineOf(one).replace(/\s+/g, ' ').trim()) : plainly(one.unstructured)
  return defined({ doi: one.doi, pmid: one.pmid, unstructured: line || undefined })
}
