/** What DataCite 4.6 cannot say of an article, and what it says in words of its own; the same for XML and JSON. */
import type { Affiliation, Article, Contributor, Funding, Reference, Relation } from '../../../schemas/article.ts'
import { coarser, encodedUri, ofPeople, onlyTrue, plainTexts, unnamedAffiliation } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { identifierKinds, isYear } from './cited.ts'

export const loses: readonly Field[] = [
  ...ofPeople(
    'honorific',
    'degrees',
    'native',
    'orcidAuthenticated',
    'email',
    'credit',
    'equalContribution',
    'deceased',
    'notes',
  ),
  'contributors/*/members/*/role',
  'contributors/*/members/*/corresponding',
  // A handle inside the record; the affiliation itself stands with its people.
  'affiliations/*/id',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/publisher/place',
  'journal/language',
  'abstracts/*/kind',
  'licences/*/start',
  'licences/*/contentVersion',
  'links/*/url',
  'links/*/kind',
  'links/*/contentVersion',
  'references/*/key',
  'references/*/label',
  'references/*/issn',
  'relations/*/identifierType',
  'relations/*/label',
  'relations/*/date',
  'clinicalTrials/*/stage',
  'unmapped',
]

const unnamedRoles = new Set<string>(['reviewer', 'chair', 'illustrator'])

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  encodedUri('licences/*/url'),
  onlyTrue('contributors/*/corresponding'),
  coarser<Contributor['role']>(
    'contributors/*/role',
    'Reviewers, chairs and illustrators are of type Other.',
    (role) => (unnamedRoles.has(role) ? 'other' : role),
  ),
  unnamedAffiliation,
  coarser<Affiliation>('affiliations/*', 'One line and one identifier: ROR, GRID or ISNI.', oneLine),
  coarser<NonNullable<Article['pages']>>('pages', 'A span in words is left out beside a first page.', spanned),
  coarser<NonNullable<Funding['funder']>>(
    'funding/*/funder',
    'One identifier: ROR, or the Funder Registry’s.',
    (funder) => (funder.ror === undefined ? funder : { ...funder, doi: undefined }),
  ),
  coarser<Reference>('references/*', 'One identifier, one span of pages, a year of four digits.', citedCoarser),
  coarser<Relation>('relations/*', 'A relation that names no other work is left out.', (relation) =>
    relation.doi === undefined && relation.url === undefined && relation.identifier === undefined ? {} : relation,
  ),
]

function oneLine({ literal, country, countryCode, ror, grid, isni, ...affiliation }: Affiliation) {
  const identifier = ror !== undefined ? { ror } : grid !== undefined ? { grid } : { isni }
  if (affiliation.name === undefined && literal !== undefined) return { id: affiliation.id, literal, ...identifier }
  return { ...affiliation, ...(country === undefined ? { countryCode } : { country }), ...identifier }
}

function spanned(pages: NonNullable<Article['pages']>) {
  return pages.first === undefined ? pages : { ...pages, literal: undefined }
}

function citedCoarser({ unstructured, year, pages, ...rest }: Reference): Reference {
  const out: Record<string, unknown> = { ...rest } // its fields are taken away by name
  let isIdentified = false
  for (const [field] of identifierKinds) {
    if (isIdentified) delete out[field]
    isIdentified ||= rest[field] !== undefined
  }
  if (isYear(year)) out.year = year
  if (pages !== undefined) out.pages = spanned(pages)
  if (rest.title === undefined) out.unstructured = unstructured
  return out as Reference // the same fields, fewer of them
}

export const transforms: readonly Transform[] = [
  ...ofPeople('kind').map((field) => ({ field, how: 'nameType says what the name is.' })),
  { field: 'contributors/*/role', how: 'Authors are creators; others have a contributorType.' },
  { field: 'contributors/*/corresponding', how: 'Named again as ContactPerson.' },
  ...ofPeople('affiliations').map((field) => ({ field, how: 'The place of work itself stands with the name.' })),
  { field: 'freeToRead', how: 'rights info:eu-repo/semantics/openAccess.' },
  { field: 'relations/*/type', how: 'The relationType that comes nearest.' },
  { field: 'references/*/type', how: 'relatedItemType.' },
]
