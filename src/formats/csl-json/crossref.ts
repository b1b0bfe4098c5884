/** Crossref’s own shape, which content negotiation calls CSL-JSON: lists of titles, entities in strings, more dates. */
import { parseCslDate } from './dates.ts'
import { type Item, isObject } from './shape.ts'

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const dates = {
  'published-online': 'publishedOnline',
  'published-print': 'publishedPrint',
  accepted: 'accepted',
} as const
const texts = ['title', 'subtitle', 'container-title', 'short-container-title', 'publisher'] as const

type Note = (code: string, pointer: string, message: string, value?: unknown) => void

/** The item as CSL would have it; one that is CSL already comes back as it is. */
export function fromCrossref(source: Item, note: Note): Item {
  const inner = isObject(source.message) && source.type === undefined ? source.message : source
  if (!Array.isArray(inner.title) && !Array.isArray(inner['container-title'])) return inner
  note('crossref-shape', '', 'The item has Crossref’s shape, not that of CSL-JSON.')
  const out: Item = { ...inner }
  const found: Item = {}
  for (const [variable, key] of Object.entries(dates)) {
    const date = parseCslDate(out[variable])
    if (date === undefined) continue
    found[key] = date
    delete out[variable]
  }
  // `published` is the earlier of the two.
  if (found.publishedOnline !== undefined || found.publishedPrint !== undefined) delete out.published
  if (Object.keys(found).length > 0) out.custom = { dates: found }
  for (const name of texts) {
    const [value, ...others] = Array.isArray(out[name]) ? out[name] : [out[name]]
    if (typeof value === 'string') out[name] = others.length > 0 ? [decoded(value), ...others] : decoded(value)
  }
  return out
}

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => characters[name] as string) // the pattern’s own names
