/** The files that readers are judged by: ours and every larger collection at hand, with the inputs of test cases of others. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** Files that hold no records: schemas, styles, answers of other programs, documentation, lists of files. */
const passedOver =
  /README|SOURCES|LICEN[CS]E|expected|stats\.json|\.gold\.json|\.(?:csl|md|tsv|py|js|rnc|sch|yml|yaml|png|pdf|xz|edn|ts)$/i

/** Everything under several folders. */
export function* sourcesIn(folders: readonly string[]): Generator<SourceFile> {
  for (const folder of folders) yield* sourcesUnder(folder)
}

/** Everything under a folder that may hold records, one at a time. */
export function* sourcesUnder(folder: string): Generator<SourceFile> {
  for (const path of filesUnder(folder)) {
    if (passedOver.test(path)) continue
    const bytes = readFileSync(path)
    const text = (extname(path) === '.gz' ? gunzipSync(bytes) : bytes).toString('utf8')
    const name = path.slice(folder.length + 1)
    const cases = casesOf(name, text)
    if (cases) yield* cases
    else yield { name, text }
  }
}

export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

interface Case {
  readonly type: string
  readonly input?: unknown
}

/** A file of test cases of Zotero’s translators holds its inputs as texts. */
function casesOf(name: string, text: string): SourceFile[] | undefined {
  if (!text.startsWith('{') || !text.slice(0, 400).includes('"translatorID"')) return undefined
  const { testCases = [] }: { testCases?: readonly Case[] } = JSON.parse(text)
  return testCases.flatMap(({ type, input }, at) =>
    type === 'import' && typeof input === 'string' ? [{ name: `${name}, case ${at + 1}`, text: input }] : [],
  )
}
