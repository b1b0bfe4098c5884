/**
 * The judge of readers: every text of a source is searched in what was read of it. A leaf is kept where the record says
 * it, unmapped where only `unmapped` does, noted where only a note does, and otherwise lost. Values of up to four letters
 * must be a word of their own; longer ones are searched as runs of letters, or word by word where a reader parts them (a
 * name, a date).
 */
import { ParseOption, XmlDocument, XmlElement, XmlText } from 'libxml2-wasm'
import { parseFragment } from 'parse5'
import { parse as parseYaml } from 'yaml'
import type { Codec, Reading } from '../../src/formats/codec.ts'
import { plainText } from '../../src/text/rich.ts'
import { prepareXml } from '../../src/text/xml-source.ts'
import { plainWords, scanBib } from '../conformance/bib-source.ts'
import { parseCsv } from './csv.ts'
import { bare } from './leaves.ts'
import { understood } from './understood.ts'

/** One text of a source, and where it stands in the source’s own terms: `a/b/@c`, `/message/title/*`, `TI`. */
export interface SourceLeaf {
  readonly path: string
  readonly text: string
}

type Leaves = (source: string) => SourceLeaf[]

const xml: Leaves = (source) => {
  // Undeclared prefixes are errors to libxml2 that say nothing of the texts.
  const document = XmlDocument.fromString(prepareXml(source), { option: ParseOption.XML_PARSE_NOERROR })
  const leaves: SourceLeaf[] = []
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const walk = (element: XmlElement, path: string, around: string) => {
    for (const { name, content } of element.attrs) {
      if (!/schemaLocation$/i.test(name)) leaves.push({ path: `${path}/@${local(name)}`, text: content })
    }
    for (let child = element.firstChild; child; child = child.next) {
      if (child instanceof XmlElement) walk(child, `${path}/${local(child.name)}`, element.content)
      else if (child instanceof XmlText && !isPiece(child.content, element.content + around)) {
        leaves.push({ path, text: child.content })
      }
    }
  }
  walk(document.root, local(document.root.name), '')
  document.dispose()
  return leaves
}

/** Of a word that inline elements divide, `fl<italic>ox</italic>ed`, no part is a word to be found. */
function isPiece(text: string, around: string): boolean {
  const piece = text.trim()
  if (piece.length > 5 || !/^[\p{L}\p{N}]+$/u.test(piece)) return false
  return !new RegExp(`(?<![\\p{L}\\p{N}])${piece}(?![\\p{L}\\p{N}])`, 'u').test(around)
}

function scalars(value: unknown, path = ''): SourceLeaf[] {
  if (Array.isArray(value)) return value.flatMap((member) => scalars(member, `${path}/*`))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => scalars(member, `${path}/${key}`))
  }
  return value === null || value === undefined ? [] : [{ path, text: String(value) }]
}

const json: Leaves = (source) => {
  try {
    return scalars(JSON.parse(source))
  } catch {
    return source.split('\n').flatMap((line) => (line.trim() === '' ? [] : scalars(JSON.parse(line))))
  }
}

const tagged =
  (line: RegExp): Leaves =>
  (source) => {
    const leaves: { path: string; text: string }[] = []
    for (const one of source.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
      const match = line.exec(one)
      const last = leaves.at(-1)
      if (match) leaves.push({ path: (match[1] ?? '').toUpperCase(), text: match[2] ?? '' })
      else if (last) last.text += ` ${one.trim()}`
    }
    return leaves
  }

/** `and others` is no name: a note says that there are more. */
const bibtex: Leaves = (source) =>
  scanBib(source).values.map(({ field, words }) => ({ path: field, text: words.join(' ').replace(/ others$/, '') }))

/** Meta tags alone: what else a page says is prose, which has its own benchmark. */
const html: Leaves = (source) =>
  [...source.matchAll(/<meta\b[^>]{0,20000}>/gi)].flatMap(([tag]) => {
    const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
    const [, double, single] = attribute('name') ?? attribute('property') ?? []
    const [, content, other] = attribute('content') ?? []
    const name = double ?? single ?? ''
    // A cited work in one tag: `citation_title=…; citation_author=…`.
    if (/^citation_reference$/i.test(name)) {
      return (content ?? other ?? '')
        .split(/;\s*(?=citation_)/)
        .map((part) => ({ path: name, text: part.replace(/^citation_\w+=/, '') }))
    }
    return /^(?:citation_|dc\.|dcterms\.|prism\.|eprints\.|bepress_)/i.test(name)
      ? [{ path: name.toLowerCase(), text: content ?? other ?? '' }]
      : []
  })

const csv: Leaves = (source) => {
  const [header = [], ...rows] = parseCsv(source)
  return rows.flatMap((row) => row.map((text, at) => ({ path: header[at] ?? `column ${at + 1}`, text })))
}

const yaml: Leaves = (source) => scalars(parseYaml(source))

