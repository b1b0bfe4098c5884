/** Issue and supplement, which PubMed has in one field: “3 Suppl 1” (Data Provider Help, Issue). */

export interface IssueParts {
  readonly issue?: string
  readonly supplement?: string
}

export function issueParts(text: string): IssueParts {
  const at = text.search(/(?:^| )Suppl/i)
  if (at === -1) return { issue: text }
  const issue = text.slice(0, at).trim()
  return { ...(issue !== '' && { issue }), supplement: text.slice(at).trim() }
}
