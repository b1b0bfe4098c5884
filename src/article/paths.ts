// Paths into a record: property names joined by slashes, a star for every member of a list, as in contributors/*/orcid

/** A place in a record: its holder, the key in it, the value there, and how to say where it is. */
export interface Place {
  readonly holder: Record<string, unknown>
  readonly key: string
  readonly value: unknown
  /** JSON Pointer (RFC 6901). */
  readonly pointer: () => string
}

/** Calls `at` for every existing value under the path. `at` may change or delete `holder[key]`. */
export function visit(record: unknown, path: readonly string[], at: (place: Place) => void): void {
  step(record, path, 0, [], at)
}

/** Whether there is anything under the path. */
export function hasAny(record: unknown, path: readonly string[], depth = 0): boolean {
  const head = path[depth]
  if (head === undefined) return true
  if (typeof record !== 'object' || record === null) return false
  if (head === '*')
    return Array.isArray(record) && record.some((one) => one !== undefined && hasAny(one, path, depth + 1))
  const value = (record as Record<string, unknown>)[head] // no path names what objects inherit
  return value !== undefined && hasAny(value, path, depth + 1)
}

/** Runs dozens of times for every record, so it makes nothing that is not asked for. */
function step(
  record: unknown,
  path: readonly string[],
  depth: number,
  keys: string[],
  at: (place: Place) => void,
): void {
  const head = path[depth]
  if (typeof record !== 'object' || record === null || head === undefined) return
  const holder = record as Record<string, unknown> // arrays are indexed by their keys as objects are
  if (head !== '*') {
    // No path names what objects inherit.
    const value = holder[head]
    if (value !== undefined) enter(holder, head, value, path, depth, keys, at)
  } else if (Array.isArray(record)) {
    // Backwards, so that `at` may splice.
    for (let i = record.length - 1; i >= 0; i--) {
      const value: unknown = record[i]
      if (value !== undefined) enter(holder, String(i), value, path, depth, keys, at)
    }
  }
}

function enter(
  holder: Record<string, unknown>,
  key: string,
  value: unknown,
  path: readonly string[],
  depth: number,
  keys: string[],
  at: (place: Place) => void,
): void {
  keys[depth] = key
  if (depth + 1 < path.length) step(value, path, depth + 1, keys, at)
  else at({ holder, key, value, pointer: () => pointerOf(keys) })
}

/** The JSON Pointer of a list of keys. */
export function pointerOf(keys: readonly (string | number)[]): string {
  let out = ''
  for (const key of keys) out += `/${typeof key === 'number' ? key : escapePointer(key)}`
  return out
}

/** One reference token of a JSON Pointer. */
export const escapePointer = (token: string): string =>
  /[~/]/.test(token) ? token.replace(/~/g, '~0').replace(/\//g, '~1') : token
