/** Places of work, which the registry repeats at every person: one list, each place once, in the order of the byline. */
import type { Affiliation, Draft } from '../../../../schemas/article.ts'
import type { Finding } from '../../../../schemas/problem.ts'
import { parseGrid, parseIsni, parseRor } from '../../../article/identifiers.ts'

/** A place of work as the registry says it. */
export interface SaidPlace {
  readonly name?: string | undefined
  readonly departments?: readonly string[]
  readonly places?: readonly string[]
  readonly ids?: readonly { readonly type: string; readonly id: string }[]
}

type Unmapped = { path: string; value: unknown }[]
type Parts = Omit<Affiliation, 'id'>

export class Places {
  readonly #draft: Draft
  readonly #unmapped: Unmapped
  readonly #notes: Finding[]
  readonly #ids = new Map<string, string>()
  /** The last list of places and what became of it: neighbours in a byline often share one. */
  last?: { readonly said: unknown; readonly ids: readonly string[] }

  constructor(draft: Draft, unmapped: Unmapped, notes: Finding[]) {
    this.#draft = draft
    this.#unmapped = unmapped
    this.#notes = notes
  }

  /** The id of the place; undefined for one that says nothing. */
  add(said: SaidPlace): string | undefined {
    const saying = keyOf(said)
    const known = this.#ids.get(saying)
    if (known !== undefined) return known === '' ? undefined : known
    const parts = readPlace(said, (type, value) => {
      this.#unmapped.push({ path: `affiliation/${type}`, value })
      const message = `“${value}” is no ${type.toUpperCase()} that could be verified; it is kept in “unmapped”.`
      this.#notes.push({ severity: 'note', code: 'affiliation-id', pointer: '/affiliations', message, value })
    })
    const key = partsKey(parts)
    const same = key === nothing ? '' : this.#ids.get(key)
    if (same !== undefined) {
      this.#ids.set(saying, same)
      return same || undefined
    }
    const list = this.#draft.affiliations ?? []
    this.#draft.affiliations = list
    const id = `aff${list.length + 1}`
    list.push({ id, ...parts })
    this.#ids.set(key, id)
    this.#ids.set(saying, id)
    return id
  }
}

/** A place as one text, by which it is known when it is said again. Most have a name alone. */
const keyOf = ({ name = '', departments = [], places = [], ids = [] }: SaidPlace): string =>
  departments.length + places.length + ids.length === 0
    ? name
    : `${name}\n${departments.join('\t')}\n${places.join('\t')}\n${ids.map(({ type, id }) => `${type} ${id}`).join('\t')}`

/** What the record says of a place, as one text; no place is said in one that begins so. */
const partsKey = ({ name, department, literal, ror, isni, grid }: Parts): string =>
  `\n\n${name ?? ''}\n${department ?? ''}\n${literal ?? ''}\n${ror ?? ''}${isni ?? ''}${grid ?? ''}`
const nothing = partsKey({})

const parsers = [
  ['ror', /ror/i, parseRor],
  ['isni', /isni/i, parseIsni],
  ['grid', /grid/i, parseGrid],
] as const

/**
 * The registry has no parts of an address: with a place the whole is a line, and so is a name with commas that stands
 * alone (“Department of Physics, University of Oxford, Oxford OX1 3PU”).
 */
export function readPlace(
  { name, departments = [], places = [], ids = [] }: SaidPlace,
  odd?: (type: string, value: string) => void,
): Parts {
  const out: { -readonly [K in keyof Parts]: Parts[K] } = {}
  const [department, line] = [departments.join(', '), places.join(', ')]
  const isAlone = department === '' && line === '' && ids.length === 0
  if (name !== undefined && isAlone && /[,;]/.test(name)) return { literal: name }
  if (name !== undefined) out.name = name
  if (department !== '') out.department = department
  for (const { type, id } of ids) {
    const row = parsers.find(([, pattern]) => pattern.test(type || id))
    const parsed = row?.[2](id)
    if (row !== undefined && parsed !== undefined && 'value' in parsed && out[row[0]] === undefined)
      out[row[0]] = parsed.value
    else odd?.(row?.[0] ?? (type || 'id'), id)
  }
  if (line !== '') out.literal = [departments.join(', '), name ?? '', line].filter((part) => part !== '').join(', ')
  return out
}
