/** What a work of the API has no place for, and what it says in other words. */
import type { Field } from '../codec.ts'

/** Fields the API has no place for. */
export const losses: readonly Field[] = [
  'heading',
  'keywords',
  'issueTitle',
  'specialIssue',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'freeToRead',
  'licences/*/spdx',
  'licences/*/text',
  'abstracts/*/kind',
  'abstracts/*/language',
  'contributors/*/email',
  'contributors/*/degrees',
  'contributors/*/native',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'references/*/label',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

const dateHow = 'date-parts; what these cannot say stands in an assertion'
const textHow = 'text of XML in Crossref’s face mark-up'
export const transforms = [
  ...[
    'title',
    'subtitle',
    'shortTitle',
    'translatedTitles/*/title',
    'translatedTitles/*/subtitle',
    'references/*/title',
    'references/*/containerTitle',
    'references/*/unstructured',
  ].map((field) => ({ field, how: textHow })),
  { field: 'abstracts/*/sections', how: 'text of XML in JATS' },
  { field: 'type', how: 'type and subtype' },
  { field: 'references/*/type', how: 'told by the titles that there are' },
  { field: 'unmapped/*/path', how: 'the place of a member' },
  { field: 'unmapped/*/value', how: 'a member of the work' },
  { field: 'identifiers/*/type', how: 'told by the form of the number: a PII, or a number of the publisher' },
  ...['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'].map((name) => ({
    field: `dates/${name}`,
    how: dateHow,
  })),
  { field: 'dates/other/*/event', how: 'assertion name and label' },
  { field: 'licences/*/start', how: dateHow },
  { field: 'relations/*/date', how: dateHow },
  { field: 'relations/*/type', how: 'a key of relation, or update-to and updated-by' },
  { field: 'links/*/kind', how: 'resource, content-type and intended-application' },
  { field: 'contributors/*/kind', how: 'family or name' },
  { field: 'contributors/*/role', how: 'a list for each role' },
  { field: 'contributors/*/corresponding', how: 'a role' },
  { field: 'contributors/*/affiliations/*', how: 'affiliation of each author' },
  { field: 'affiliations/*/id', how: 'affiliation of each author' },
] as const
