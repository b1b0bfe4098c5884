/** The operations of a JSON Patch (RFC 6902), and whether a document is one. */
import { isObject, parsePointer } from './pointer.ts'
import { Refusal } from './refusal.ts'

/** An operation of JSON Patch (RFC 6902, 4). */
export type Operation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string }

/** The operations of a patch document. Throws `Refusal('unreadable')` with every fault of it (RFC 5789, 2.2). */
export function operationsOf(patch: unknown): readonly Operation[] {
  if (!Array.isArray(patch)) throw malformed([{ at: '', what: 'A JSON Patch is a list of operations.' }])
  const faults = patch.flatMap((operation: unknown, i) => faultsOf(operation).map((what) => ({ at: `/${i}`, what })))
  if (faults.length > 0) throw malformed(faults)
  return patch as readonly Operation[] // every member was judged
}

const members: Readonly<Record<string, readonly string[]>> = {
  add: ['path', 'value'],
  remove: ['path'],
  replace: ['path', 'value'],
  test: ['path', 'value'],
  move: ['path', 'from'],
  copy: ['path', 'from'],
}

function faultsOf(operation: unknown): string[] {
  if (!isObject(operation)) return ['An operation is an object.']
  const { op } = operation
  const wanted = typeof op === 'string' && Object.hasOwn(members, op) ? members[op] : undefined
  if (!wanted) return [`“op” must be one of ${Object.keys(members).join(', ')}.`]
  return wanted.flatMap((name) => {
    if (!Object.hasOwn(operation, name)) return [`The operation “${op}” needs “${name}”.`]
    const value = operation[name]
    if (name === 'value' || (typeof value === 'string' && parsePointer(value))) return []
    return [`“${name}” must be a JSON Pointer, such as /title or /contributors/0/given.`]
  })
}

const malformed = (faults: readonly { readonly at: string; readonly what: string }[]): Refusal =>
  new Refusal('unreadable', `This is no JSON Patch: ${faults[0]?.what}`, {
    findings: faults.map(({ at, what }) => ({
      severity: 'error',
      code: 'patch-syntax',
      pointer: at,
      message: what,
      remedy: 'See RFC 6902; {"op":"replace","path":"/volume","value":"12"} is an operation.',
    })),
  })
