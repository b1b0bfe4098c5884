/** Bibliographies and citations of what the store holds and of what is sent, each item with what became of it. */
import type { CiteShape, ItemStatus } from '../../schemas/citations.ts'
import type { DatePolicy } from '../article/citation-date.ts'
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Cite } from '../styles/csl.ts'
import type { References, Work } from '../styles/references.ts'
import type { Manner } from '../styles/renderer.ts'
import type { Library } from './library.ts'

export interface Citing {
  /** DOIs and items of CSL-JSON; without them, what the citations name. */
  readonly items?: readonly (string | object)[]
  readonly citations?: readonly (readonly CiteShape[])[]
  readonly manner: Manner
  readonly date?: DatePolicy
}

export interface Cited {
  readonly references: readonly { readonly id: string; readonly text: string }[]
  readonly citations: readonly string[]
  readonly items: readonly ItemStatus[]
}

export interface CitingParts {
  readonly library: Pick<Library, 'find'>
  readonly references: References
  /** An item of CSL-JSON as the engine can be given it; undefined for what is none. */
  readonly readItem: (value: unknown) => Readonly<Record<string, unknown>> | undefined
}

type Fate = Omit<ItemStatus, 'id'>
interface Found {
  readonly id: string
  readonly fate: Fate
  readonly work?: Work
}

/** How many are read from the store at a time. */
const atOnce = 50

/** Throws `Refusal('invalid-request')` for a citation of what is not among the items. */
export async function cite({ items, citations = [], manner, date }: Citing, parts: CitingParts): Promise<Cited> {
  const wanted = items ?? [...new Set(citations.flat().map(({ id }) => id))]
  const found = await findAll(wanted, parts, date)
  const works: Work[] = []
  const ids: string[] = []
  const places = new Map<string, number | undefined>()
  for (const { id, work } of found) {
    const key = keyOf(id)
    if (places.get(key) !== undefined) continue
    places.set(key, work && works.length)
    if (!work) continue
    works.push(work)
    ids.push(id)
  }
  const clusters = citations.map((cites, at) => placed(cites, at, places))
  if (works.length === 0) {
    return { references: [], citations: clusters.map(() => ''), items: found.map(statusOf) }
  }
  const rendered = await parts.references.bibliography(works, clusters.filter(isFull), manner)
  const texts = rendered.citations.values()
  const printed = new Set(rendered.references.filter(({ text }) => text !== '').map(({ at }) => keyOf(ids[at] ?? '')))
  return {
    references: rendered.references
      .filter(({ text }) => text !== '')
      .map(({ at, text }) => ({ id: ids[at] ?? '', text })),
    citations: clusters.map((cluster) => (isFull(cluster) ? (texts.next().value ?? '') : '')),
    items: found.map((each) => statusOf(each.work && !printed.has(keyOf(each.id)) ? notPrinted(each) : each)),
  }
}

const isFull = (cluster: readonly Cite[]): boolean => cluster.length > 0
const statusOf = ({ id, fate }: Found): ItemStatus => ({ id, ...fate })
const notPrinted = (found: Found): Found => ({
  ...found,
  fate: { ...found.fate, status: 'not-printed', detail: 'The style prints nothing of an item of this kind.' },
})

/** A DOI is the same in any spelling; other ids are themselves. */
const keyOf = (id: string): string => parseDoi(id)?.toLowerCase() ?? `id ${id}`

/** The cites with the numbers of their works; those of what could not be found are left out. */
function placed(cites: readonly CiteShape[], at: number, places: ReadonlyMap<string, number | undefined>): Cite[] {
  return cites.flatMap((cite) => {
    const key = keyOf(cite.id)
    if (!places.has(key)) {
      throw new Refusal('invalid-request', `/citations/${at}: “${cite.id.slice(0, 200)}” is not among the items.`)
    }
    const place = places.get(key)
    return place === undefined ? [] : [{ ...cite, id: String(place) }]
  })
}

async function findAll(
  items: readonly (string | object)[],
  parts: CitingParts,
  date: DatePolicy | undefined,
): Promise<Found[]> {
  const found: Found[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    const some = items.slice(from, from + atOnce)
    found.push(...(await Promise.all(some.map((item, i) => findOne(item, from + i, parts, date)))))
  }
  return found
}

async function findOne(
  item: string | object,
  at: number,
  { library, readItem }: CitingParts,
  date: DatePolicy | undefined,
): Promise<Found> {
  if (typeof item !== 'string') {
    const read = readItem(item)
    if (!read) return { id: String(at), fate: { status: 'invalid', detail: 'This is no item of CSL-JSON.' } }
    return { id: String(read.id ?? read.DOI ?? at), fate: { status: 'cited' }, work: { item: read } }
  }
  const doi = parseDoi(item)
  if (doi === undefined) return { id: item.slice(0, 300), fate: { status: 'invalid', detail: 'This is not a DOI.' } }
  const record = await library.find(doi)
  if (!record) return { id: doi, fate: { status: 'not-found', detail: `No article has the DOI ${doi}.` } }
  const { version, withdrawn, citationKey } = record
  if (withdrawn) return { id: record.doi, fate: { status: 'withdrawn', version, detail: withdrawn.reason } }
  const options = { ...(date !== undefined && { date }), ...(citationKey !== undefined && { key: citationKey }) }
  return { id: record.doi, fate: { status: 'cited', version }, work: { article: record.json, options } }
}
