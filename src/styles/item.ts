/** An item of CSL-JSON that someone sent, reduced to what the engine can be given: other shapes make it fail. */
import type { CslItem } from './csl.ts'

const names: ReadonlySet<string> = new Set([
  'author',
  'chair',
  'collection-editor',
  'compiler',
  'composer',
  'container-author',
  'contributor',
  'curator',
  'director',
  'editor',
  'editor-translator',
  'editorial-director',
  'executive-producer',
  'guest',
  'host',
  'illustrator',
  'interviewer',
  'narrator',
  'organizer',
  'original-author',
  'performer',
  'producer',
  'recipient',
  'reviewed-author',
  'script-writer',
  'series-creator',
  'translator',
])
const dates: ReadonlySet<string> = new Set([
  'accessed',
  'available-date',
  'event-date',
  'issued',
  'original-date',
  'submitted',
])
const nameParts = ['family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal'] as const
const flags = ['comma-suffix', 'static-ordering', 'parse-names'] as const
/** Members that the engine takes for its own. */
const engines: ReadonlySet<string> = new Set(['multi', 'system_id', 'legislation_id', 'container_id', 'custom', 'note'])

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined for what is no item. Lists of texts, as Crossref has them, are their first text. */
export function readItem(value: unknown): CslItem | undefined {
  if (!isObject(value)) return undefined
  const item: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    if (!/^[A-Za-z][A-Za-z-]{0,60}$/.test(name) || engines.has(name)) continue
    const read = names.has(name) ? readNames(member) : dates.has(name) ? readDate(member) : readText(member)
    if (read !== undefined) item[name] = read
  }
  if (Object.keys(item).length === 0) return undefined
  // Crossref’s word for the type that nearly every item has.
  const type = item.type === 'journal-article' ? 'article-journal' : String(item.type ?? 'document')
  return { ...item, type }
}

function readText(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' || (typeof one === 'number' && Number.isFinite(one)) ? String(one) : undefined
}

function readNames(value: unknown): readonly Members[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).map(readName).filter((name) => name !== undefined)
  return list.length > 0 ? list : undefined
}

function readName(value: unknown): Members | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : { literal: value }
  if (!isObject(value)) return undefined
  const name: Record<string, unknown> = {}
  for (const part of nameParts) if (typeof value[part] === 'string' && value[part] !== '') name[part] = value[part]
  for (const flag of flags) if (typeof value[flag] === 'boolean') name[flag] = value[flag]
  if (Object.keys(name).length === 0 && typeof value.name === 'string') name.literal = value.name
  return Object.keys(name).length > 0 ? name : undefined
}

const isNumeric = (part: unknown): boolean => /^-?\d{1,6}$/.test(String(part))

function readDate(value: unknown): Members | undefined {
  if (typeof value === 'string') return { raw: value }
  if (!isObject(value)) return undefined
  const parts = (Array.isArray(value['date-parts']) ? value['date-parts'] : [])
    .slice(0, 2)
    .map((part) => (Array.isArray(part) ? part : []).slice(0, 3).filter(isNumeric).map(Number))
    .filter((part) => part.length > 0)
  const date: Record<string, unknown> = parts.length > 0 ? { 'date-parts': parts } : {}
  for (const member of ['season', 'circa', 'literal', 'raw']) {
    const said = value[member]
    if (typeof said === 'string' || typeof said === 'number' || typeof said === 'boolean') date[member] = said
  }
  return Object.keys(date).length > 0 ? date : undefined
}
