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

const roles: ReadonlyMap<string, Contributor['role']> = new Map([
  ...Object.entries(relators).flatMap(([role, { code, term }]) =>
    [term, ...(code === undefined ? [] : [code])].map((word) => [word, role as Contributor['role']] as const),
  ), // the keys of the table
  ['cre', 'author'],
  ['creator', 'author'],
  ['verfasser', 'author'],
  ['verfasserin', 'author'],
  ['verfasserin/verfasser', 'author'],
  ['joint author', 'author'],
  ['auteur', 'author'],
  ['autor', 'author'],
  ['herausgeber', 'editor'],
  ['herausgeberin', 'editor'],
  ['ed', 'editor'],
  ['edc', 'editor'],
  ['hrsg', 'editor'],
  ['übersetzer', 'translator'],
  ['tr', 'translator'],
])

/** The role of a relator’s code or term, or of what catalogues write for it; undefined for any other. */
export const roleNamed = (word: string): Contributor['role'] | undefined =>
  roles.get(
    word
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\/id\.loc\.gov\/vocabulary\/relators\//, '')
      .replace(/[.,:;]+$/, ''),
  )
