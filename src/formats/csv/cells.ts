/** How the cells of a row are read: each column its opposite. What a cell says and nobody understands is kept. */
import { type ArticleType, articleTypes, contentVersions, type Draft, type Journal } from '../../../schemas/article.ts'
import { type KindName, kinds } from '../../article/identifiers.ts'
import { looseParagraphs, looseRich } from '../../text/loose-markup.ts'
import { readLanguage } from '../tagged/read/languages.ts'

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

export const readTexts: CellsReader = ({ take }, draft) => {
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
export const readKinds: CellsReader = (cells, draft) => {
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

export const readJournal: CellsReader = (cells, draft) => {
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

export const readPages: CellsReader = ({ take }, draft) => {
  const [first, last, literal] = [take('first_page'), take('last_page'), take('pages')]
  const pages = { ...(first && { first }), ...(last && { last }), ...(literal && { literal }) }
  if (Object.keys(pages).length > 0) draft.pages = pages
}
