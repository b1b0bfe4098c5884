/**
 * Who reads how much of the BibTeX of the world: ours and other programs over the same files. Each is given every file by
 * itself; one that throws, hangs or says nothing of a file has crashed on it. A value is kept where its words are in what
 * the program makes of the file. Programs of the system are left out where they are not installed.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'
import { bibtex } from '../../src/formats/bibtex.ts'
import { type BibSource, type BibValue, finder, scanBib } from './bib-source.ts'

/** One file, its text already decoded. */
export interface BibFile {
  readonly name: string
  readonly text: string
}

export interface PeerRow {
  readonly program: string
  readonly files: number
  readonly crashed: number
  /** Entries read, of those that there are. */
  readonly entries: number
  readonly allEntries: number
  /** Values found in the output, of those that there are. */
  readonly kept: number
  readonly allValues: number
}

interface Found {
  readonly entries: number
  readonly output: string
}
type Reader = (file: BibFile) => Found

interface CitationJs {
  readonly plugins: { readonly input: { readonly chain: (text: string, options: object) => readonly unknown[] } }
}

const textsOf = (value: unknown): string => {
  const texts: string[] = []
  const walk = (one: unknown) => {
    if (typeof one === 'object' && one !== null) for (const member of Object.values(one)) walk(member)
    else if (one !== undefined) texts.push(String(one).replace(/<\/?[a-z][^<>]{0,200}>/gi, ''))
  }
  walk(value)
  return texts.join('\n').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
}

function ours({ text }: BibFile): Found {
  const readings = bibtex.read(text)
  return { entries: readings.filter((one) => 'draft' in one).length, output: textsOf(readings) }
}

function citationJs(): Reader {
  const require = createRequire(import.meta.url)
  const { plugins } = require('@citation-js/core') as CitationJs // it has no types
  require('@citation-js/plugin-bibtex')
  return ({ text }) => {
    const items = plugins.input.chain(text, { generateGraph: false, forceType: '@bibtex/text' })
    return { entries: items.length, output: textsOf(items) }
  }
}

function retorquere({ text }: BibFile): Found {
  const { entries } = parse(text, { sentenceCase: false })
  return { entries: entries.length, output: textsOf(entries) }
}

/** A program that takes a file from its input; a run of more than ten seconds has crashed. */
const program =
  (name: string, argumentsFor: (file: BibFile) => readonly string[], entries: (output: string) => number): Reader =>
  (file) => {
    const { status, stdout } = spawnSync(name, argumentsFor(file), {
      input: file.text,
      encoding: 'utf8',
      timeout: 10_000,
      maxBuffer: 1e9,
    })
    if (status !== 0) throw new Error(`${name} ends with ${status}`)
    return { entries: entries(stdout), output: name === 'pandoc' ? textsOf(JSON.parse(stdout)) : textsOf(stdout) }
  }

const isInstalled = (name: string): boolean => spawnSync(name, ['--version']).error === undefined
const dialectOf = ({ name, text }: BibFile) =>
  /\.biblatex$/.test(name) || /\bjournaltitle\s*=/i.test(text) ? 'biblatex' : 'bibtex'

/** The table, ours first; `skipped` names what is not installed. */
export function comparePeers(files: readonly BibFile[]): { rows: readonly PeerRow[]; skipped: readonly string[] } {
  const readers: [string, Reader][] = [
    ['Colophon', ours],
    ['Citation.js', citationJs()],
    ['@retorquere/bibtex-parser', retorquere],
  ]
  const skipped: string[] = []
  if (isInstalled('pandoc')) {
    const count = (output: string) => (JSON.parse(output) as unknown[]).length // a list of items
    readers.push(['pandoc', program('pandoc', (file) => ['-f', dialectOf(file), '-t', 'csljson'], count)])
  } else skipped.push('pandoc')
  if (isInstalled('bib2xml')) {
    const count = (output: string) => output.split('<mods ').length + output.split('<mods>').length - 2
    readers.push(['bibutils (bib2xml)', program('bib2xml', () => [], count)])
  } else skipped.push('bibutils')
  const sources = files.map(({ text }) => scanBib(text))
  return { rows: readers.map(([name, read]) => rowOf(name, read, files, sources)), skipped }
}

/** Values that a program does not keep, for whoever wants to know why. */
export function missing(read: Reader, file: BibFile): readonly BibValue[] {
  const has = finder(read(file).output)
  return scanBib(file.text).values.filter((value) => !has(value))
}
export const ourReader: Reader = ours

function rowOf(name: string, read: Reader, files: readonly BibFile[], sources: readonly BibSource[]): PeerRow {
  let [crashed, entries, allEntries, kept, allValues] = [0, 0, 0, 0, 0]
  for (const [at, file] of files.entries()) {
    const source = sources[at] ?? { entries: 0, values: [] }
    allEntries += source.entries
    allValues += source.values.length
    try {
      const found = quietly(() => read(file))
      entries += Math.min(found.entries, source.entries)
      kept += source.values.filter(finder(found.output)).length
    } catch {
      // A file without an entry may be refused.
      if (source.entries > 0) crashed++
    }
  }
  return { program: name, files: files.length, crashed, entries, allEntries, kept, allValues }
}

/** Citation.js tells of every entry that it does not know. */
function quietly<T>(run: () => T): T {
  const { warn, error, log } = console
  Object.assign(console, { warn() {}, error() {}, log() {} })
  try {
    return run()
  } finally {
    Object.assign(console, { warn, error, log })
  }
}
