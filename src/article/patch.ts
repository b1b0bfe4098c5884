/** Changes to a record: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). What is given is never changed itself. */
import type { Operation } from './operations.ts'
import { indexOf, isObject, memberOf, parsePointer } from './pointer.ts'
import { Refusal } from './refusal.ts'
import { isSameValue } from './same.ts'

/** A document with a merge patch applied (RFC 7396, 2): null removes a member, a list replaces the whole list. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const out = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) out.delete(name)
    else out.set(name, merged(out.get(name), value))
  }
  return Object.fromEntries(out)
}

/**
 * A document with the operations applied, all of them or none (RFC 5789, 2). Throws `Refusal('conflict')` that names the
 * operation that does not fit the document.
 */
export function patched(document: unknown, operations: readonly Operation[]): unknown {
  let result = document
  let copied = 0
  for (const [i, operation] of operations.entries()) {
    try {
      if (operation.op === 'copy') copied += sizeOf(valueAt(result, tokensOf(operation.from)))
      if (copied > copyLimit) throw new Misfit('The patch copies more than a record can hold.')
      result = apply(result, operation)
    } catch (error) {
      if (error instanceof Misfit) throw conflict(error.message, operation, i)
      throw error
    }
  }
  return result
}

/** Values that a patch may copy: a few dozen copies of the whole into itself would outgrow any memory. */
const copyLimit = 100_000

/** How many values there are, counted no further than to the limit. */
function sizeOf(value: unknown): number {
  let size = 0
  const open = [value]
  while (open.length > 0 && size <= copyLimit) {
    const one = open.pop()
    size++
    if (typeof one === 'object' && one !== null) open.push(...Object.values(one).slice(0, copyLimit))
  }
  return size
}

function apply(document: unknown, operation: Operation): unknown {
  const path = tokensOf(operation.path)
  switch (operation.op) {
    case 'add':
      return added(document, path, operation.value)
    case 'replace':
      return replaced(document, path, operation.value)
    case 'remove':
      return removed(document, path)
    case 'copy':
      return added(document, path, valueAt(document, tokensOf(operation.from)))
    case 'move':
      return moved(document, tokensOf(operation.from), path)
    case 'test':
      if (isSameValue(valueAt(document, path), operation.value)) return document
      throw new Misfit('The value there is another.')
  }
}

const tokensOf = (pointer: string): readonly string[] => parsePointer(pointer) ?? []

function moved(document: unknown, from: readonly string[], path: readonly string[]): unknown {
  // A place cannot be moved into itself (RFC 6902, 4.4).
  if (from.length < path.length && from.every((token, i) => token === path[i])) {
    throw new Misfit('A place cannot be moved into itself.')
  }
  const value = valueAt(document, from)
  return from.length === path.length && from.every((token, i) => token === path[i])
    ? document
    : added(removed(document, from), path, value)
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document
  for (const token of path) {
    const member = memberOf(value, token)
    if (!member) throw new Misfit(`There is no “${token}”.`)
    value = member.value
  }
  return value
}

function added(document: unknown, path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return value
  return changed(document, path, (holder, token) => {
    if (!Array.isArray(holder)) return withMember(holder, token, value)
    const index = token === '-' ? holder.length : indexOf(token, holder.length)
    if (index === undefined) throw new Misfit(`“${token}” is no place in a list of ${holder.length}.`)
    return holder.toSpliced(index, 0, value)
  })
}

function replaced(document: unknown, path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return value
  return changed(document, path, (holder, token) => {
    judgeMember(holder, token)
    return Array.isArray(holder) ? holder.with(Number(token), value) : withMember(holder, token, value)
  })
}

function removed(document: unknown, path: readonly string[]): unknown {
  if (path.length === 0) throw new Misfit('The record as a whole is withdrawn, not removed.')
  return changed(document, path, (holder, token) => {
    judgeMember(holder, token)
    if (Array.isArray(holder)) return holder.toSpliced(Number(token), 1)
    return Object.fromEntries(Object.entries(asObject(holder, token)).filter(([name]) => name !== token))
  })
}

/** The document with a holder changed, and on the way to it only what holds it. */
function changed(
  document: unknown,
  [token = '', ...rest]: readonly string[],
  change: (holder: unknown, token: string) => unknown,
): unknown {
  if (rest.length === 0) return change(document, token)
  const member = memberOf(document, token)
  if (!member) throw new Misfit(`There is no “${token}”.`)
  const value = changed(member.value, rest, change)
  return Array.isArray(document) ? document.with(Number(token), value) : withMember(document, token, value)
}

// A computed name makes a member of its own even of `__proto__`.
const withMember = (holder: unknown, token: string, value: unknown) => ({ ...asObject(holder, token), [token]: value })

function judgeMember(holder: unknown, token: string): void {
  if (!memberOf(holder, token)) throw new Misfit(`There is no “${token}”.`)
}

function asObject(holder: unknown, token: string): Readonly<Record<string, unknown>> {
  if (isObject(holder)) return holder
  throw new Misfit(`“${token}” has nothing that could hold it.`)
}

/** Why an operation does not fit the document. */
class Misfit extends Error {}

function conflict(message: string, operation: Operation, index: number): Refusal {
  const detail = `Operation ${index} of the patch (${operation.op} ${operation.path || 'the whole'}) does not fit the record: ${message}`
  const remedy = 'Fetch the record as it stands, and make the patch for it; nothing was changed.'
  return new Refusal('conflict', detail, {
    findings: [
      { severity: 'error', code: 'patch-conflict', pointer: operation.path, value: operation, message, remedy },
    ],
  })
}
