/** Fields that formats made for citing have no place for. */
import type { Coarsening, Field } from './codec.ts'
import { edited } from './tagged/coarsenings.ts'

/** What is known of contributors beyond their names, roles, addresses and iDs. */
export const detailsOfPeople: readonly Field[] = [
  'contributors/*/credit',
  'contributors/*/deceased',
  'contributors/*/degrees',
  'contributors/*/equalContribution',
  'contributors/*/honorific',
  'contributors/*/isni',
  'contributors/*/members',
  'contributors/*/native',
  'contributors/*/notes',
  'contributors/*/orcidAuthenticated',
  'contributors/*/ror',
]

/** For formats that tell before the title how an article stands. */
export const standingBeforeTitle: readonly Coarsening[] = [
  {
    field: 'dates/retracted',
    how: 'That the article is retracted is said before its title, the date is not.',
    apply: (article) => edited(article, 'dates/retracted', () => undefined),
  },
  {
    field: 'relations',
    how: 'That an article was retracted, corrected or doubted is said before its title; other relations are not.',
    apply: ({ relations: _, ...article }) => article,
  },
]
