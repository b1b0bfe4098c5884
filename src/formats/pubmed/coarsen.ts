/** What PubMed’s submission format says in a coarser form, in other words, or not at all. */
import type { Affiliation, Article, ArticleDate, Contributor, Reference } from '../../../schemas/article.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { change, without } from '../change.ts'
import type { Coarsening, Field } from '../codec.ts'
import { dateParts, isMonthRange, journalField, yearIn } from './dates.ts'
import { identifierTypes, isEnglish } from './identity.ts'
import { issnOf, journalTitle } from './journal.ts'
import { hasObject } from './objects.ts'
import { sayable } from './rich.ts'
import { hasType } from './types.ts'

type Relation = NonNullable<Article['relations']>[number]
const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))
const face = (field: Field): Coarsening =>
  change(field, 'bold, italic, underline, sub- and superscript; other mark-up and mathematics as plain text', (text) =>
    sayable(String(text)),
  )

const dateHow = 'a year with month, season or day; of a range that is not of months its beginning'
const dateRow = (field: Field): Coarsening => change(field, dateHow, (date) => exact(date as ArticleDate)) // its own shape

function exact(date: ArticleDate): ArticleDate | undefined {
  if (!yearIn(date)) return undefined
  if (typeof date !== 'string' || !date.includes('/') || isMonthRange(date)) return date
  return dateParts(date) && date.slice(0, date.indexOf('/'))
}

const history = ['received', 'revised/*', 'accepted', 'publishedOnline', 'publishedPrint', 'retracted'] as const
const journalOnly = ['published', 'issue', 'posted'] as const

export const coarsenings: readonly Coarsening[] = [
  change(
    'type',
    'a word of NLM’s list of publication types; any other is a journal article',
    (type) => (hasType(type as NonNullable<Article['type']>) ? type : undefined), // its own shape
  ),
  face('title'),
  face('subtitle'),
  face('translatedTitles/*/title'),
  face('abstracts/*/sections/*/paragraphs/*'),
  plain('abstracts/*/sections/*/title'),
  plain('keywords/*/terms/*'),
  change('abstracts/*/language', 'two letters, and that of further abstracts alone', (tag, _, { pointer }) =>
    pointer() === '/abstracts/0/language' ? undefined : String(tag).split('-', 1)[0]?.toLowerCase(),
  ),
  ...history.map((name) => dateRow(`dates/${name}`)),
  ...journalOnly.map((name) =>
    change(
      `dates/${name}`,
      `said where it dates the journal’s issue: ${dateHow}`,
      (date, article) => (journalField(article) === name ? exact(date as ArticleDate) : undefined), // its own shape
    ),
  ),
  change('language', 'two letters', (tag) => String(tag).split('-', 1)[0]?.toLowerCase()),
  without<NonNullable<Article['journal']>>('journal', 'one title: NLM’s abbreviation where it is known', (journal) =>
    journal.title === journalTitle(journal) ? [] : ['title'],
  ),
  change('journal/abbreviatedTitles/*/title', 'NLM’s abbreviation alone', (title, { journal }) =>
    title === journalTitle(journal) ? title : undefined,
  ),
  change('journal/identifiers/*/value', 'NLM’s abbreviation alone', (value, { journal }) =>
    value === journalTitle(journal) ? value : undefined,
  ),
  ...['print', 'electronic', 'linking', 'unspecified/*'].map((name) =>
    change(`journal/issn/${name}`, 'one ISSN: the electronic one where there is one', (issn, { journal }) =>
      issn === issnOf(journal) ? issn : undefined,
    ),
  ),
  change(
    'translatedTitles/*',
    'the English title of an article in another language',
    (title, article) =>
      title === undefined || !isEnglish(article, title as { language?: string }) ? undefined : title, // its own shape
  ),
  without<NonNullable<Article['pages']>>('pages', 'first and last page, or the span as printed', ({ first }) =>
    first === undefined ? ['last'] : ['literal'],
  ),
  change('contributors/*', 'authors alone', (one) => ((one as Contributor).role === 'author' ? one : undefined)), // its own shape
  change('contributors/*/native', 'where there is no other name', (native, _, { holder }) =>
    holder.family === undefined && holder.given === undefined && holder.nonDroppingParticle === undefined
      ? native
      : undefined,
  ),
  change('contributors/*/equalContribution', 'said only where it is so', (flag) => flag || undefined),
  change('affiliations/*', 'stands at the authors who name it', (value, { contributors = [] }) => {
    const { id } = value as Affiliation // its own shape
    return contributors.some(
      (one) =>
        one.role === 'author' &&
        (one.affiliations?.includes(id) ||
          (one.kind === 'group' && one.members?.some(({ affiliations }) => affiliations?.includes(id)))),
    )
      ? value
      : undefined
  }),
  without<Affiliation>(
    'affiliations/*',
    'the line as printed, or its parts; ids at authors alone',
    (one, { contributors = [] }) => [
      ...(one.literal === undefined
        ? []
        : (['name', 'department', 'city', 'region', 'postalCode', 'country', 'countryCode'] as const)),
      ...(one.country === undefined ? [] : (['countryCode'] as const)),
      ...(contributors.some(({ role, affiliations }) => role === 'author' && affiliations?.includes(one.id))
        ? []
        : (['ror', 'isni', 'grid'] as const)),
    ],
  ),
  change(
    'identifiers/*',
    'of a type that PubMed knows',
    (one) => (identifierTypes[(one as { type: string }).type] === undefined ? undefined : one), // its own shape
  ),
  change('clinicalTrials/*', 'the number alone', (one) => ({ number: (one as { number: string }).number })), // its own shape
  without<Relation>('relations/*', 'of a type that PubMed knows, with one identifier', (relation) => [
    ...(hasObject(relation) ? [] : (Object.keys(relation) as (keyof Relation)[])), // of a closed object
    ...(relation.doi === undefined ? [] : (['url', 'identifier', 'identifierType'] as const)),
    ...(relation.url === undefined ? [] : (['identifier', 'identifierType'] as const)),
  ]),
  change('relations/*/identifierType', 'of a type that relations know', (type, _, { holder }) =>
    holder.doi === undefined && holder.url === undefined && /^(pmid|pmcid|arxiv|issn|isbn)$/.test(String(type))
      ? type
      : undefined,
  ),
  change('copyright', 'the statement, or year and holder', (value) => {
    const { statement } = value as NonNullable<Article['copyright']> // its own shape
    return statement === undefined ? value : { statement }
  }),
  change('references/*', 'one line as printed, or of its parts, with DOI and PMID', (value) => {
    const { unstructured, doi, pmid } = value as Reference // its own shape
    if (unstructured === undefined) return value
    return {
      ...(doi !== undefined && { doi }),
      ...(pmid !== undefined && { pmid }),
      unstructured: escapeRich(plainText(unstructured)),
    }
  }),
  without<NonNullable<Reference['pages']>>(
    'references/*/pages',
    'the span as printed where there is one',
    ({ literal }) => (literal === undefined ? [] : ['first', 'last']),
  ),
  plain('references/*/title'),
  plain('references/*/containerTitle'),
]

