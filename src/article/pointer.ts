/** JSON Pointers (RFC 6901): read, and followed through a document. */

/** The reference tokens of a pointer; undefined for a text that is none (RFC 6901, 3). */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'))
}

/** The member of an object or a list that a token names; undefined where there is none. */
export function memberOf(holder: unknown, token: string): { readonly value: unknown } | undefined {
  if (Array.isArray(holder)) {
    const index = indexOf(token, holder.length - 1)
    return index === undefined ? undefined : { value: holder[index] }
  }
  return isObject(holder) && Object.hasOwn(holder, token) ? { value: holder[token] } : undefined
}

/** An index into a list, without leading zeros (RFC 6901, 4); undefined beyond `last`. */
export function indexOf(token: string, last: number): number | undefined {
  if (!/^(?:0|[1-9]\d{0,8})$/.test(token)) return undefined
  const index = Number(token)
  return index <= last ? index : undefined
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
