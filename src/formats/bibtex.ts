/**
 * BibTeX in UTF-8. What every program reads stands in the standard fields; the rest of the record in named fields and
 * data annotations that classic BibTeX, biber and reference managers pass over, so that it comes back.
 */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { citekey } from '../article/citekey.ts'
import { Refusal } from '../article/refusal.ts'
import { escapeLatex, isKnownCommand, type LatexText } from '../text/latex.ts'
import { affiliationsRow } from './bibtex/affiliations.ts'
import { contributorsRow } from './bibtex/byline.ts'
import { richCoarsenings } from './bibtex/coarsen.ts'
import { datesRow } from './bibtex/dates.ts'
import { extraRows } from './bibtex/extras.ts'
import { isJournalMacro } from './bibtex/journals.ts'
import { identifiersRow, languageRow, linksRow, noteRow, typeRow } from './bibtex/links.ts'
import { type Entry, type Item, parseBibtex } from './bibtex/parse.ts'
import { journalRow, pagesRow, volumeRow } from './bibtex/place.ts'
import type { Row, Sink, Source } from './bibtex/row.ts'
import { abstractRow, keywordsRow } from './bibtex/texts.ts'
import { titleRow } from './bibtex/titles.ts'
import type { Codec, ReadableCodec, Reading, WritableCodec } from './codec.ts'

/** The mapping, in the order in which fields are written. */
const rows: readonly Row[] = [
  contributorsRow,
  titleRow,
  journalRow,
  volumeRow,
  pagesRow,
  datesRow,
  linksRow,
  identifiersRow,
  languageRow,
  keywordsRow,
  abstractRow,
  noteRow,
  affiliationsRow,
  typeRow,
  ...extraRows,
]
/** Fields that others refer to are read before those that refer to them. */
const readingOrder: readonly Row[] = [
  ...rows.filter((row) => row !== linksRow && row !== noteRow && row !== identifiersRow),
  linksRow,
  noteRow,
  identifiersRow,
]

export const bibtex = {
  name: 'bibtex',
  title: 'BibTeX',
  mediaType: 'application/x-bibtex',
  aliases: ['text/x-bibtex', 'application/bibtex'],
  extension: '.bib',
  schema: Type.String({ description: 'One BibTeX entry in UTF-8.' }),
  frame: ['', '\n', ''],
  // A cited work is an entry of its own in BibTeX; a list of them inside an entry would be read by nobody.
  loses: ['references', 'unmapped'],
  coarsens: richCoarsenings,
  sniffs: (text) => (/^[ \t\ufeff]*@[A-Za-z]+\s*[{(]/m.test(text.slice(0, 100_000)) ? 0.9 : 0),
  read: (text) => parseBibtex(text).map(readItem),
  write: (article) => writeEntry(article, escapeLatex),
} as const satisfies Codec & ReadableCodec & WritableCodec

/**
 * @article requires a journal, which a preprint does not have. A volume or issue tells of one even where its name is
 * not known, and styles and readers understand them in @article alone.
 */
const isInJournal = ({ type, journal, volume, issue }: Article): boolean =>
  type !== 'preprint' && (journal?.title ?? volume ?? issue) !== undefined

/** One entry; how text is escaped is the profile’s business. */
export function writeEntry(article: Article, text: LatexText): string {
  let out = `@${isInJournal(article) ? 'article' : 'misc'}{${citekey(article)}`
  const sink: Sink = {
    put(field, latex) {
      const first = latex.charCodeAt(0)
      const last = latex.charCodeAt(latex.length - 1)
      out += `,\n  ${field} = {${first === 0x20 || last === 0x20 ? holdEdges(latex) : latex}}`
    },
    putBare(field, word) {
      out += `,\n  ${field} = ${word}`
    },
    text,
  }
  for (const row of rows) row.write(article, sink)
  return `${out}\n}\n`
}

/** Blanks at the ends of a value would be taken for layout. */
const holdEdges = (latex: string): string => latex.replace(/^ /, '{ }').replace(/ $/, '{ }')

function readItem(item: Item): Reading {
  if ('why' in item) {
    const place = `line ${item.line}${item.key && ` (${item.key})`}`
    return { place, refusal: new Refusal('unreadable', `Line ${item.line}: ${item.why}`) }
  }
  const notes: Finding[] = []
  const draft = readEntry(item, notes)
  return { place: item.key || `line ${item.line}`, draft, notes }
}

function readEntry(entry: Entry, notes: Finding[]): Draft {
  const fields = new Map<string, string>()
  const again: [string, string][] = []
  for (const { name, value } of entry.fields) {
    if (fields.has(name)) again.push([name, value])
    else fields.set(name, value)
  }
  const note: Source['note'] = (code, pointer, message, value) => {
    notes.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
  }
  const source: Source = {
    type: entry.type,
    peek: (field) => fields.get(field),
    take(field) {
      const value = fields.get(field)
      if (value !== undefined) fields.delete(field)
      return value
    },
    left: () => [...fields.keys()],
    note,
  }
  noteOddities(entry, note)
  const draft: Draft = {}
  for (const row of readingOrder) row.read(source, draft)
  const left = [...fields, ...again].filter(([, value]) => value.trim() !== '')
  if (left.length > 0)
    draft.unmapped = left.map(([name, value]) => ({ path: `${entry.key}/${name}`, value: value.trim() }))
  return draft
}

/** Entries of these types are articles, or may be. */
const articleEntries = new Set(['article', 'misc', 'unpublished', 'online', 'periodical', 'suppperiodical', 'review'])
const unread = new Set(['doi', 'url', 'file', 'eprint', 'howpublished'])

function noteOddities(entry: Entry, note: Source['note']): void {
  if (!articleEntries.has(entry.type))
    note('entry-type', '', `An entry @${entry.type} is read as an article.`, entry.type)
  for (const name of new Set(entry.undefinedMacros)) {
    note('undefined-string', '', `No @string defines “${name}”; the name stands for the text.`, name)
  }
  const unknown = new Set<string>()
  for (const { name, value } of entry.fields) {
    if (unread.has(name) || !value.includes('\\')) continue
    for (const [, command = ''] of value.replace(/\$[^$]*\$/g, ' ').matchAll(/\\([A-Za-z]+)/g)) {
      if (!isKnownCommand(command) && !(name === 'journal' && isJournalMacro(command))) unknown.add(command)
    }
  }
  for (const name of unknown)
    note('unknown-command', '', `The command \\${name} is not known; its argument is kept.`, name)
}
