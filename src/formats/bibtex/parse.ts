/**
 * The grammar of a BibTeX file, read in one pass: entries, `@string`, `#`, both kinds of delimiters. What is out of place
 * in an entry is kept as stray text and reported; an entry whose value does not close is refused with its line, and
 * reading goes on at the next line that begins with `@`.
 */
import { type Cursor, lineCounter, match, names, skipBlanks, skipComments, skipSeparators, types } from './scan.ts'
import { entryLine, SyntaxFault, skipComment, skipStray } from './stretch.ts'
import { readKey, readValue } from './value.ts'

export interface Field {
  readonly name: string
  /** The value as LaTeX, without its delimiters, macros replaced. */
  readonly value: string
}
/** Something out of place in an entry that could be read all the same. */
export interface Oddity {
  readonly code: string
  readonly message: string
  readonly value?: string
}
export interface Entry {
  readonly type: string
  readonly key: string
  readonly line: number
  readonly fields: readonly Field[]
  /** Macros that no `@string` defines. */
  readonly undefinedMacros: readonly string[]
  readonly oddities: readonly Oddity[]
  /** Text between fields that is no field. */
  readonly stray: readonly string[]
}
export interface Broken {
  readonly line: number
  readonly key: string
  readonly why: string
}
export type Item = Entry | Broken

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Types whose missing brace is told: any other word after `@` in running text is no entry. */
const standardTypes = new Set(
  `article book booklet collection conference dataset inbook incollection inproceedings manual mastersthesis misc online
   patent periodical phdthesis proceedings report software techreport thesis unpublished`.split(/\s+/),
)

/** How much text is searched in vain for ends before a file is given up, in lengths of the file. */
const patience = 8

/** Every entry of a file, broken ones in their place. */
export function parseBibtex(source: string, firstLine = 1): Item[] {
  const cursor: Cursor = {
    source,
    at: 0,
    // The months are what every bibliography style defines; here they stand for themselves.
    macros: new Map(months.map((month) => [month, month])),
    allowance: 2_000_000 + 4 * source.length,
    openComment: false,
  }
  const items: Item[] = []
  const line = lineCounter(source, firstLine)
  let searched = 0
  for (;;) {
    const start = source.indexOf('@', cursor.at)
    if (start < 0) return items
    cursor.at = start + 1
    while (source.charCodeAt(cursor.at) === 0x40) cursor.at++
    try {
      const item = readItem(cursor, start, line)
      if (item) items.push(item)
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error
      searched += error.searched
      const isGivenUp = searched > patience * source.length + 1_000_000
      const why = isGivenUp ? 'Too many entries do not end; reading stops here.' : error.message
      items.push({ line: line(start), key: error.key, why })
      if (isGivenUp) return items
      recover(cursor, start)
    }
  }
}

function readItem(cursor: Cursor, start: number, line: (at: number) => number): Entry | undefined {
  const { source } = cursor
  // An address in the text between entries: someone@example.org
  if (start > 0 && /[\w.]/.test(source[start - 1] as string)) return undefined
  skipComments(cursor)
  const type = match(cursor, types)?.toLowerCase()
  if (type === undefined) return undefined
  skipBlanks(cursor)
  if (type === 'comment') {
    skipComment(cursor)
    return undefined
  }
  const open = source[cursor.at]
  if (open !== '{' && open !== '(') {
    if (standardTypes.has(type) && /(?:^|\n)[ \t]*$/.test(source.slice(Math.max(0, start - 40), start))) {
      throw new SyntaxFault(`The entry @${type} has no opening brace.`)
    }
    return undefined
  }
  const close = open === '{' ? '}' : ')'
  cursor.at++
  if (type === 'preamble') readValue(cursor, close, [])
  else if (type === 'string') defineMacros(cursor, close)
  else return readEntry(cursor, type, close, line(start))
  skipSeparators(cursor)
  if (source[cursor.at] === close) cursor.at++
  return undefined
}

type Draft = Entry & { readonly fields: Field[]; readonly undefinedMacros: string[]; readonly stray: string[] } & {
  readonly oddities: Oddity[]
}

function readEntry(cursor: Cursor, type: string, close: string, line: number): Entry {
  const oddities: Oddity[] = []
  const key = readKey(cursor, close, oddities)
  const entry: Draft = { type, key, line, fields: [], undefinedMacros: [], oddities, stray: [] }
  try {
    while (!isAtEnd(cursor, close, entry)) readField(cursor, close, entry)
  } catch (error) {
    if (error instanceof SyntaxFault) error.key = key
    throw error
  }
  return entry
}

/** Whether the entry ends here, as it should or because the next one begins. */
function isAtEnd(cursor: Cursor, close: string, entry: Draft): boolean {
  skipSeparators(cursor)
  const { source } = cursor
  const character = source[cursor.at]
  if (character === close) {
    cursor.at++
    const [stray] = entry.stray
    if (entry.fields.length === 0 && stray !== undefined) throw new SyntaxFault(`This is no field: "${shown(stray)}".`)
    return true
  }
  entryLine.lastIndex = cursor.at
  const isNext = character === undefined || (character === '@' && entryLine.test(source))
  if (isNext) {
    if (!isWhole(entry.fields.at(-1))) throw new SyntaxFault(`The entry "${entry.key}" does not end.`)
    entry.oddities.push({ code: 'entry-not-closed', message: 'The entry does not end before the next one begins.' })
    return true
  }
  // `@book{ … )`: the other delimiter, with nothing behind it that could be a field.
  if ((character !== ')' && character !== '}') || !/^[)}]\s*(?:[@%]|$)/.test(source.slice(cursor.at, cursor.at + 200)))
    return false
  cursor.at++
  entry.oddities.push({ code: 'entry-delimiter', message: `The entry is closed by "${character}".` })
  return true
}

/** Whether a value is one: where it holds what looks like a field, it is its own brace that is missing. */
const isWhole = (field: Field | undefined): boolean =>
  field !== undefined && !/,[ \t]*\r?\n[ \t]*[A-Za-z][\w+:-]{0,80}[ \t]*=/.test(field.value)

const shown = (text: string): string => text.slice(0, 40).replace(/\s+/g, ' ')

function readField(cursor: Cursor, close: string, entry: Draft): void {
  const start = cursor.at
  const name = match(cursor, names)
  skipBlanks(cursor)
  if (name === undefined || cursor.source[cursor.at] !== '=') {
    cursor.at = start
    const stray = skipStray(cursor, close)
    entry.stray.push(stray)
    const message = 'There is text between fields that is no field; it is kept apart.'
    entry.oddities.push({ code: 'stray-text', message, value: stray.slice(0, 200) })
    return
  }
  cursor.at++
  const value = readValue(cursor, close, entry.undefinedMacros)
  entry.fields.push({ name: name.toLowerCase(), value })
}

function defineMacros(cursor: Cursor, close: string): void {
  skipSeparators(cursor)
  while (cursor.source[cursor.at] !== close) {
    const name = match(cursor, names)
    skipBlanks(cursor)
    if (name === undefined || cursor.source[cursor.at] !== '=')
      throw new SyntaxFault('A @string has no name or no "=".')
    cursor.at++
    cursor.macros.set(name.toLowerCase(), readValue(cursor, close, []))
    skipSeparators(cursor)
  }
}

function recover(cursor: Cursor, start: number): void {
  const next = /\n[ \t]*@/g
  next.lastIndex = start + 1
  cursor.at = next.exec(cursor.source) ? next.lastIndex - 1 : cursor.source.length
}
