/** What the article says of itself: titles, abstract, keywords, language, and what kind of article it is. */
import { type Affiliation, type ArticleType, articleTypes } from '../../../../schemas/article.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { readLanguage } from './languages.ts'
import { doiIn, saysDoi } from './links.ts'
import { plainValue } from './names.ts'
import { readNote } from './notes.ts'
import { type Entry, firstOf, isSameText, type Row } from './source.ts'

const richOf = ({ rich, value }: Entry): string => rich?.join(' ') ?? looseRich(value)

export const titlesRow: Row = (source) => {
  const { draft } = source
  const title = firstOf(source, 'title')
  const rich = title && richOf(title)
  if (rich) draft.title = rich
  const short = firstOf(source, 'short-title')
  const shorter = short && richOf(short)
  if (shorter) draft.shortTitle = shorter
  const translated = source.take('translated-title').map(richOf).filter(Boolean)
  if (translated.length > 0) draft.translatedTitles = translated.map((text) => ({ title: text }))
}

/** What databases write where there is none. */
const noAbstract = /^(?:abstract|summary|n\/?a|no abstract(?: available)?|not available)\.?$/i

export const abstractRow: Row = (source) => {
  const { draft } = source
  const seen: string[] = []
  for (const entry of source.take('abstract')) {
    if (seen.some((text) => isSameText(text, entry.value))) continue
    seen.push(entry.value)
    const paragraphs = entry.rich ?? looseParagraphs(entry.value)
    if (noAbstract.test(entry.value.trim()) || paragraphs.length === 0) {
      source.keep(entry)
      source.note('no-abstract', '/abstracts', 'The value is a heading without an abstract.', entry.value)
    } else draft.abstracts = [...(draft.abstracts ?? []), { sections: [{ paragraphs: [...paragraphs] }] }]
  }
}

export const keywordsRow: Row = ({ take, draft }) => {
  const terms = take('keyword')
    .flatMap((entry) => (entry.rich ? [richOf(entry)] : entry.value.split(/[;\n]/).map(looseRich)))
    .filter((term) => term !== '')
  if (terms.length > 0) draft.keywords = [{ terms }]
}

export const languageRow: Row = (source) => {
  const entry = firstOf(source, 'language')
  if (entry === undefined) return
  const language = readLanguage(entry.value)
  if (language !== undefined) {
    source.draft.language = language
    return
  }
  source.keep(entry)
  source.note('language-unknown', '/language', 'This is no language that is known here.', entry.value)
}

export const affiliationsRow: Row = ({ take, draft }) => {
  const lines = take('affiliation')
    .flatMap(({ value }) => value.split('\n').map(plainValue))
    .filter((line) => line !== '')
  const affiliations: Affiliation[] = [...new Set(lines)].map((literal, at) => ({ id: `aff${at + 1}`, literal }))
  if (affiliations.length > 0) draft.affiliations = affiliations
}

const types = new Set<string>(articleTypes)

/** The journal’s own name for what it is, or a type of the record’s. */
export const workTypeRow: Row = (source) => {
  const { draft } = source
  const [first, ...others] = source.take('work-type').filter((entry) => !saysDoi(source, entry))
  for (const other of others) if (!isSameText(other.value, first?.value ?? '')) source.keep(other)
  if (first === undefined) return
  const text = plainValue(first.value)
  if (types.has(text))
    draft.type = text as ArticleType // one of the set
  else draft.heading = text
}

/** Notes are read before what they complete. */
export const notesRow: Row = (source) => {
  const { draft } = source
  const rest: Entry[] = []
  for (const entry of source.take('note')) {
    for (const value of entry.value.split('\n')) {
      const text = value.trim()
      if (text === '' || readNote(text, draft)) continue
      rest.push({ ...entry, value: text })
    }
  }
  for (const entry of rest) {
    const [, pages] = /^Pages: (.+)$/.exec(entry.value) ?? []
    const [, kind] = /^Type of work: (.+)$/.exec(entry.value) ?? []
    if (pages !== undefined) spanNote(source.draft, pages)
    else if (kind !== undefined && types.has(kind))
      draft.type ??= kind as ArticleType // one of the set
    else if (kind !== undefined) draft.heading ??= kind
    else if (doiIn(entry.value) === undefined || !saysDoi(source, entry)) source.keep(entry)
  }
}

/** A span that the fields for first and last page do not say: `A-12–A-20`, `–20`, `12-15, 20`. */
function spanNote(draft: Parameters<Row>[0]['draft'], words: string): void {
  const { first } = draft.pages ?? {}
  if (first?.includes('-') && words.startsWith(`${first}–`))
    draft.pages = { first, last: words.slice(first.length + 1) }
  else if (words.startsWith('–')) draft.pages = { ...draft.pages, last: words.slice(1) }
  else if (draft.pages?.last !== undefined) draft.pages = { ...draft.pages, literal: words }
  else draft.pages = { literal: words }
}