export const losses: readonly Field[] = [
  'heading',
  'shortTitle',
  'translatedTitles/*/language',
  'abstracts/*/kind',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers/*/type',
  'journal/publisher/place',
  'journal/publisher/ror',
  'journal/language',
  'issueTitle',
  'specialIssue',
  'dates/corrected',
  'dates/other',
  'licences',
  'freeToRead',
  'funding/*/funder/doi',
  'funding/*/funder/ror',
  'fundingStatement',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'subjects',
  'contentVersion',
  'links',
  'relations/*/label',
  'relations/*/date',
  'unmapped',
  'contributors/*/orcidAuthenticated',
  'contributors/*/honorific',
  'contributors/*/degrees',
  'contributors/*/corresponding',
  'contributors/*/credit',
  'contributors/*/deceased',
  'contributors/*/notes',
  ...[
    'orcid',
    'orcidAuthenticated',
    'isni',
    'email',
    'honorific',
    'degrees',
    'native',
    'corresponding',
    'credit',
    'equalContribution',
    'deceased',
    'notes',
    'role',
  ].map((name) => `contributors/*/members/*/${name}`),
  'references/*/key',
  'references/*/label',
  'references/*/type',
]

const asDate = 'PubDate with Year, Month, Season and Day'
export const transforms = [
  { field: 'type', how: 'PublicationType' },
  ...[
    'received',
    'revised',
    'accepted',
    'publishedOnline',
    'publishedPrint',
    'published',
    'issue',
    'posted',
    'retracted',
  ].map((name) => ({
    field: `dates/${name}`,
    how: asDate,
  })),
  { field: 'contributors/*/kind', how: 'names of a person, or CollectiveName' },
  { field: 'contributors/*/members/*/kind', how: 'IndividualName' },
  { field: 'contributors/*/role', how: 'AuthorList' },
  { field: 'contributors/*/equalContribution', how: '@EqualContrib' },
  { field: 'contributors/*/affiliations/*', how: 'AffiliationInfo of each author' },
  { field: 'contributors/*/members/*/affiliations/*', how: 'Affiliation of each member' },
  { field: 'affiliations/*/id', how: 'AffiliationInfo of each author' },
  { field: 'identifiers/*/type', how: '@IdType' },
  { field: 'relations/*/type', how: 'Object/@Type' },
  { field: 'copyright/year', how: 'CopyrightInformation' },
] as const