/** By what a format is written in. */
const syntaxes: readonly (readonly [RegExp, Leaves])[] = [
  [/[+/]json$/, json],
  [/[+/]xml$/, xml],
  [/bib(?:la)?tex/, bibtex],
  [/research-info-systems/, tagged(/^\s*([A-Za-z][A-Za-z0-9]) {0,2}- ?(.*)$/s)],
  [/endnote-refer|x-endnote|refer/, tagged(/^%(\S)\s?(.*)$/s)],
  [/nbib/, tagged(/^([A-Z]{2,4}) *- (.*)$/s)],
  [/csv/, csv],
  [/yaml/, yaml],
  [/[+/]html$/, html],
]

/** Every text of a source that has letters or digits, less what is understood as structure. */
export function sourceLeaves(source: string, { name, mediaType }: Codec): readonly SourceLeaf[] {
  const leaves = syntaxes.find(([pattern]) => pattern.test(mediaType))?.[1](source) ?? []
  const rows = understood[name] ?? []
  return leaves.filter(
    ({ path, text }) =>
      bare(text) !== '' && !rows.some((row) => row.path.test(path) && (row.text === undefined || row.text.test(text))),
  )
}

export type SourceFate = 'kept' | 'unmapped' | 'noted' | 'lost'

/** What became of each leaf of a source of which these are the readings. */
export function sourceFates(
  leaves: readonly SourceLeaf[],
  readings: readonly Reading[],
): readonly (SourceLeaf & { readonly fate: SourceFate })[] {
  const drafts = readings.flatMap((reading) => ('draft' in reading ? [reading.draft] : []))
  const record = haystack(drafts.map(({ unmapped, ...draft }) => draft))
  const apart = haystack(drafts.map(({ unmapped }) => unmapped))
  const notes = haystack(readings.map((reading) => ('notes' in reading ? reading.notes : reading.refusal.message)))
  // A text of several things may be parted: of `2434-561X, 1234-5678` only what is an ISSN is in the record.
  const together = haystack(readings.map((reading) => ('draft' in reading ? reading.draft : [])))
  return leaves.map((leaf) => {
    const isKeptApart = apart(leaf.text) || together(leaf.text)
    const fate = record(leaf.text) ? 'kept' : isKeptApart ? 'unmapped' : notes(leaf.text) ? 'noted' : 'lost'
    return { ...leaf, fate }
  })
}

export const lostLeaves = (leaves: readonly SourceLeaf[], readings: readonly Reading[]): readonly SourceLeaf[] =>
  sourceFates(leaves, readings).filter(({ fate }) => fate === 'lost')

const monthNames =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/** Words in capitals, numbers without zeros before them, months as their numbers. */
const wordsOf = (text: string): string[] =>
  (text.normalize('NFKC').match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? []).map((word) => {
    if (/^\p{N}/u.test(word)) return word.replace(/^0+(?=.)/, '')
    return monthNames.test(word) ? String(months.indexOf(word.slice(0, 3).toUpperCase()) + 1) : word.toUpperCase()
  })

/** A text as readers may have understood it: as it stands, without tags, without percent or entity escapes. */
function formsOf(text: string): readonly string[] {
  const numbered = text
    .replace(/&amp;/g, '&')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (whole, hex, digits) => {
      const code = Number.parseInt(digits, hex ? 16 : 10)
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
    })
  const unescaped = decodedNames(numbered)
  const forms = [text, unescaped, unescaped.replace(/<[^<>]{0,500}>/g, ' '), unescaped.replace(/<[^<>]{0,500}>/g, '')]
  try {
    forms.push(decodeURIComponent(text))
  } catch {
    // A per cent sign is one.
  }
  return forms
}

/** Entities of HTML by name: `&rsquo;`. */
const decodedNames = (text: string): string => {
  const [first] = /&[a-z]{2,8};/i.test(text) ? parseFragment(text.replaceAll('<', '&lt;')).childNodes : []
  return first !== undefined && 'value' in first ? first.value : text
}

function haystack(value: unknown): (text: string) => boolean {
  const texts: string[] = []
  const walk = (one: unknown) => {
    if (typeof one !== 'object' || one === null) {
      // An address may follow a word without a blank: `from<ext-link>https://…`.
      if (one !== undefined) texts.push(String(one).replace(/(?<=\p{L})(?=https?:\/\/)/gu, ' '))
      return
    }
    for (const [key, member] of Object.entries(one)) {
      texts.push(key)
      walk(member)
    }
  }
  walk(value)
  for (const text of [...texts]) if (/[<&%]/.test(text)) texts.push(plainText(text), ...formsOf(text))
  const words = new Set(texts.flatMap((one) => [...wordsOf(one), ...plainWords(one)]))
  const letters = bare(texts.join(' '))
  return (text) =>
    formsOf(text).some((form) => {
      const sought = bare(form)
      return (
        wordsOf(form).every((word) => words.has(word)) ||
        plainWords(form).every((word) => words.has(word)) ||
        (sought.length > 4 && letters.includes(sought))
      )
    })
}
