/** The plain text of an article's web page, as one pastes it: read only, and only what the text says. */
import Type from 'typebox'
import type { Abstract, ArticleDate, Dates, Draft, Journal } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import { escapeRich } from '../text/rich.ts'
import { type Codec, type Reading, understood } from './codec.ts'
import { notationOf, suspicionOf } from './notations.ts'
import { abstractStart, bareAbstract, findAbstracts } from './page-text/abstract.ts'
import { findAffiliations } from './page-text/affiliations.ts'
import { findAuthors } from './page-text/authors.ts'
import { bareDate } from './page-text/bare-date.ts'
import { putTogether } from './page-text/contributors.ts'
import { findCorrespondence } from './page-text/correspondence.ts'
import { findDoi } from './page-text/doi.ts'
import { datesOf, findEvents } from './page-text/events.ts'
import { findIssn } from './page-text/issn.ts'
import { fullName, journalByIssn, journalByLabel, journalByWord } from './page-text/journal-name.ts'
import { notArticle } from './page-text/judge.ts'
import { findKeywords, type Keywords } from './page-text/keywords.ts'
import { findKind } from './page-text/kinds.ts'
import { findLanguage } from './page-text/language.ts'
import { findCopyright, findLicence, findPublisher } from './page-text/licence.ts'
import { isTooLong, type Line, splitLines } from './page-text/lines.ts'
import { onlyCorresponding } from './page-text/only-corresponding.ts'
import { findPlace, type InJournal } from './page-text/place.ts'
import { sniffPage } from './page-text/sniff.ts'
import { findTitle, type Title } from './page-text/title.ts'

export const pageText = {
  name: 'page-text',
  title: 'Text of an article page',
  mediaType: 'text/plain',
  extension: '.txt',
  schema: Type.String({ description: 'The text of one article’s web page, as copied from a browser.' }),
  frame: ['', '\f', ''],
  loses: [],
  sniffs: sniffPage,
  read: (text: string) => readPageText(text),
} as const satisfies Codec

/** `names` are texts by which the page calls itself, where more is known of it than its text. */
export function readPageText(text: string, names: readonly string[] = []): Reading[] {
  if (isTooLong(text))
    throw new Refusal('too-large', 'The text is too long for the page of one article. Send less of it.')
  const notation = notationOf(text)
  if (notation !== undefined)
    throw new Refusal('unreadable', `Not the page of one article: the text looks like ${notation}.`)
  const lines = splitLines(text)
  if (lines.length === 0) throw new Refusal('unreadable', 'The text is empty.')
  const abstractAt = abstractStart(lines)
  const title = findTitle(lines, abstractAt, names)
  const doi = findDoi(lines, title, abstractAt)
  const place = findPlace(lines, title, abstractAt, doi)
  const kind = title && findKind(lines, title.at, abstractAt)
  const { contributors, affiliations, notes } = people(lines, title, abstractAt)
  const dates = datesIn(lines, title, place)
  const abstracts = abstractsIn(lines, title, abstractAt, dates.received !== undefined || affiliations.length > 0)
  const keywords = findKeywords(lines)
  const head = {
    doi,
    type: kind?.type,
    heading: kind?.heading,
    title: title && escapeRich(title.text),
    abstracts,
    contributors: [...contributors],
    affiliations: [...affiliations],
  }
  const draft: Draft = present({ ...head, ...inJournal(lines, title, place), dates, ...rest(lines, title, keywords) })
  const reason = notArticle(lines, draft, keywords.unseparated.length > 0, suspicionOf(text))
  if (reason !== undefined) throw new Refusal('unreadable', `Not the page of one article: ${reason}.`)
  return [understood('page', draft, [...notes, ...keywords.unseparated.map(runTogether)])]
}

/** Without the fields of which the page says nothing. */
function present(fields: { [K in keyof Draft]: Draft[K] | undefined }): Draft {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value))
  // Only fields of a draft went in, and only those without a value were left out.
  return Object.fromEntries(said) as Draft
}

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value ?? {}).length === 0

function abstractsIn(
  lines: readonly Line[],
  title: Title | undefined,
  abstractAt: number,
  hasHead: boolean,
): Abstract[] {
  const headed = findAbstracts(lines)
  // Without dates or affiliations before it, a long paragraph is as likely the beginning of the article.
  if (headed.length > 0 || abstractAt < lines.length || !hasHead) return headed
  const bare = bareAbstract(lines, title?.endAt ?? 0)
  return bare ? [bare] : []
}

function inJournal(lines: readonly Line[], title: Title | undefined, place: InJournal) {
  const { volume, issue, first, last, articleNumber } = place
  const pages = first === undefined ? undefined : { first, ...(last !== undefined && { last }) }
  return { journal: journalOf(lines, title, place), volume, issue, pages, articleNumber }
}

function rest(lines: readonly Line[], title: Title | undefined, keywords: Keywords) {
  const licence = findLicence(lines)
  return {
    licences: licence && [licence],
    copyright: findCopyright(lines),
    keywords: keywords.groups.map((terms) => ({ terms: terms.map(escapeRich) })),
    language: findLanguage(lines, title?.text ?? ''),
  }
}

const runTogether = (value: string): Finding => ({
  severity: 'warning',
  code: 'keywords-unseparated',
  pointer: '/keywords',
  value,
  message: 'The keywords run together in the text and were not taken.',
  remedy: 'Enter them one by one.',
})

function people(lines: readonly Line[], title: Title | undefined, abstractAt: number) {
  const titleEnd = title?.endAt ?? -1
  const marked = title ? findAffiliations(lines, titleEnd, Math.min(abstractAt, titleEnd + 400)) : []
  const marks = new Set(marked.map(({ mark }) => mark).filter((mark) => mark !== ''))
  const printed = title ? findAuthors(lines, titleEnd, abstractAt, marks) : []
  const correspondence = findCorrespondence(lines)
  const together = putTogether(printed, marked, correspondence, lines)
  return printed.length > 0 ? together : onlyCorresponding(lines, together)
}

function datesIn(lines: readonly Line[], title: Title | undefined, place: InJournal): Dates {
  const dates = datesOf(findEvents(lines))
  const issue: ArticleDate | undefined = dates.issue ?? place.date
  const published = dates.published ?? dates.publishedOnline ?? dates.posted
  const bare = published === undefined ? bareDate(lines, title) : undefined
  const { posted, ...rest } = dates
  return {
    ...rest,
    ...(bare !== undefined && { published: bare }),
    ...(issue !== undefined && { issue }),
    ...(posted !== undefined && { posted }),
  }
}

function journalOf(lines: readonly Line[], title: Title | undefined, place: InJournal): Journal | undefined {
  const printed = journalByLabel(lines) ?? place.journal ?? journalByIssn(lines) ?? journalByWord(lines, title)
  const spelt = printed === undefined ? undefined : fullName(printed, lines)
  const [full, short] =
    printed === place.journal && place.short !== undefined ? [printed, place.short] : [spelt, printed]
  const name = full ?? printed
  const issn = findIssn(lines)
  const publisher = findPublisher(lines)
  if (name === undefined && !issn && publisher === undefined) return undefined
  return {
    ...(name !== undefined && { title: name }),
    ...(full !== undefined && short !== undefined && { abbreviatedTitles: [{ title: short }] }),
    ...(issn && { issn }),
    ...(publisher !== undefined && { publisher: { name: publisher } }),
  }
}
