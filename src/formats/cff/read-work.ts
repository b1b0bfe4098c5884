/** One work of CFF, the root or the preferred citation, as the article. */
import {
  type ArticleDate,
  contentVersions,
  type Dates,
  type Draft,
  type FullTextLink,
  type Journal,
} from '../../../schemas/article.ts'
import { parseDate } from '../../article/date.ts'
import { doiKey, parseDoi } from '../../article/doi.ts'
import { type KindName, kinds } from '../../article/identifiers.ts'
import { looseParagraphs, looseRich } from '../../text/loose-markup.ts'
import type { Notes } from '../records.ts'
import { readLanguage } from '../tagged/read/languages.ts'
import { readDateWords, relationIn } from '../tagged/read/notes.ts'
import { readIssue } from '../tagged/read/place.ts'
import type { Value } from './document.ts'
import type { Keep, Members } from './members.ts'
import { readPeople } from './read-people.ts'
import { pagesOf } from './read-references.ts'
import { untitled } from './references.ts'
import { isSpdx } from './values.ts'

const articles = new Set(['article', 'magazine-article', 'newspaper-article'])

export function readWork(work: Members, draft: Draft, keep: Keep, notes: Notes): void {
  readKind(work, draft, notes)
  readPeople(work, draft, keep, notes)
  readTexts(work, draft)
  readPlace(work, draft, notes)
  readDates(work, draft, notes)
  readIds(work, draft, notes)
  readRights(work, draft)
  const note = work.text('notes')
  const relation = note === undefined ? undefined : relationIn(note)
  if (relation !== undefined) draft.relations = [relation]
  else if (note !== undefined) work.keep('notes', note)
  work.rest()
}

function readKind(work: Members, draft: Draft, notes: Notes): void {
  const type = work.text('type') ?? (work.path === '' ? 'software' : undefined)
  const status = work.text('status')
  if (type === 'thesis') draft.type = 'dissertation'
  else if (type !== undefined && !articles.has(type))
    notes.add('item-type', '/type', `A work of type “${type}” is read as an article.`, type)
  if (status === 'preprint' || status === 'abstract') draft.type = status
  else if (status !== undefined) work.keep('status', status)
  const version = work.text('version')
  const known = contentVersions.find((one) => one === version)
  if (known !== undefined) draft.contentVersion = known
  else if (version !== undefined) work.keep('version', version)
}

function readTexts(work: Members, draft: Draft): void {
  const title = work.text('title')
  if (title !== undefined && title !== untitled) draft.title = looseRich(title)
  const short = work.text('abbreviation')
  if (short !== undefined) draft.shortTitle = looseRich(short)
  const paragraphs = looseParagraphs(work.text('abstract') ?? '')
  if (paragraphs.length > 0) draft.abstracts = [{ sections: [{ paragraphs }] }]
  const terms = work.list('keywords').flatMap((value) => (typeof value === 'string' ? [looseRich(value)] : []))
  if (terms.length > 0) draft.keywords = [{ terms: terms.filter(Boolean) }]
}

function readPlace(work: Members, draft: Draft, notes: Notes): void {
  const journal: Journal = {}
  const title = work.text('journal')
  if (title !== undefined) journal.title = title
  const issn = identifier(work, 'issn', 'issn', '/journal/issn', notes)
  if (issn !== undefined) journal.issn = { unspecified: [issn] }
  const publisher = publisherOf(work, notes)
  if (publisher) journal.publisher = publisher
  if (Object.keys(journal).length > 0) draft.journal = journal
  const volume = work.text('volume') ?? work.text('volume-title')
  if (volume !== undefined) draft.volume = volume
  const issue = work.text('issue')
  if (issue !== undefined) Object.assign(draft, readIssue(issue))
  const names = { issueTitle: 'issue-title', specialIssue: 'collection-title', articleNumber: 'number' } as const
  for (const [field, name] of Object.entries(names)) {
    const text = work.text(name)
    if (text !== undefined) Object.assign(draft, { [field]: text })
  }
  const pages = pagesOf(work)
  if (pages) draft.pages = pages
}

function publisherOf(work: Members, notes: Notes): Journal['publisher'] {
  const members = work.map('publisher')
  if (members === undefined) return undefined
  const [name, address] = [members.text('name'), members.text('address')]
  const website = members.text('website')
  const ror = website?.includes('ror.org') ? kinds.ror.parse(website) : undefined
  const isRor = ror !== undefined && 'value' in ror
  if (website !== undefined && !isRor) members.keep('website', website)
  if (ror !== undefined && !isRor) notes.add('ror-syntax', '/journal/publisher', 'The website is no ROR id.', website)
  members.rest()
  if (name === undefined && address === undefined && !isRor) return undefined
  return { ...(name && { name }), ...(address && { place: address }), ...(isRor && { ror: ror.value }) }
}

