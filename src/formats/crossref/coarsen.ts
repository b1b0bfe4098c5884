/** What Crossref’s schema can say only in a coarser form: rows that the deposit and the result of a query share. */
import type { Coarsening, Field } from '../codec.ts'
import { writtenPlace } from './affiliations.ts'
import { journalRows } from './coarsen/journal.ts'
import { elementDates, kindRow } from './coarsen/kind.ts'
import { peopleRows } from './coarsen/people.ts'
import { referenceRows } from './coarsen/references.ts'
import { rightsRows } from './coarsen/rights.ts'
import { cut, titleRow } from './coarsen/texts.ts'
import { workRows } from './coarsen/works.ts'
import { regrouped } from './coarser.ts'

const lengths: readonly (readonly [Field, number, number?])[] = [
  ['journal/title', 255],
  ['journal/abbreviatedTitles/*/title', 150],
  ['volume', 32],
  ['issue', 32],
  ['supplement', 15],
  ['articleNumber', 32],
  ['references/*/key', 128],
  ['references/*/volume', 32],
  ['references/*/issue', 32],
  ['references/*/pages/first', 32],
  ['references/*/edition', 15],
]

/**
 * `crossmark`: what a form that has it says in assertions and updates; these tell the history of articles in journals.
 * The shape of an article, its original title and the date of its citation are found in the whole of it, so first comes
 * what asks for them.
 */
export const coarseningsOf = (crossmark: readonly Coarsening[] = []): readonly Coarsening[] => [
  titleRow,
  ...crossmark,
  kindRow(crossmark.length > 0),
  ...peopleRows,
  regrouped(
    'at each person who names it: a name, a department, an address in one line',
    writtenPlace,
    ({ kind }) => kind !== 'group',
  ),
  ...journalRows,
  ...rightsRows,
  ...lengths.map(([field, longest, shortest]) => cut(field, longest, shortest)),
  ...referenceRows,
  ...workRows,
]

/** Fields that neither form has a place for. */
export const losses: readonly Field[] = [
  'heading',
  'shortTitle',
  'keywords',
  'subjects',
  'unmapped',
  'journal/abbreviatedTitles/*/type',
  'contributors/*/email',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'affiliations/*/grid',
  'licences/*/spdx',
  'licences/*/text',
  'references/*/label',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

export const transforms = [
  { field: 'journal/identifiers/*/type', how: 'coden' },
  { field: 'type', how: 'posted_content, peer_review or journal_article' },
  ...elementDates.map((name) => ({
    field: `dates/${name}`,
    how: 'elements month, day and year; a season is a month 21 to 24',
  })),
  { field: 'contributors/*/kind', how: 'person_name or organization; a name in one piece is a surname' },
  { field: 'contributors/*/role', how: '@contributor_role' },
  { field: 'contributors/*/corresponding', how: 'role “corresponding-author”' },
  { field: 'contributors/*/affiliations/*', how: 'affiliations inside person_name' },
  { field: 'affiliations/*/id', how: 'affiliations inside person_name' },
  { field: 'freeToRead', how: 'ai:free_to_read' },
  { field: 'references/*/type', how: 'citation/@type' },
  { field: 'relations/*/type', how: '@relationship-type, with a description where it says less' },
  { field: 'links/*/kind', how: 'resource of the DOI, or a collection and @mime_type' },
] as const
