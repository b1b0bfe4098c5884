/**
 * Who reads how much of the BibTeX of the world: ours and other programs over the same files. Each is given every file by
 * itself; one that throws, hangs or says nothing of a file has crashed on it. A value is kept where its words are in what
 * the program makes of the file. Programs of the system are left out where they are not installed.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'
import { bibtex } from '../../src/formats/bibtex.ts'
import { type BibValue, finder, scanBib } from './bib-source.ts'
import {
  type CitationJs,
  type Found,
  isInstalled,
  type PeerFile,
  type PeerRow,
  type Reader,
  rowOf,
  textsOf,
} from './peer-row.ts'

function ours({ text }: PeerFile): Found {
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

function retorquere({ text }: PeerFile): Found {
  const { entries } = parse(text, { sentenceCase: false })
  return { entries: entries.length, output: textsOf(entries) }
}

/** A program that takes a file from its input; a run of more than ten seconds has crashed. */
const program =
  (name: string, argumentsFor: (file: PeerFile) => readonly string[], entries: (output: string) => number): Reader =>
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

const dialectOf = ({ name, text }: PeerFile) =>
  /\.biblatex$/.test(name) || /\bjournaltitle\s*=/i.test(text) ? 'biblatex' : 'bibtex'

/** The table, ours first; `skipped` names what is not installed. */
export function comparePeers(files: readonly PeerFile[]): { rows: readonly PeerRow[]; skipped: readonly string[] } {
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
export function missing(read: Reader, file: PeerFile): readonly BibValue[] {
  const has = finder(read(file).output)
  return scanBib(file.text).values.filter((value) => !has(value))
}
export const ourReader: Reader = ours
