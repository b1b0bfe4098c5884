/**
 * A node of JSON-LD while it is read: its members are taken one by one, so that what nobody takes can be kept as it
 * stood. Contexts are never fetched: a prefix `schema:` or the whole address before a term is left out.
 */

/** A text with the language it is tagged with (JSON-LD 1.1, 4.2.4). */
export interface Tagged {
  readonly text: string
  readonly language?: string
}

export interface Source {
  readonly path: string
  /** Without prefix: `ScholarlyArticle`. */
  readonly types: readonly string[]
  /** `@id`; a blank node has none to the world. */
  readonly id: () => string | undefined
  /** The nodes that say a term of this one (JSON-LD 1.1, 4.8). */
  readonly reverse: () => Source | undefined
  /** Whether it was nothing but the `@id` of a node that is described elsewhere, as which it is read. */
  readonly isReference: boolean
  readonly has: (term: string) => boolean
  /** Whether a term has its values in a list. */
  readonly isList: (term: string) => boolean
  /** The first text of a term, which is not taken. */
  readonly peek: (term: string) => string | undefined
  /** Nodes and texts of a term in their order. */
  readonly items: (term: string) => (Source | Tagged)[]
  /** Texts, numbers and truth values of a term as texts; nodes stay for `nodes`. */
  readonly texts: (...terms: readonly string[]) => Tagged[]
  /** The first text of a term; the others stay. */
  readonly text: (term: string) => string | undefined
  /** The nodes of a term; what each of them leaves is left by this one too. */
  readonly nodes: (...terms: readonly string[]) => Source[]
  /** What has not been taken of this node and of those taken from it. */
  readonly left: () => { path: string; value: unknown }[]
  /** All of it counts as taken. */
  readonly done: () => void
}

type Members = Readonly<Record<string, unknown>>
/** Nodes by their `@id`, which others point to. */
export type Known = ReadonlyMap<string, Members>

export const isNode = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const prefix = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/i
export const termOf = (name: string): string => name.replace(prefix, '')

export const typesOf = (node: Members): string[] => flat(memberOf(node, '@type') ?? memberOf(node, 'type')).map(termOf)

const memberOf = (node: Members, name: string): unknown => (Object.hasOwn(node, name) ? node[name] : undefined)

function flat(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
}

/** Lists, sets and lists of lists as one list. */
function members(value: unknown, depth = 0): unknown[] {
  if (value === undefined || value === null || depth > 4) return []
  if (Array.isArray(value)) return value.flatMap((one) => members(one, depth + 1))
  if (isNode(value)) {
    const inner = memberOf(value, '@list') ?? memberOf(value, '@set')
    if (inner !== undefined) return members(inner, depth + 1)
  }
  return [value]
}

function tagged(value: unknown): Tagged | undefined {
  if (isNode(value) && Object.hasOwn(value, '@value')) {
    const inner = tagged(value['@value'])
    const language = value['@language']
    return inner && typeof language === 'string' ? { ...inner, language } : inner
  }
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value) }
  return typeof value === 'string' && value.trim() !== '' ? { text: value } : undefined
}

/** Terms that say how the document is written, not what is in it. */
const syntax: ReadonlySet<string> = new Set(['@type', '@context'])
const reference: ReadonlySet<string> = new Set([...syntax, '@id'])

interface Entry {
  readonly value: unknown
  readonly path: string
  isTaken: boolean
}

/** The values of each term, one entry a member of its list. */
function entriesOf(node: Members, path: string): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, readonly Entry[]>()
  for (const [name, value] of Object.entries(node)) {
    if (syntax.has(name)) continue
    const term = termOf(name)
    const list = members(value).map((one, at) => ({
      value: one,
      path: Array.isArray(value) ? `${path}/${term}/${at}` : `${path}/${term}`,
      isTaken: false,
    }))
    entries.set(term, [...(entries.get(term) ?? []), ...list])
  }
  return entries
}

/** The text of an entry, which then counts as taken; undefined for a node. */
function textOf(entry: Entry): Tagged | undefined {
  const found = tagged(entry.value)
  if (found !== undefined) entry.isTaken = true
  return found
}

export function sourceOf(said: Members, path: string, known: Known, depth = 0): Source {
  const isReference = Object.keys(said).every((name) => reference.has(name))
  const node = isReference ? resolved(said, known) : said
  const entries = entriesOf(node, path)
  const kids: Source[] = []
  const open = (terms: readonly string[]) =>
    terms.flatMap((term) => entries.get(term) ?? []).filter(({ isTaken }) => !isTaken)
  const texts = (...terms: readonly string[]) => open(terms).flatMap((entry) => textOf(entry) ?? [])
  const text = (term: string) =>
    open([term])
      .filter(({ value }) => tagged(value))
      .slice(0, 1)
      .map(textOf)[0]?.text
  const nodeOf = (entry: Entry): Source[] => {
    if (!isNode(entry.value) || Object.hasOwn(entry.value, '@value') || depth > 20) return []
    entry.isTaken = true
    const kid = sourceOf(entry.value, entry.path, known, depth + 1)
    kids.push(kid)
    return [kid]
  }
  return {
    path,
    types: typesOf(node),
    isReference,
    id: () => [text('@id')].find((id) => id?.startsWith('_:') === false),
    reverse: () => open(['@reverse']).flatMap(nodeOf)[0],
    has: (term) => entries.has(term),
    isList: (term) => [...Object.entries(node)].some(([name, value]) => termOf(name) === term && Array.isArray(value)),
    peek: (term) => open([term]).map(({ value }) => tagged(value)?.text)[0],
    items: (term) => open([term]).flatMap((entry): (Source | Tagged)[] => [textOf(entry) ?? nodeOf(entry)].flat()),
    texts,
    text,
    nodes: (...terms) => open(terms).flatMap(nodeOf),
    left: () => [
      ...[...entries.values()].flat().flatMap((entry) => (entry.isTaken ? [] : leaves(entry.value, entry.path))),
      ...kids.flatMap((kid) => kid.left()),
    ],
    done() {
      for (const list of entries.values()) for (const entry of list) entry.isTaken = true
    },
  }
}

export const isSource = (item: Source | Tagged): item is Source => 'types' in item

/** A node that is nothing but an `@id` stands for the one described elsewhere in the document. */
function resolved(node: Members, known: Known): Members {
  const id = memberOf(node, '@id')
  return (typeof id === 'string' ? known.get(id) : undefined) ?? node
}

/** Every text of a value with its path, for what has no place in the record. */
export function leaves(value: unknown, path: string, depth = 0): { path: string; value: unknown }[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object' || depth > 20) return [{ path, value }]
  return Object.entries(value).flatMap(([name, one]) =>
    name === '@type' || name === '@context' ? [] : leaves(one, `${path}/${name}`, depth + 1),
  )
}
