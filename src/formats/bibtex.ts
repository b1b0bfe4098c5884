/**
 * BibTeX in UTF-8. What every program reads stands in the standard fields; the rest of the record in named fields and
 * data annotations that classic BibTeX, biber and reference managers pass over, so that it comes back.
 */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import { escapeLatex, isKnownCommand } from '../text/latex.ts'
import { adopted } from './bibtex/adopt.ts'
import { richCoarsenings } from './bibtex/coarsen.ts'
import { isJournalMacro } from './bibtex/journals.ts'
import { type Entry, type Item, parseBibtex } from './bibtex/parse.ts'
import type { Source } from './bibtex/row.ts'
import { readingOrder, rows } from './bibtex/rows.ts'
import { isInJournal, type Profile, writeEntry } from './bibtex/write.ts'
import type { Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'

const utf8: Profile = {
  rows,
  text: escapeLatex,
  isAscii: false,
  typeOf: (article) => (isInJournal(article) ? 'article' : 'misc'),
}

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
  transforms: [
    { field: 'contributors/*/kind', how: 'Braces hold a body or an undivided name together; a person has parts.' },
    { field: 'contributors/*/role', how: 'The field that the name stands in.' },
    { field: 'affiliations/*/id', how: '`aff` and the number in the list, unless said otherwise.' },
    { field: 'dates/published', how: '`year`, `month` and `day`, where no other date says more.' },
  ],
  sniffs: (text) => (/^[ \t\ufeff]*@[A-Za-z]+\s*[{(]/m.test(text.slice(0, 100_000)) ? 0.9 : 0),
  read: (text) => parseBibtex(text).map(readItem),
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeEntry(article, utf8, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

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
  const first = new Map<string, string>()
  const again: [string, string][] = []
  for (const { name, value } of entry.fields) {
    if (first.has(name)) again.push([name, value])
    else first.set(name, value)
  }
  const fields = adopted(first)
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
