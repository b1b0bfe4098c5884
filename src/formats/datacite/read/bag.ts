/** A JSON object being read: what is taken is gone, and what nobody takes is kept as it stood. */

export type Bag = Record<string, unknown>

export const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member, which counts as read. */
export function take(bag: Bag, key: string): unknown {
  if (!Object.hasOwn(bag, key)) return undefined
  const value = bag[key]
  delete bag[key]
  return value
}

/**
 * A text or number as text without blanks at its ends; undefined where it is blank. Anything else stays in the bag, as do
 * all but the first of several.
 */
export function takeText(bag: Bag, key: string): string | undefined {
  const value = Object.hasOwn(bag, key) ? bag[key] : undefined
  if (Array.isArray(value)) {
    const first = value.findIndex((one) => typeof one === 'string' && one.trim() !== '')
    return first === -1 ? undefined : String(value.splice(first, 1)[0]).trim()
  }
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined
  if (text === undefined) return undefined
  delete bag[key]
  return text || undefined
}

/**
 * The members of a list as bags, which stay in it until all of them has been taken. A bare text is a bag with that text
 * under `textKey`: `"affiliation": ["CERN"]`. A single member may stand without its list.
 */
export function bagsOf(bag: Bag, key: string, textKey: string): Bag[] {
  const value = Object.hasOwn(bag, key) ? bag[key] : undefined
  if (value === undefined || value === null) return []
  const list = (Array.isArray(value) ? value : [value]).map((member) =>
    typeof member === 'string' || typeof member === 'number' ? { [textKey]: member } : member,
  )
  bag[key] = list
  return list.filter(isBag)
}

/** An object under a key, or an empty one. */
export function bagOf(bag: Bag, key: string): Bag {
  const value = Object.hasOwn(bag, key) ? bag[key] : undefined
  return isBag(value) ? value : {}
}

/** Everything that has not been taken, one entry for each text, number or flag. */
export function restOf(value: unknown, path: string, depth = 0): { path: string; value: unknown }[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') return typeof value === 'string' && value.trim() === '' ? [] : [{ path, value }]
  if (depth > 32) return [{ path, value: JSON.stringify(value).slice(0, 10_000) }]
  return Object.entries(value).flatMap(([key, member]) =>
    restOf(member, path === '' ? key : `${path}/${key}`, depth + 1),
  )
}
