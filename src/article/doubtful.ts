/**
 * Wrong identifiers of a source that is not its depositor’s own: kept as they stand, so that a digit that was lost in a
 * publisher’s file does not keep the article out.
 */
import type { Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { kinds } from './identifiers.ts'
import { identifierRows } from './normalise.ts'
import { visit } from './paths.ts'

/** Moves every identifier that cannot be admitted from its field to `unmapped`, in place, and tells of each. */
export function keepDoubtful(draft: Draft, notes: Finding[]): void {
  for (const { path, kind, keep } of identifierRows) {
    if (keep === true) continue // admission does the same for these
    visit(draft, path, ({ holder, key, value, pointer }) => {
      if (typeof value !== 'string' || value.trim() === '') return
      const parsed = kinds[kind].parse(value)
      if ('value' in parsed) return
      const at = pointer()
      const said = `“${value.slice(0, 200)}”: ${parsed.message} It is kept in “unmapped”.`
      notes.push({ severity: 'note', code: parsed.code, pointer: at, value, message: said })
      draft.unmapped = [...(draft.unmapped ?? []), { path: at, value }]
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
    })
  }
  dropEmpty(draft)
}

/** What says nothing once its identifier is gone. */
function dropEmpty(draft: Draft): void {
  if (draft.links?.some(({ url }) => url === undefined))
    draft.links = draft.links.filter(({ url }) => url !== undefined)
  const empty = new Set(draft.affiliations?.filter((one) => Object.keys(one).length === 1).map(({ id }) => id))
  if (empty.size === 0) return
  draft.affiliations = draft.affiliations?.filter(({ id }) => !empty.has(id)) ?? []
  const mend = (one: { affiliations?: string[] }) => {
    if (one.affiliations !== undefined) one.affiliations = one.affiliations.filter((id) => !empty.has(id))
  }
  for (const one of draft.contributors ?? []) {
    mend(one)
    if (one.kind === 'group') one.members?.forEach(mend)
  }
}
