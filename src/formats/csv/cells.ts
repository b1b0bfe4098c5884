/** How the cells of a row are read: each column its opposite. What a cell says and nobody understands is kept. */
import {
  type Article,
  type ArticleDate,
  type ArticleType,
  articleTypes,
  contentVersions,
  type Dates,
  type Draft,
  type Funding,
  type Identifier,
  type Journal,
  type Licence,
  type linkKinds,
} from '../../../schemas/article.ts'
import { parseDate } from '../../article/date.ts'
import { type KindName, kinds } from '../../article/identifiers.ts'
import { standingOf } from '../../article/standing.ts'
import { looseParagraphs, looseRich } from '../../text/loose-markup.ts'
import { readLanguage } from '../tagged/read/languages.ts'
import { readDateWords, relationIn, trialIn } from '../tagged/read/notes.ts'

/** The cells of one row by the names of our columns, each of which is taken once. */
export interface Cells {
  readonly take: (column: string) => string | undefined
  readonly keep: (column: string, value: string) => void
  readonly note: (code: string, pointer: string, message: string, value?: unknown) => void
}

export type CellsReader = (cells: Cells, draft: Draft) => void

/** Members of a list in one cell. */
export const members = (cell: string | undefined): string[] =>
  cell
    ?.split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '') ?? []

/** The value of a cell for an identifier; one that is none is kept, with a note that says why. */
export function identified(
  cells: Cells,
  column: string,
  value: string,
  kind: KindName,
  pointer: string,
): string | undefined {
  const parsed = kinds[kind].parse(value)
  if ('value' in parsed) return parsed.value
  cells.keep(column, value)
  cells.note(parsed.code, pointer, parsed.message, value)
  return undefined
}

const texts = {
  heading: 'heading',
  volume: 'volume',
  issue: 'issue',
  supplement: 'supplement',
  issueTitle: 'issue_title',
  specialIssue: 'special_issue',
  articleNumber: 'article_number',
  fundingStatement: 'funding_statement',
} as const
const riches = { title: 'title', subtitle: 'subtitle', shortTitle: 'short_title' } as const

