/** custom-meta: parts of a record that JATS has no place for, put back where they belong; those of others are kept. */
import type { Draft } from '../../../../schemas/article.ts'
import { child, rawText, textOf } from '../../../text/xml.ts'
import { extraPrefix } from '../vocabulary.ts'
import { type Context, type Extra, type Part, partedText, readChildren } from './context.ts'

export const customMetaGroup: Part = (node, context, path) =>
  readChildren(node, context, path, { 'custom-meta': customMeta })

const customMeta: Part = (node, context, path) => {
  const name = textOf(child(node, 'meta-name')) ?? ''
  const meaning = child(node, 'meta-value') ?? { ...node, children: [] }
  const value = rawText(meaning)
  const extra = name.startsWith(`${extraPrefix}/`) ? parse(name.slice(extraPrefix.length), value) : undefined
  if (extra === undefined)
    context.unmapped.push({ path: `${path}[meta-name="${name}"]`, value: partedText(meaning) ?? '' })
  else context.extras.push(extra)
}

/** Puts the collected parts into the finished draft. */
export function applyExtras(context: Context): void {
  for (const { pointer, value } of context.extras) {
    place(context.draft, pointer.split('/').slice(1), value)
  }
}

function parse(pointer: string, json: string): Extra | undefined {
  try {
    return { pointer, value: JSON.parse(json) }
  } catch {
    return undefined
  }
}

/** Objects on the way are made where they are missing, members of lists are not: those the document has shown. */
function place(draft: Draft, keys: readonly string[], value: unknown): void {
  let holder: unknown = draft
  for (const [i, key] of keys.entries()) {
    if (typeof holder !== 'object' || holder === null || key === '__proto__') return
    const object = holder as Record<string, unknown> // lists are indexed by their keys as objects are
    if (i === keys.length - 1) object[key] = value
    else if (!Object.hasOwn(object, key)) {
      if (Array.isArray(object)) return
      object[key] = {}
    }
    holder = object[key]
  }
}
