/** What the readers of pages share. One document being read: the draft so far, the notes, and identifiers as the record can have them. */
import type { Article, ArticleDate, Draft } from '../../../schemas/article.ts'
import type { Finding } from '../../../schemas/problem.ts'
import { parseDate } from '../../article/date.ts'
import { parseDoi } from '../../article/doi.ts'
import { type KindName, kinds } from '../../article/identifiers.ts'
import { looseRich } from '../../text/loose-markup.ts'
import { plainText } from '../../text/rich.ts'
import type { AtOnce } from '../at-once/values.ts'

/** A coarsening by reading back (as-read.ts), as a row of a table. */
export interface AsReadRow {
  readonly fields: readonly [keyof Article, ...(keyof Article)[]]
  readonly beside?: readonly (keyof Article)[]
  readonly how: string
  readonly atOnce?: AtOnce
}

export interface Context {
  readonly draft: Draft
  readonly notes: Finding[]
  readonly unmapped: { path: string; value: unknown }[]
}

export function note(context: Context, code: string, pointer: string, message: string, value?: unknown): void {
  context.notes.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
}

export const keep = (context: Context, path: string, value: unknown): void => {
  context.unmapped.push({ path, value })
}

/** An identifier as the record has it; a wrong one is kept apart with a note. */
export function checked(context: Context, kind: KindName, text: string | undefined, path: string): string | undefined {
  if (text === undefined) return undefined
  const parsed = kinds[kind].parse(text)
  if ('value' in parsed) return parsed.value
  keep(context, path, text)
  note(context, parsed.code, '', `“${text.slice(0, 200)}” at ${path}: ${parsed.message} It is kept apart.`, text)
  return undefined
}

/** One line of text whose entities are characters. */
export function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.includes('&') ? plainText(looseRich(line)) : line
}

/** A date as printed; of a time its day. A year is four digits, whatever they are. */
export function dateOf(text: string | undefined): ArticleDate | undefined {
  const trimmed = text?.trim()
  if (trimmed === undefined || trimmed === '' || /^0{4}/.test(trimmed)) return undefined
  const day = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d/.exec(trimmed)?.[1]
  return /^\d{4}$/.test(trimmed) ? trimmed : parseDate(day ?? trimmed)
}

/** The DOI that an address of the resolver says, or `doi:…`. */
export const doiIn = (text: string | undefined): string | undefined =>
  text !== undefined && /doi|^10\./i.test(text) ? parseDoi(text) : undefined

/** An object without its undefined members and empty lists. */
export function defined<T extends object>(object: T): T {
  const said = Object.entries(object).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(said) as T // undefined members were optional
}

/** The same, or nothing where nothing is left. */
export function someOf<T extends object>(object: T): T | undefined {
  const out = defined(object)
  return Object.keys(out).length > 0 ? out : undefined
}
