/** Journals as Crossref’s schema says them. */
import { change } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { codenOf, issnsOf } from '../journal.ts'
import { code } from './texts.ts'

export const journalRows: readonly Coarsening[] = [
  change(
    'journal/issn',
    'print and electronic, or others without their kind where there is neither',
    (_, { journal }) => {
      const said = issnsOf(journal ?? {})
      const known = said.flatMap(({ issn, medium }) => (medium === undefined ? [] : [[medium, issn] as const]))
      if (known.length > 0) return Object.fromEntries(known)
      return said.length === 0 ? undefined : { unspecified: said.map(({ issn }) => issn) }
    },
  ),
  change(
    'journal/identifiers/*',
    'a CODEN of at most six characters alone',
    (one, { journal }) => ((one as { value: string }).value === codenOf(journal ?? {}) ? one : undefined), // an identifier
  ),
  change('journal/abbreviatedTitles/*', 'at most ten', (title, _, { key }) => (Number(key) < 10 ? title : undefined)),
  code('journal/language'),
  code('language'),
]
