/** One record of the registry being read: the draft so far, with notes and what was not understood. */
import type { Draft } from '../../../../schemas/article.ts'
import type { Finding } from '../../../../schemas/problem.ts'
import { type Parsed, parseUrl } from '../../../article/identifiers.ts'
import type { Context } from '../../jats/read/context.ts'
import { Places } from './places.ts'

export interface Reading extends Context {
  readonly places: Places
  /** Whether the article’s own set of titles has been read. */
  hasTitles?: boolean
}

/** Nothing in a record of the registry has an id to point to. */
const noElements: Reading['byId'] = new Map()

export function newReading(): Reading {
  const draft: Draft = {}
  const notes: Finding[] = []
  const unmapped: { path: string; value: unknown }[] = []
  return {
    draft,
    notes,
    unmapped,
    extras: [],
    byId: noElements,
    addresses: new Map(),
    places: new Places(draft, unmapped, notes),
  }
}

export function note(
  { notes }: Pick<Reading, 'notes'>,
  code: string,
  pointer: string,
  message: string,
  value?: unknown,
): void {
  notes.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
}

/** An identifier as the record keeps it; one that is none is kept as it stood, with a note. */
export function identified(
  parse: (text: string) => Parsed,
  text: string | undefined,
  to: Pick<Reading, 'notes' | 'unmapped'>,
  path: string,
): string | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const parsed = parse(text)
  if ('value' in parsed) return parsed.value
  to.unmapped.push({ path, value: text })
  note(to, parsed.code, '', `“${text.slice(0, 200)}”: ${parsed.message} It is kept in “unmapped”.`, text)
  return undefined
}

export const urlIn = (text: string | undefined, context: Reading, path: string): string | undefined =>
  identified(parseUrl, text, context, path)

/** The finished draft. */
export function finish({ draft, unmapped }: Reading): Draft {
  if (unmapped.length > 0) draft.unmapped = unmapped
  return draft
}
