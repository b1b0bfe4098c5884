/** Grants of one funder after one another are one entry. */
import type { Draft, Funding } from '../../../../schemas/article.ts'

/** Adds a grant; without a number it says who funded, without a funder only the number. */
export function addGrant(draft: Draft, name: string | undefined, award: string | undefined): void {
  if (name === undefined && award === undefined) return
  const last = draft.funding?.at(-1)
  if (last !== undefined && last.funder?.name === name && award !== undefined) {
    last.awards = [...(last.awards ?? []), award]
    return
  }
  const entry: Funding = {
    ...(name !== undefined && { funder: { name } }),
    ...(award !== undefined && { awards: [award] }),
  }
  draft.funding = [...(draft.funding ?? []), entry]
}
