/** The readers of BibTeX and RIS beside other programs, as text for docs/conformance.md. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { PeerFile, PeerRow } from './peer-row.ts'
import { comparePeers } from './peers-bibtex.ts'
import { compareCslPeers, compareDamagedCsl, itemsOf } from './peers-csl.ts'
import { compareRisPeers } from './peers-ris.ts'
import { filesUnder, type SourceFile, sourcesIn } from './sources.ts'
import { table } from './table.ts'

/** Bounded, so that one huge collection does not outweigh all others. */
const longest = 5_000_000

const named = (folders: readonly string[], pattern: RegExp): SourceFile[] =>
  [...sourcesIn(folders)].filter(({ name, text }) => pattern.test(basename(name)) && text.length < longest)

/** Files of items, and the fixtures of CSL’s test-suite, which are texts with items in them. */
const itemFiles = (folders: readonly string[]): PeerFile[] =>
  folders.flatMap(filesUnder).flatMap((name) => {
    const text = /\/csl(?:-json)?\/.*\.(?:json|txt)$/.test(name) ? itemsOf(readFileSync(name, 'utf8')) : undefined
    return text === undefined ? [] : [{ name, text }]
  })

export function comparison(folders: readonly string[]): string {
  const bib = comparePeers(named(folders, /\.(?:bib|bibtex|biblatex)$/))
  const items = itemFiles(folders)
  const csl = compareCslPeers(items)
  const damaged = compareDamagedCsl(items)
  const ris = compareRisPeers(named(folders, /\.ris$/))
  return `## Beside other programs

Each program is given each file by itself; one that throws or hangs has crashed on it. A value is kept where its words are in
what the program makes of the file. Entries and values are counted by a scanner that is none of the programs.

### BibTeX and BibLaTeX

${peerTable(bib)}

### RIS

${peerTable(ris)}

### CSL-JSON, sound files

Citation.js hands an item on as \`JSON.parse\` made it, so that nothing of a sound file can be lost by it: here Colophon and
Citation.js are equal, both keep everything.

${peerTable(csl)}

### CSL-JSON, damaged files and other forms

The same items, each file in four forms: with a byte-order mark, one item a line, so with a line that breaks off, and in a
list with a member that is no item.

${peerTable(damaged)}
`
}

const peerTable = ({
  rows,
  skipped,
}: {
  readonly rows: readonly PeerRow[]
  readonly skipped: readonly string[]
}): string =>
  `${table(
    ['Program', 'Files', 'Crashed', 'Entries', 'Values kept'],
    rows.map(({ program, files, crashed, entries, allEntries, kept, allValues }) => [
      program,
      files,
      crashed,
      `${entries} of ${allEntries}`,
      `${kept} of ${allValues}`,
    ]),
  )}${skipped.length > 0 ? `\n\nSkipped, since not installed: ${skipped.join(', ')}.` : ''}`
