/** Who reads how much of the CSL-JSON of the world: files of items, and the inputs of CSL’s own test-suite. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { cslJson } from '../../src/formats/csl-json.ts'
import { type BibSource, plainWords } from './bib-source.ts'
import { type CitationJs, isInstalled, type PeerFile, type PeerRow, type Reader, rowOf, textsOf } from './peer-row.ts'

/** The items of a source: a file of them, or the section INPUT of a fixture of the test-suite. */
export function itemsOf(text: string): string | undefined {
  const section = />>=+ INPUT =+>>([\s\S]*?)<<=+ INPUT =+<</.exec(text)?.[1] ?? text
  try {
    const parsed: unknown = JSON.parse(section)
    const items = Array.isArray(parsed) ? parsed : [parsed]
    return items.every(isItem) && items.length > 0 ? JSON.stringify(items) : undefined
  } catch {
    return undefined
  }
}

/** By members that an item has; which it lacks is no matter, for such files are what programs are given too. */
const isItem = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('type' in value && 'id' in value) || ['title', 'issued', 'author', 'DOI'].some((member) => member in value))

/** Every text and number, its words apart, less entities and the names of seasons, which are numbered; which name a program gives to a type is its own affair. */
function scan(text: string): BibSource {
  const items: unknown[] = JSON.parse(text)
  const values: { field: string; words: string[] }[] = []
  const walk = (value: unknown, field: string): void => {
    if (value === null) return
    if (typeof value === 'object') {
      for (const [key, member] of Object.entries(value)) walk(member, Array.isArray(value) ? field : key)
      return
    }
    const text = withoutResolver(String(value)).replace(
      /<br\s*\/?>|&(?:[a-z]+|#\d+);|\b(?:spring|summer|autumn|fall|winter)\b/gi,
      ' ',
    )
    const words = plainWords(text.replace(/<\/?[a-z][^<>]{0,200}>/gi, ''))
    if (words.length > 0 && !structural.has(field)) values.push({ field, words })
  }
  walk(items, '')
  return { entries: items.length, values }
}

/** A DOI is the same with and without the address of its resolver. */
function withoutResolver(text: string): string {
  const doi = /^https?:\/\/(?:dx\.)?doi\.org\/(10\..+)$/.exec(text)?.[1]
  try {
    return doi === undefined ? text : decodeURIComponent(doi)
  } catch {
    return text
  }
}

/** Said by the shape of a record or its order, or about another program; seasons have two ways to be numbered. */
const structural: ReadonlySet<string> = new Set(
  'sequence authenticated-orcid season type id citation-key citation-label parse-names static-ordering comma-suffix comma-dropping-particle isInstitution'.split(
    ' ',
  ),
)

const ours: Reader = ({ text }) => {
  const readings = cslJson.read(text)
  return { entries: readings.filter((one) => 'draft' in one).length, output: textsOf(readings) }
}

function citationJs(): Reader {
  const require = createRequire(import.meta.url)
  const { plugins } = require('@citation-js/core') as CitationJs // it has no types
  return ({ text }) => {
    const items = plugins.input.chain(text, { generateGraph: false })
    return { entries: items.length, output: textsOf(items) }
  }
}

const pandoc: Reader = ({ text }) => {
  const { status, stdout } = spawnSync('pandoc', ['-f', 'csljson', '-t', 'csljson'], {
    input: text,
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 1e9,
  })
  if (status !== 0) throw new Error(`pandoc ends with ${status}`)
  const items: unknown[] = JSON.parse(stdout)
  return { entries: items.length, output: textsOf(items) }
}

/** The forms in which items are handed around that are no good list: read, they are to say what the list says. */
const forms: readonly ((items: readonly unknown[]) => string)[] = [
  (items) => `\ufeff${JSON.stringify(items)}`,
  (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
  (items) => `${items.map((item) => `${JSON.stringify(item)}\n`).join('')}{"id": \n`,
  (items) => JSON.stringify([...items, 'a text']),
]

/** The same items, damaged or one a line. Programs that must be started for each file do not take part. */
export function compareDamagedCsl(files: readonly PeerFile[]): {
  rows: readonly PeerRow[]
  skipped: readonly string[]
} {
  const damaged = files.flatMap(({ name, text }) =>
    forms.map((form) => ({ source: scan(text), file: { name, text: form(JSON.parse(text)) } })),
  )
  const row = (name: string, read: Reader) =>
    rowOf(
      name,
      read,
      damaged.map(({ file }) => file),
      damaged.map(({ source }) => source),
    )
  return { rows: [row('Colophon', ours), row('Citation.js', citationJs())], skipped: [] }
}

export function compareCslPeers(files: readonly PeerFile[]): { rows: readonly PeerRow[]; skipped: readonly string[] } {
  const sources = files.map(({ text }) => scan(text))
  const readers: [string, Reader][] = [
    ['Colophon', ours],
    ['Citation.js', citationJs()],
  ]
  const hasPandoc = isInstalled('pandoc')
  if (hasPandoc) readers.push(['pandoc', pandoc])
  return {
    rows: readers.map(([name, read]) => rowOf(name, read, files, sources)),
    skipped: hasPandoc ? [] : ['pandoc'],
  }
}