function readDates(work: Members, draft: Draft, notes: Notes): void {
  const dates: Dates = {}
  const issue = work.text('issue-date')
  if (issue !== undefined) dates.issue = dateOf(issue)
  const whole = work.text('date-published') ?? work.text('date-released')
  const [year, month] = [work.text('year'), work.text('month')]
  const published = whole === undefined ? yearMonth(year, month) : dateOf(whole)
  if (published !== undefined) dates.published = published
  if (whole !== undefined && year !== undefined && !whole.startsWith(year.padStart(4, '0'))) {
    work.keep('year', year)
    notes.add('date-conflict', '/dates/published', 'The year is not that of the date.', year)
  }
  if (Object.keys(dates).length > 0) draft.dates = dates
}

function yearMonth(year: string | undefined, month: string | undefined): ArticleDate | undefined {
  if (year === undefined) return undefined
  const text = year.padStart(4, '0')
  if (!/^\d{4}$/.test(text)) return parseDate(year)
  return month !== undefined && /^(?:0?[1-9]|1[0-2])$/.test(month) ? `${text}-${month.padStart(2, '0')}` : text
}

function dateOf(text: string): ArticleDate {
  if (/^\d{4}(?:-\d{2}){0,2}(?:\/\d{4}(?:-\d{2}){0,2})?$/.test(text)) return text
  const date = parseDate(text) ?? { literal: text }
  return typeof date === 'object' && /^\P{N}+ \d{4}$/u.test(text) ? readDateWords(text) : date
}

function readIds(work: Members, draft: Draft, notes: Notes): void {
  const doi = identifier(work, 'doi', 'doi', '/doi', notes)
  if (doi !== undefined) draft.doi = doi
  const links: FullTextLink[] = []
  for (const value of work.list('identifiers'))
    if (!readIdentifier(value, draft, links)) work.keep('identifiers', value)
  const pmcid = work.text('pmcid')
  if (pmcid !== undefined) draft.identifiers = [{ type: 'pmcid', value: pmcid }, ...(draft.identifiers ?? [])]
  const language = work.list('languages')
  for (const [at, value] of language.entries()) {
    const tag = typeof value === 'string' ? readLanguage(value) : undefined
    if (tag !== undefined && at === 0) draft.language = tag
    else work.keep('languages', value)
  }
  const url = work.text('url')
  if (url !== undefined && !isDoiUrl(url, draft)) {
    if (/^(?:https?|ftp):\/\/\S+$/.test(url)) links.unshift({ url, kind: 'landing' })
    else {
      work.keep('url', url)
      notes.add('url-syntax', '/links', 'This is no absolute address.', url)
    }
  }
  if (links.length > 0) draft.links = links
}

function isDoiUrl(url: string, draft: Draft): boolean {
  const doi = /^https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\//i.test(url) ? parseDoi(url) : undefined
  if (doi === undefined) return false
  draft.doi ??= doi
  return doiKey(doi) === doiKey(draft.doi)
}

const kindsOfLinks: ReadonlySet<string> = new Set(['landing', 'pdf', 'xml', 'html', 'other'])

function readIdentifier(value: Value, draft: Draft, links: FullTextLink[]): boolean {
  if (!(value instanceof Map)) return false
  const [type, id, about] = ['type', 'value', 'description'].map((key) => value.get(key))
  if (typeof id !== 'string' || value.size > 3) return false
  const label = typeof about === 'string' ? about : undefined
  const doi = type === 'doi' || label === 'DOI' ? parseDoi(id) : undefined
  if (doi !== undefined && draft.doi === undefined && (type === 'other' || label === undefined)) draft.doi = doi
  else if (doi !== undefined && draft.doi !== undefined && doiKey(doi) === doiKey(draft.doi) && label === undefined)
    return true
  else if (type === 'url' && kindsOfLinks.has(label ?? '') && /^(?:https?|ftp):\/\/\S+$/.test(id)) {
    links.push({ url: id, kind: label as FullTextLink['kind'] }) // one of the set
  } else if (type === 'other' && label !== undefined && label.length <= 40) {
    draft.identifiers = [...(draft.identifiers ?? []), { type: label, value: id }]
  } else return false
  return true
}

function readRights(work: Members, draft: Draft): void {
  const ids: string[] = []
  for (const value of work.list('license')) {
    if (typeof value === 'string' && (isSpdx(value) || /^[A-Za-z0-9.+-]{2,60}$/.test(value))) ids.push(value)
    else work.keep('license', value)
  }
  const url = work.text('license-url')
  const isUrl = url !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(url)
  if (url !== undefined && !isUrl) work.keep('license-url', url)
  const [first, ...others] = ids
  if (first !== undefined || isUrl) {
    draft.licences = [{ ...(isUrl && { url }), ...(first && { spdx: first }) }, ...others.map((spdx) => ({ spdx }))]
  }
  const copyright = work.text('copyright')
  if (copyright !== undefined) draft.copyright = { statement: copyright }
}

function identifier(work: Members, name: string, kind: KindName, pointer: string, notes: Notes): string | undefined {
  const text = work.text(name)
  if (text === undefined) return undefined
  const parsed = kinds[kind].parse(text)
  if ('value' in parsed) return parsed.value
  work.keep(name, text)
  notes.add(parsed.code, pointer, parsed.message, text)
  return undefined
}
