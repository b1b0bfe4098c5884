/** Entries of a .bib file as drafts: BibTeX’s and biblatex’s alike, since files mix the two. */
import type { Draft } from '../../../schemas/article.ts'
import type { Finding } from '../../../schemas/problem.ts'
import { monthNumber } from '../../article/months.ts'
import { Refusal } from '../../article/refusal.ts'
import { decodeLatex, isKnownCommand, textOf } from '../../text/latex.ts'
import type { Reading } from '../codec.ts'
import { adopted } from './adopt.ts'
import { type Inheritance, inheritanceOf } from './inherit.ts'
import { isJournalMacro } from './journals.ts'
import { keepWithin } from './limits.ts'
import { type Entry, type Item, parseBibtex } from './parse.ts'
import type { Source } from './row.ts'
import { readingOrder } from './rows.ts'

/**
 * Every entry of a file, or of the part of it that begins at a line. Throws `Refusal('unreadable')` where there is none
 * in a file.
 */
export function readBibtex(text: string, partFrom?: number): Reading[] {
  const items = parseBibtex(text, partFrom)
  const entries = items.filter((item) => 'fields' in item)
  const inheritance = inheritanceOf(entries, 2_000_000 + 4 * text.length)
  // A container of @xdata is no record; what it says is said in those that name it.
  const readings = items
    .filter((item) => !('fields' in item && item.type === 'xdata'))
    .map((item) => readItem(item, inheritance))
  if (readings.length > 0 || partFrom !== undefined) return readings
  const message =
    'There is no entry in this text: an entry begins with “@”, its type and a brace, as in @article{key, …}.'
  throw new Refusal('unreadable', message)
}

function readItem(item: Item, inheritance: Inheritance): Reading {
  if ('why' in item) {
    const place = `line ${item.line}${item.key && ` (${item.key})`}`
    return { place, refusal: new Refusal('unreadable', `Line ${item.line}: ${item.why}`) }
  }
  const notes: Finding[] = []
  const draft = readEntry(item, inheritance, notes)
  return { place: item.key || `line ${item.line}`, draft, notes }
}

function readEntry(entry: Entry, inheritance: Inheritance, notes: Finding[]): Draft {
  const note: Source['note'] = (code, pointer, message, value) => {
    notes.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
  }
  const unmapped: { path: string; value: unknown }[] = []
  const keep = (name: string, value: string) => {
    const said = keptText(name, value.trim())
    if (said !== '') unmapped.push({ path: `${entry.key}/${name}`, value: said })
  }
  const again: [string, string][] = []
  const fields = adopted(firstOf(entry, note, again))
  inherit(fields, inheritance(entry), note)
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
    keep,
  }
  noteOddities(entry, note)
  const draft: Draft = {}
  let longest = 0
  for (const value of fields.values()) if (value.length > longest) longest = value.length
  for (const row of readingOrder) row.read(source, draft)
  // What is not longer than the shortest limit need not be looked at.
  if (longest > 64) keepWithin(draft, source, longest)
  for (const [name, value] of [...fields, ...again]) keep(name, value)
  for (const text of entry.stray) keep('', text)
  if (unmapped.length > 0) draft.unmapped = unmapped
  return draft
}

/** Addresses, and lists of programs, in which a backslash is no command. */
const isVerbatim = (name: string): boolean =>
  /^(?:doi|file|local-?files?|pdf|groups|bdsk-.*|.*url.*|.*\+an.*|)$/.test(name)

/** What is kept apart stands as it is, its accents as letters. */
function keptText(name: string, value: string): string {
  if (!value.includes('\\') || isVerbatim(name)) return value
  const { rich, unknown } = decodeLatex(value)
  return unknown.length > 0 ? value : textOf(rich).normalize('NFC').trim()
}

/** The fields by name; a name that comes again with another value is kept apart. */
function firstOf({ fields }: Entry, note: Source['note'], again: [string, string][]): Map<string, string> {
  const first = new Map<string, string>()
  for (const { name, value } of fields) {
    const before = first.get(name)
    if (before === undefined || before.trim() === '') first.set(name, value)
    else if (before !== value) {
      again.push([name, value])
      note('field-twice', '', `The field “${name}” comes again with another value, which is kept apart.`, name)
    }
  }
  return first
}

function inherit(fields: Map<string, string>, inherited: ReturnType<Inheritance>, note: Source['note']): void {
  const names = new Map<string, string[]>()
  for (const { field, from } of inherited) {
    if (fields.has(field.name)) continue
    fields.set(field.name, field.value)
    names.set(from, [...(names.get(from) ?? []), field.name])
  }
  for (const [from, list] of names) {
    note('inherited', '', `From the entry “${from}” it has ${list.slice(0, 20).join(', ')}.`, from)
  }
}

/** Entries of these types are articles, or may be. */
const articleEntries = new Set(['article', 'misc', 'unpublished', 'online', 'periodical', 'suppperiodical', 'review'])
const unread = new Set(['doi', 'url', 'file', 'eprint', 'howpublished'])

function noteOddities(entry: Entry, note: Source['note']): void {
  for (const { code, message, value } of entry.oddities) note(code, '', message, value)
  if (!articleEntries.has(entry.type))
    note('entry-type', '', `An entry @${entry.type} is read as an article.`, entry.type)
  for (const name of new Set(entry.undefinedMacros)) {
    if (monthNumber(name) !== undefined) continue
    note('undefined-string', '', `No @string defines “${name}”; the name stands for the text.`, name)
  }
  const unknown = new Set<string>()
  for (const { name, value } of entry.fields) {
    if (unread.has(name) || !value.includes('\\')) continue
    for (const [, url = ''] of value.matchAll(/\\href\s?\{([^{}]{1,2000})\}/g))
      note('link-in-text', '', `The text of “${name}” leads to an address, which it does not show.`, url)
    for (const command of commandsOf(value)) {
      if (!isKnownCommand(command) && !(name === 'journal' && isJournalMacro(command))) unknown.add(command)
    }
  }
  for (const name of unknown)
    note('unknown-command', '', `The command \\${name} is not known; its argument is kept.`, name)
}

const commandName = /[A-Za-z]+/y

/** The commands of a value that are words, those in mathematics left out. */
function commandsOf(value: string): string[] {
  const text = value.includes('$') ? value.replace(/\$[^$]*\$/g, ' ') : value
  const found: string[] = []
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
    commandName.lastIndex = at + 1
    const command = commandName.exec(text)?.[0]
    if (command !== undefined) found.push(command)
  }
  return found
}
