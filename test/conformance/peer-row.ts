/** How a program that reads bibliographies is measured against a scanner of its sources; one row a program. */
import { spawnSync } from 'node:child_process'
import { type BibSource, finder } from './bib-source.ts'

/** One file, its text already decoded. */
export interface PeerFile {
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

export interface Found {
  readonly entries: number
  readonly output: string
}
export type Reader = (file: PeerFile) => Found

/** The part of Citation.js that is used here; it has no types. */
export interface CitationJs {
  readonly plugins: { readonly input: { readonly chain: (text: string, options: object) => readonly unknown[] } }
}

/** Every text of a value, mark-up left out. */
export const textsOf = (value: unknown): string => {
  const texts: string[] = []
  const walk = (one: unknown) => {
    if (typeof one === 'object' && one !== null) for (const member of Object.values(one)) walk(member)
    else if (one !== undefined) texts.push(String(one).replace(/<\/?[a-z][^<>]{0,200}>/gi, ''))
  }
  walk(value)
  return texts.join('\n').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
}

export const isInstalled = (name: string): boolean => spawnSync(name, ['--version']).error === undefined

export function rowOf(name: string, read: Reader, files: readonly PeerFile[], sources: readonly BibSource[]): PeerRow {
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

/** Citation.js tells of every entry or tag that it does not know. */
function quietly<T>(run: () => T): T {
  const { warn, error, log } = console
  Object.assign(console, { warn() {}, error() {}, log() {} })
  try {
    return run()
  } finally {
    Object.assign(console, { warn, error, log })
  }
}
