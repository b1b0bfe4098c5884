/** Records copied. `structuredClone` also copies what no record can hold, and takes ten times as long. */

/** A copy of what JSON can hold: objects, lists, texts, numbers, flags and null. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf) as T // a list of the same shapes
  const out: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) out[key] = copyOf(member)
  return out as T // the same members
}
