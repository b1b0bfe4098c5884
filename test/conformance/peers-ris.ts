/**
 * Who reads how much of the RIS of the world: ours and other programs over the same files. Each is given every file by
 * itself; one that throws, hangs or says nothing of a file has crashed on it. A value is kept where its words are in
 * what the program makes of the file. Programs of the system are left out where they are not installed.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { admit } from '../../src/article/admit.ts'
import { ris } from '../../src/formats/ris.ts'
import { type BibValue, finder, plainWords } from './bib-source.ts'
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

/** As it would be kept: what is not admitted has not been read. */
function ours({ text }: PeerFile): Found {
  const read = ris.read(text).flatMap((one) => ('draft' in one ? [[one.place, admit(one.draft).article]] : []))
  return { entries: read.length, output: textsOf(read) }
}

function citationJs(): Reader {
  const require = createRequire(import.meta.url)
  const { plugins } = require('@citation-js/core') as CitationJs // it has no types
  require('@citation-js/plugin-ris')
  return ({ text }) => {
    const items = plugins.input.chain(text, { generateGraph: false, forceType: '@ris/file' })
    return { entries: items.length, output: textsOf(items) }
  }
}

/** A run of more than ten seconds has crashed. */
function bibutils({ text }: PeerFile): Found {
  const { status, stdout } = spawnSync('ris2xml', ['-i', 'unicode', '-u'], {
    input: text,
    encoding: 'utf8',
    timeout: 10_000,
    maxBuffer: 1e9,
  })
  if (status !== 0) throw new Error(`ris2xml ends with ${status}`)
  return { entries: stdout.split(/<mods[ >]/).length - 1, output: textsOf(stdout) }
}

interface RisSource {
  readonly entries: number
  readonly values: readonly BibValue[]
}

/** Tags whose value a program says in words of its own: the type, the language, and whether a reprint is on file. */
const inOtherWords = new Set(['TY', 'ER', 'LA', 'RP'])
const line = /^\s{0,4}([A-Z][A-Z0-9]) {0,2}- ?(.*)$/s

/** What a file says, by a scanner that is no program’s: the records and every value with letters or digits. */
function scanRis(text: string): RisSource {
  const values: { field: string; text: string }[] = []
  let entries = 0
  let isOpen = false
  for (const one of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const [, tag, value = ''] = line.exec(one) ?? []
    const last = values.at(-1)
    if (tag === undefined) {
      if (isOpen && last !== undefined) last.text += ` ${one}`
      continue
    }
    if (!isOpen || tag === 'TY') entries++
    isOpen = tag !== 'ER'
    values.push({ field: tag, text: value })
  }
  const said = values
    .filter(({ field }) => !inOtherWords.has(field))
    .map((one) => ({ field: one.field, words: plainWords(bareDoi(one.text)) }))
  return { entries, values: said.filter(({ words }) => words.length > 0) }
}

/** A DOI is the same with and without the resolver before it. */
const bareDoi = (text: string): string =>
  /^\s*(?:doi|https?:\/\/(?:dx\.)?doi\.org)[:/ ]*(10\.\S+)\s*$/i.exec(text)?.[1] ?? text

/** The table, ours first; `skipped` names what is not installed. */
export function compareRisPeers(files: readonly PeerFile[]): {
  rows: readonly PeerRow[]
  skipped: readonly string[]
} {
  const readers: [string, Reader][] = [
    ['Colophon', ours],
    ['Citation.js', citationJs()],
  ]
  const hasBibutils = isInstalled('ris2xml')
  if (hasBibutils) readers.push(['bibutils (ris2xml)', bibutils])
  const sources = files.map(({ text }) => scanRis(text))
  return {
    rows: readers.map(([name, read]) => rowOf(name, read, files, sources)),
    skipped: hasBibutils ? [] : ['bibutils'],
  }
}

/** Values that are not kept by ours, for whoever wants to know why. */
export function missingOfOurs(file: PeerFile): readonly BibValue[] {
  const has = finder(ours(file).output)
  return scanRis(file.text).values.filter((value) => !has(value))
}
