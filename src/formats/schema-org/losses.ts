/** What schema.org has no term for, and what it says by structure. */
import type { Article, Relation } from '../../../schemas/article.ts'
import { coarser, encodedUri, ofPeople, onlyTrue, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'

export const loses: readonly Field[] = [
  ...ofPeople('orcidAuthenticated', 'equalContribution', 'deceased'),
  'contributors/*/members/*/role',
  // A handle inside the record; the affiliation itself stands with its people.
  'affiliations/*/id',
  'abstracts/*/kind',
  'journal/abbreviatedTitles/*/type',
  'licences/*/start',
  'licences/*/contentVersion',
  'references/*/key',
  'unmapped',
]

type Issn = NonNullable<NonNullable<Article['journal']>['issn']>

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  ...['licences/*/url', 'links/*/url', 'references/*/url', 'relations/*/url'].map(encodedUri),
  ...ofPeople('corresponding').map(onlyTrue),
  coarser<Relation>('relations/*', 'A type of identifier says nothing without one.', (relation) =>
    relation.identifier === undefined ? { ...relation, identifierType: undefined } : relation,
  ),
  coarser<Issn>(
    'journal/issn',
    'One list of ISSNs, in which print, electronic and linking are not told apart.',
    ({ print, electronic, linking, unspecified = [] }) => {
      const all = [print, electronic, linking, ...unspecified].filter((one) => one !== undefined)
      return { unspecified: [...new Set(all)] }
    },
  ),
]

export const transforms: readonly Transform[] = [
  ...ofPeople('kind').map((field) => ({ field, how: '@type: Person, Organization, or none for a literal name.' })),
  { field: 'contributors/*/role', how: 'The property that holds the name, or a Role.' },
  ...ofPeople('corresponding').map((field) => ({ field, how: 'A contactPoint of type “corresponding author”.' })),
  ...ofPeople('affiliations').map((field) => ({ field, how: 'The organization itself stands with the name.' })),
  ...ofPeople('droppingParticle', 'nonDroppingParticle').map((field) => ({ field, how: 'A part of the name.' })),
  ...[
    ...['received', 'revised/*', 'accepted', 'corrected/*', 'retracted', 'other/*/date'],
    ...['publishedOnline', 'publishedPrint', 'published', 'posted'],
  ].map((field) => ({
    field: `dates/${field}`,
    how: 'An Event: startDate, for a range endDate too; a season or a text stands in its description.',
  })),
  { field: 'freeToRead', how: 'isAccessibleForFree; a start in conditionsOfAccess.' },
  { field: 'links/*/kind', how: 'A landing page is the url, the rest are encodings.' },
  { field: 'relations/*/type', how: 'The property that holds the other work, and disambiguatingDescription.' },
]
