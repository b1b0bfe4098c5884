/** Fields that formats made for citing have no place for. */
import type { Field } from './codec.ts'

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
