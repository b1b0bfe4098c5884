/** What a patch changes, each with what stood there before: for people, who want to see both. */
import type { Operation } from './operations.ts'
import { patched } from './patch.ts'
import { memberOf, parsePointer } from './pointer.ts'

export interface Difference {
  /** Names and numbers from the whole down to what changed. */
  readonly path: readonly string[]
  /** Absent for what was added. */
  readonly before?: unknown
  /** Absent for what was removed. */
  readonly after?: unknown
}

/** The operations one after another, since each counts places in lists as those before it left them. */
export function differencesOf(document: unknown, operations: readonly Operation[]): readonly Difference[] {
  let standing = document
  return operations.map((operation): Difference => {
    const path = parsePointer(operation.path) ?? []
    const before = operation.op === 'add' ? undefined : valueAt(standing, path)
    standing = patched(standing, [operation])
    const after = operation.op === 'remove' ? undefined : valueAt(standing, path)
    return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
  })
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value: unknown = document
  for (const token of path) value = memberOf(value, token)?.value
  return value
}
