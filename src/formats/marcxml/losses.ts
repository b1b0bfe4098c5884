/** What a MARC record cannot say, and what it says in codes or words of its own. */
import type { Contributor, KeywordGroup } from '../../../schemas/article.ts'
import { coarser, onlyTrue, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { affiliationLines, memberNames, particlesInNames } from '../plain-forms.ts'
import { isUncontrolled } from './subjects.ts'

export const loses: readonly Field[] = [
  'contributors/*/orcidAuthenticated',
  'contributors/*/native/language',
  // It only ties names to places of work, and in MARC the place stands in the field of the name.
  'affiliations/*/id',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'journal/abbreviatedTitles/*/type',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/language',
  'unmapped',
]

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  particlesInNames,
  {
    ...coarser<Contributor>('contributors/*', 'A given name that stands alone is a name like any other.', (one) => {
      if (one.kind !== 'person' || one.family !== undefined || one.given === undefined) return one
      const { given, ...person } = one
      return { ...person, family: given }
    }),
    field: 'contributors/*/family',
  },
  memberNames,
  ...affiliationLines,
  onlyTrue('contributors/*/corresponding'),
  onlyTrue('contributors/*/equalContribution'),
  onlyTrue('contributors/*/deceased'),
  coarser<readonly unknown[]>('journal/abbreviatedTitles', '773 $p holds one abbreviated title, the first.', (list) =>
    list.slice(0, 1),
  ),
  coarser<KeywordGroup>('keywords/*', 'Words of the author are index terms of no vocabulary (653).', (group) => {
    const { vocabulary, ...rest } = group
    return isUncontrolled(vocabulary) ? rest : group
  }),
]

export const transforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: 'the tag: X00 a person, X10 a group, 720 a name that may be either' },
  { field: 'contributors/*/role', how: '$e and $4, as a MARC relator' },
  { field: 'contributors/*/members/*/kind', how: 'members are named in $g of the group' },
  { field: 'contributors/*/members/*/role', how: 'members are named in $g of the group' },
  { field: 'contributors/*/affiliations/*', how: 'the affiliation stands in $u of the name' },
  { field: 'contributors/*/corresponding', how: '$g “corresponding author”' },
  { field: 'contributors/*/equalContribution', how: '$g “contributed equally”' },
  { field: 'contributors/*/deceased', how: '$g “deceased”' },
  { field: 'abstracts/*/language', how: '041 $b, as a MARC language code' },
  { field: 'dates', how: '500, one note in words for each event; 008 and 264 $c for the date of the citation' },
  { field: 'licences/*/start', how: '540 $g' },
  { field: 'freeToRead', how: '506, and 856 $7 where it holds already' },
  { field: 'keywords/*/vocabulary', how: '650, by its second indicator or $2' },
  { field: 'language', how: '008/35-37 and 041 $a, as a MARC language code; subtags in a second 041' },
  { field: 'contentVersion', how: '562 $c, by the name that NISO gives the version' },
  { field: 'links/*/kind', how: '856 $3, in words' },
  { field: 'relations/*/type', how: 'the tag, and $i in words' },
  { field: 'relations/*/date', how: '$n, in words' },
]
