/** What schema.org has no term for, and what it says by structure. */
import type { Article, Relation } from '../../../schemas/article.ts'
import { proseIn } from '../at-once/texts.ts'
import { coarser, encodedUri, ofPeople, onlyTrue, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import type { AsReadRow } from '../html/context.ts'
import * as plainly from './at-once.ts'

export const loses: readonly Field[] = [
  ...ofPeople('orcidAuthenticated', 'equalContribution', 'deceased'),
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

/** What the shape of a document decides about these fields, together with the fields that it is decided by. */
export const readAs: readonly AsReadRow[] = [
  {
    fields: ['title', 'subtitle', 'translatedTitles'],
    how: 'Tags and entities are read as mark-up; a subtitle goes to the title of its language, and where there is no title a translated one stands for it.',
    atOnce: plainly.titles,
  },
  { fields: ['shortTitle'], how: 'Tags and entities are read as mark-up.', atOnce: proseIn('shortTitle') },
  {
    fields: ['contributors', 'affiliations'],
    how: 'In the order of their roles; particles stand within the names; places of work are numbered as they are met.',
    atOnce: plainly.people,
  },
  {
    fields: ['abstracts'],
    how: 'One section, in which a heading stands before its paragraph.',
    atOnce: plainly.abstracts,
  },
  { fields: ['keywords'], how: 'Neighbours of one vocabulary and language are one group.', atOnce: plainly.keywords },
  {
    fields: ['dates'],
    how: 'A further event of a name that a field has may become that field.',
    atOnce: plainly.dates,
  },
  {
    fields: ['pages', 'articleNumber'],
    how: 'A span of two numbers is first and last page; a page that is the article number is not said twice.',
    atOnce: plainly.pages,
  },
  { fields: ['licences'], how: 'Only what is said in address, name and text.', atOnce: plainly.licences },
  { fields: ['copyright'], how: 'Years alone are the year, other words the statement.' },
  { fields: ['freeToRead'], how: 'A season has its words alone.' },
  {
    fields: ['funding'],
    how: 'Funders first, each with all of its awards; awards without funder are together.',
    atOnce: plainly.funding,
  },
  {
    fields: ['references'],
    how: 'Tags and entities are read as mark-up; a page that is the article number is one.',
    atOnce: plainly.references,
  },
  {
    fields: ['relations'],
    how: 'In the order of the properties that hold them; the words of label and date are told apart by their form.',
  },
  {
    fields: ['links'],
    beside: ['doi'],
    how: 'Landing pages first; the address of the DOI is no link of its own.',
    atOnce: plainly.links,
  },
  {
    fields: ['identifiers'],
    beside: ['doi', 'articleNumber'],
    how: 'DOI and article number have fields of their own.',
    atOnce: plainly.identifiers,
  },
]

export const transforms: readonly Transform[] = [
  { field: 'affiliations/*/id', how: 'They are numbered as they are met.' },
  ...ofPeople('kind').map((field) => ({ field, how: '@type: Person, Organization, or none for a literal name.' })),
  { field: 'contributors/*/members/*/role', how: 'A member is an author.' },
  { field: 'contributors/*/role', how: 'The property that holds the name, or a Role.' },
  ...ofPeople('corresponding').map((field) => ({ field, how: 'A contactPoint of type “corresponding author”.' })),
  ...ofPeople('affiliations').map((field) => ({ field, how: 'The organization itself stands with the name.' })),
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
