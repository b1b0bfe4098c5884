/** The files that pages load, each under a name with a digest of its content: what has that name never changes. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

export interface Asset {
  /** Its address, digest and all. */
  readonly path: string
  readonly type: string
  readonly content: string
}

/** Parts are put together into one file: a page is its document, a stylesheet and a script, three requests in all. */
interface Row {
  readonly type: string
  readonly parts: readonly string[]
}

const style = (...parts: string[]): Row => ({ type: 'text/css; charset=utf-8', parts })
/** Files of `browser/`, each in a scope of its own; `theme` first, since it must run before anything is painted. */
const script = (...parts: string[]): Row => ({ type: 'text/javascript; charset=utf-8', parts })

/** By the names that pages know them by. A script stands for a kind of page. */
const rows = {
  'colophon.css': style('styles/base.css', 'styles/article.css', 'styles/lists.css', 'styles/convert.css'),
  'colophon.js': script('theme', 'copy', 'choose-style', 'cite', 'select'),
  'convert.js': script('theme', 'convert'),
} as const satisfies Readonly<Record<string, Row>>

export type AssetName = keyof typeof rows
export type ScriptName = Extract<AssetName, `${string}.js`>

const names = Object.keys(rows) as AssetName[] // the literal’s own keys

export const assets = Object.fromEntries(names.map((name) => [name, assetOf(name, rows[name])])) as Readonly<
  Record<AssetName, Asset> // one for each of its keys
>

function assetOf(name: string, { type, parts }: Row): Asset {
  const content = parts.map((part) => (part.endsWith('.css') ? textOf(part) : scopeOf(part))).join('')
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 10)
  const dot = name.lastIndexOf('.')
  return { path: `/assets/${name.slice(0, dot)}.${digest}${name.slice(dot)}`, type, content }
}

function textOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

/** Where the service was built there is JavaScript, elsewhere its source, whose types are taken off. */
function scopeOf(part: string): string {
  const source = `browser/${part}.ts`
  const isSource = existsSync(new URL(source, import.meta.url))
  const code = isSource ? stripTypeScriptTypes(textOf(source)) : textOf(`browser/${part}.js`)
  return `{\n${withoutRemarks(code)}}\n`
}

/** Remarks on lines of their own, which nobody who loads the file needs; an `export {}` made the source a module. */
function withoutRemarks(code: string): string {
  return code
    .replace(/^ *\/\*\*[\s\S]*?\*\/ *\n/gm, '')
    .replace(/^ *(?:\/\/.*|export \{\};?)? *\n/gm, '')
    .replace(/[ \t]+$/gm, '')
}