const readTexts: CellsReader = ({ take }, draft) => {
  for (const [field, column] of Object.entries(texts)) {
    const value = take(column)
    if (value !== undefined) Object.assign(draft, { [field]: value })
  }
  for (const [field, column] of Object.entries(riches)) {
    const value = looseRich(take(column) ?? '')
    if (value !== '') Object.assign(draft, { [field]: value })
  }
  const paragraphs = looseParagraphs(take('abstract') ?? '')
  if (paragraphs.length > 0) draft.abstracts = [{ sections: [{ paragraphs }] }]
  const terms = members(take('keywords')).map(looseRich).filter(Boolean)
  if (terms.length > 0) draft.keywords = [{ terms }]
  const subjects = members(take('subjects'))
  if (subjects.length > 0) draft.subjects = subjects
  const translated = members(take('translated_titles')).map((text) => {
    const [, title = text, language] = /^(.+) \[([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\]$/.exec(text) ?? []
    return { title: looseRich(title), ...(language && { language }) }
  })
  if (translated.length > 0) draft.translatedTitles = translated
}

/** Words of a closed list, and identifiers. */
const readKinds: CellsReader = (cells, draft) => {
  const doi = cells.take('doi')
  const found = doi === undefined ? undefined : identified(cells, 'doi', doi, 'doi', '/doi')
  if (found !== undefined) draft.doi = found
  const type = oneOf(cells, 'type', articleTypes)
  if (type !== undefined) draft.type = type as ArticleType // one of the list
  const version = oneOf(cells, 'content_version', contentVersions)
  if (version !== undefined) Object.assign(draft, { contentVersion: version })
  const language = cells.take('language')
  const tag = language === undefined ? undefined : readLanguage(language)
  if (tag !== undefined) draft.language = tag
  else if (language !== undefined) {
    cells.keep('language', language)
    cells.note('language-unknown', '/language', 'This is no language that is known here.', language)
  }
}

function oneOf(cells: Cells, column: string, words: readonly string[]): string | undefined {
  const value = cells.take(column)
  if (value === undefined) return undefined
  const word = value.toLowerCase().replace(/\s+/g, '-')
  if (words.includes(word)) return word
  cells.keep(column, value)
  cells.note(`${column}-unknown`, '', `“${value}” is none of ${words.join(', ')}.`, value)
  return undefined
}

const readJournal: CellsReader = (cells, draft) => {
  const journal: Journal = {}
  const title = cells.take('journal')
  if (title !== undefined) journal.title = title
  const short = members(cells.take('journal_abbreviations')).map((text) => ({ title: text }))
  if (short.length > 0) journal.abbreviatedTitles = short
  const [name, place] = [cells.take('publisher'), cells.take('publisher_place')]
  if (name !== undefined || place !== undefined) journal.publisher = { ...(name && { name }), ...(place && { place }) }
  const issn: NonNullable<Journal['issn']> = {}
  for (const medium of ['print', 'electronic', 'linking'] as const) {
    const value = cells.take(`issn_${medium}`)
    const found =
      value === undefined ? undefined : identified(cells, `issn_${medium}`, value, 'issn', `/journal/issn/${medium}`)
    if (found !== undefined) issn[medium] = found
  }
  const unspecified = (cells.take('issn')?.split(/[;,\s]+/) ?? [])
    .filter(Boolean)
    .map((value) => identified(cells, 'issn', value, 'issn', '/journal/issn/unspecified'))
    .filter((value) => value !== undefined)
  if (unspecified.length > 0) issn.unspecified = unspecified
  if (Object.keys(issn).length > 0) journal.issn = issn
  if (Object.keys(journal).length > 0) draft.journal = journal
}

const readPages: CellsReader = ({ take }, draft) => {
  const [first, last, literal] = [take('first_page'), take('last_page'), take('pages')]
  const pages = { ...(first && { first }), ...(last && { last }), ...(literal && { literal }) }
  if (Object.keys(pages).length > 0) draft.pages = pages
}

/** EDTF as it is, otherwise what people write. */
export function dateIn(cell: string): ArticleDate {
  if (/^\d{4}(?:-\d{2}){0,2}(?:\/\d{4}(?:-\d{2}){0,2})?$/.test(cell)) return cell
  const date = parseDate(cell) ?? { literal: cell }
  return typeof date === 'object' && /^\P{N}+ \d{4}$/u.test(cell) ? readDateWords(cell) : date
}

const singles = {
  received: 'received',
  accepted: 'accepted',
  posted: 'posted',
  publishedOnline: 'published_online',
  publishedPrint: 'published_print',
  published: 'published',
  issue: 'issue_date',
  retracted: 'retracted',
} as const

const readDates: CellsReader = (cells, draft) => {
  const dates: Dates = {}
  for (const [field, column] of Object.entries(singles)) {
    const value = cells.take(column)
    if (value !== undefined) Object.assign(dates, { [field]: dateIn(value) })
  }
  for (const field of ['revised', 'corrected'] as const) {
    const found = members(cells.take(field)).map(dateIn)
    if (found.length > 0) dates[field] = found
  }
  const other = members(cells.take('other_dates')).map((text) => {
    const [, event = 'date', date = text] = /^(.{1,200}): (.+)$/.exec(text) ?? []
    return { event, date: dateIn(date) }
  })
  if (other.length > 0) dates.other = other
  const year = cells.take('year')
  const isSaid = year !== undefined && Object.values(dates).some((value) => JSON.stringify(value).includes(year))
  if (year !== undefined && !isSaid) {
    if (dates.published === undefined) dates.published = dateIn(year)
    else cells.keep('year', year)
  }
  if (Object.keys(dates).length > 0) draft.dates = dates
}

const readRights: CellsReader = (cells, draft) => {
  const licences = members(cells.take('licences')).map(licenceIn)
  if (licences.length > 0) draft.licences = licences
  const copyright = cells.take('copyright')
  if (copyright !== undefined) draft.copyright = copyrightIn(copyright)
  const free = cells.take('free_to_read')
  if (free === undefined) return
  const [, from] = /^from (.+)$/i.exec(free) ?? []
  if (from !== undefined) draft.freeToRead = { start: dateIn(from) }
  else if (/^(?:yes|true|1)$/i.test(free)) draft.freeToRead = {}
  else cells.keep('free_to_read', free)
}

function licenceIn(text: string): Licence {
  const words = text.split(' ')
  const url = words.find((word) => /^https?:\/\//.test(word))
  const rest = words.filter((word) => word !== url).join(' ')
  const said = /^[A-Za-z0-9.+-]+$/.test(rest) ? { spdx: rest } : { text: rest }
  return { ...(rest !== '' && said), ...(url && { url }) }
}

function copyrightIn(text: string): NonNullable<Article['copyright']> {
  const [, year, holder] = /^© (\d{4}(?:[–-]\d{4})?)? ?(.*)$/.exec(text) ?? []
  if (year === undefined && holder === undefined) return { statement: text }
  return { ...(year && { year }), ...(holder && { holder }) }
}

/** `Sea Council (https://ror.org/… 10.13039/…): A-1 | A-2`. */
const readFunding: CellsReader = (cells, draft) => {
  const funding = members(cells.take('funding')).map((text) => fundingIn(cells, text))
  if (funding.length > 0) draft.funding = funding
}

function fundingIn(cells: Cells, text: string): Funding {
  const [, name = '', ids = '', awards] =
    /^([^()]*|.*?)\(((?:https:\/\/ror\.org\/\w+ ?)?(?:10\.\d{4,9}\/[^\s()]+)?)\)(?:: (.*))?$/.exec(text) ??
    /^(.*?)()(?:: (.*))?$/.exec(text) ??
    []
  const funder: NonNullable<Funding['funder']> = {}
  if (name.trim() !== '') funder.name = name.trim()
  for (const id of ids.split(' ').filter(Boolean)) {
    const kind = id.startsWith('http') ? 'ror' : 'doi'
    const found = identified(cells, 'funding', id, kind, '/funding')
    if (found !== undefined) funder[kind] = found
  }
  const numbers = awards?.split(' | ').filter(Boolean) ?? []
  return { ...(Object.keys(funder).length > 0 && { funder }), ...(numbers.length > 0 && { awards: numbers }) }
}

const readRelations: CellsReader = (cells, draft) => {
  for (const text of members(cells.take('relations'))) {
    const relation = relationIn(text)
    if (relation === undefined) cells.keep('relations', text)
    else draft.relations = [...(draft.relations ?? []), relation]
  }
  const trials = members(cells.take('clinical_trials')).map(trialIn)
  if (trials.length > 0) draft.clinicalTrials = trials
  // The standing follows from relations and dates.
  const status = cells.take('status')
  if (status !== undefined && status !== standingOf(draft)) cells.keep('status', status)
}

const readIdentifiers: CellsReader = (cells, draft) => {
  const found: Identifier[] = []
  for (const type of ['pmid', 'pmcid', 'arxiv']) {
    for (const value of members(cells.take(type))) found.push({ type, value })
  }
  for (const text of members(cells.take('other_identifiers'))) {
    const [, type, value] = /^([^:]{1,100}): ?(.+)$/.exec(text) ?? []
    if (type === undefined || value === undefined) cells.keep('other_identifiers', text)
    else found.push({ type, value })
  }
  if (found.length > 0) draft.identifiers = found
}

const addresses: readonly (readonly [string, (typeof linkKinds)[number]])[] = [
  ['url', 'landing'],
  ['pdf_url', 'pdf'],
  ['full_text_urls', 'other'],
]

const readLinks: CellsReader = (cells, draft) => {
  const links: NonNullable<Draft['links']> = []
  for (const [column, kind] of addresses) {
    for (const value of cells.take(column)?.split(/\s+/) ?? []) {
      const url = value === '' ? undefined : identified(cells, column, value, 'url', `/links/${links.length}/url`)
      if (url !== undefined) links.push({ url, kind })
    }
  }
  if (links.length > 0) draft.links = links
}

/** Every column but those of people. */
export const cellReaders: readonly CellsReader[] = [
  readKinds,
  readTexts,
  readJournal,
  readPages,
  readDates,
  readRights,
  readFunding,
  readRelations,
  readIdentifiers,
  readLinks,
]
