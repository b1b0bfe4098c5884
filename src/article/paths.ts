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
  step(record, path, [], at)
}

function step(record: unknown, path: readonly string[], keys: string[], at: (place: Place) => void): void {
  const head = path[keys.length]
  if (typeof record !== 'object' || record === null || head === undefined) return
  if (head !== '*') enter(record, head, path, keys, at)
  else if (Array.isArray(record)) {
    // Backwards, so that `at` may splice.
    for (let i = record.length - 1; i >= 0; i--) enter(record, String(i), path, keys, at)
  }
}

function enter(record: object, key: string, path: readonly string[], keys: string[], at: (place: Place) => void) {
  if (!Object.hasOwn(record, key)) return
  const holder = record as Record<string, unknown> // arrays are indexed by their keys as objects are
  const value = holder[key]
  if (value === undefined) return
  keys.push(key)
  if (keys.length < path.length) step(value, path, keys, at)
  else at({ holder, key, value, pointer: () => pointerOf(keys) })
  keys.pop()
}

/** The JSON Pointer of a list of keys. */
export const pointerOf = (keys: readonly string[]): string => keys.map((key) => `/${escapePointer(key)}`).join('')

/** One reference token of a JSON Pointer. */
export const escapePointer = (token: string): string =>
  /[~/]/.test(token) ? token.replace(/~/g, '~0').replace(/\//g, '~1') : token
