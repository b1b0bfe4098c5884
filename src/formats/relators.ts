/** The MARC relators (id.loc.gov/vocabulary/relators) for what contributors are to an article. */
import type { Contributor } from '../../schemas/article.ts'

interface Relator {
  /** Absent where the list has no such relator. */
  readonly code?: string
  readonly term: string
}

export const relators: Readonly<Record<Contributor['role'], Relator>> = {
  author: { code: 'aut', term: 'author' },
  editor: { code: 'edt', term: 'editor' },
  translator: { code: 'trl', term: 'translator' },
  reviewer: { code: 'rev', term: 'reviewer' },
  chair: { term: 'chair' },
  illustrator: { code: 'ill', term: 'illustrator' },
  other: { code: 'ctb', term: 'contributor' },
}
