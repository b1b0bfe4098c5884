/** What a DOAJ article has no place for, and what it holds in a coarser form. */
import type { Affiliation, Article, Contributor, Identifier } from '../../../schemas/article.ts'
import { dayOf } from '../../article/citation-date.ts'
import { citationFields, citedDate, coarser, onlyNamed, onlyStanding, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { fullTexts, languageCode, printIssn, recordId } from './parts.ts'

export const loses: readonly Field[] = [
  ...['honorific', 'degrees', 'native', 'orcidAuthenticated', 'isni', 'corresponding', 'email', 'credit'].map(
    (field) => `contributors/*/${field}`,
  ),
  ...['equalContribution', 'deceased', 'notes', 'members', 'ror'].map((field) => `contributors/*/${field}`),
  'affiliations/*/id',
  'affiliations/*/ror',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'type',
  'heading',
  'shortTitle',
  'translatedTitles',
  'abstracts/*/kind',
  'abstracts/*/language',
  'journal/abbreviatedTitles',
  'journal/identifiers',
  'journal/issn/linking',
  // DOAJ tells print from online; which of them this is nobody knows.
  'journal/issn/unspecified',
  'journal/publisher/place',
  'journal/publisher/ror',
  'issueTitle',
  'specialIssue',
  'licences',
  'copyright',
  'freeToRead',
  'funding',
  'fundingStatement',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'subjects',
  'contentVersion',
  'links/*/mediaType',
  'links/*/contentVersion',
  'references',
  'clinicalTrials',
  'unmapped',
]

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  coarser<Contributor>('contributors/*', 'Authors alone.', (one) => (one.role === 'author' ? one : {})),
  coarser<Affiliation>('affiliations/*', 'One line.', ({ literal, country, countryCode, ...place }) => {
    if (place.name === undefined && literal !== undefined) return { id: place.id, literal }
    return { ...place, ...(country === undefined ? { countryCode } : { country }) }
  }),
  coarser<Affiliation[]>('affiliations', 'An affiliation of no author is left out.', (list, { contributors = [] }) =>
    onlyNamed(list, new Set(contributors.flatMap((one) => (one.role === 'author' ? (one.affiliations ?? []) : [])))),
  ),
  coarser<unknown[]>('abstracts', 'The first abstract alone.', (list) => list.slice(0, 1)),
  coarser<string>('language', 'Two capitals, without script or region.', (tag) => languageCode(tag).toLowerCase()),
  coarser<string>('journal/language', 'Two capitals, without script or region.', (tag) =>
    languageCode(tag).toLowerCase(),
  ),
  coarser<string>('journal/issn/print', 'Left out where it is the online ISSN too.', (_, article) =>
    printIssn(article),
  ),
  coarser<NonNullable<Article['pages']>>('pages', 'A span in words is left out beside a first page.', (pages) =>
    pages.first === undefined ? pages : { ...pages, literal: undefined },
  ),
  coarser<string>('articleNumber', 'The start page, unless there is one.', (number, { pages }) =>
    (pages?.first ?? pages?.literal) === undefined ? number : undefined,
  ),
  citedDate('Year and month of the citation alone.', (date) => {
    const { year, month } = dayOf(date)
    if (year === undefined) return undefined
    const text = String(year).padStart(4, '0')
    return month === undefined ? text : `${text}-${String(month).padStart(2, '0')}`
  }),
  coarser<Article['links']>('links', 'http and https alone.', (_, article) => {
    const taken = new Set(fullTexts(article))
    return article.links?.map((link) => (taken.has(link) ? link : {}))
  }),
  coarser<Identifier>('identifiers/*', 'One publisher-id alone.', (one, article) =>
    one.type === 'publisher-id' && one.value === recordId(article) ? one : {},
  ),
  onlyStanding('None but a retraction, correction or expression of concern, before the abstract.'),
]

export const transforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: 'One name for all.' },
  { field: 'contributors/*/role', how: 'Authors are the `author`.' },
  { field: 'contributors/*/affiliations', how: 'The place of work itself stands with the name.' },
  { field: 'identifiers/*/type', how: 'admin/publisher_record_id.' },
  { field: 'links/*/kind', how: 'content_type.' },
  { field: 'relations/*/type', how: 'In words before the abstract.' },
  ...citationFields.map((field) => ({ field: `dates/${field}`, how: 'year and month.' })),
]
