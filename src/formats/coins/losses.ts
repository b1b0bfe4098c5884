/** What a ContextObject cannot say, and what it says in words of its own. */
import type { Article } from '../../../schemas/article.ts'
import { onlyTitle } from '../at-once/texts.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import type { AsReadRow } from '../html/context.ts'
import { detailsOfPeople, standingBeforeTitle } from '../losses-in-common.ts'
import { edited, plainly as plainTexts } from '../tagged/coarsenings.ts'
import * as plainly from './at-once.ts'

export const coinsLoses: readonly Field[] = [
  ...detailsOfPeople,
  'abstracts',
  'affiliations',
  'clinicalTrials',
  'contentVersion',
  'contributors/*/affiliations',
  'contributors/*/corresponding',
  'contributors/*/email',
  'contributors/*/orcid',
  'copyright',
  'dates/accepted',
  'dates/corrected',
  'dates/other',
  'dates/received',
  'dates/revised',
  'freeToRead',
  'funding',
  'fundingStatement',
  'heading',
  'issueTitle',
  'journal/abbreviatedTitles/*/type',
  'journal/language',
  'journal/publisher',
  'keywords',
  'language',
  'licences',
  'links/*/contentVersion',
  'links/*/mediaType',
  'references',
  'shortTitle',
  'specialIssue',
  'subjects',
  'translatedTitles',
  'unmapped',
]

const publications = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

export const titlesAsRead: AsReadRow = {
  fields: ['title', 'subtitle'],
  beside: ['relations', 'dates'],
  how: 'Title and subtitle in one line, in which it is said first that the article was retracted, corrected or doubted; tags and entities are read as mark-up.',
  atOnce: onlyTitle,
}

/** Fields whose written form is words that a reader must understand. */
export const readAs: readonly AsReadRow[] = [
  {
    fields: ['contributors'],
    how: 'The first author in parts, particles within the names; all others in one piece, in printed order.',
    atOnce: plainly.authors,
  },
  {
    fields: ['dates'],
    beside: ['type'],
    how: 'The one date of publication by which the article is cited.',
    atOnce: plainly.dates,
  },
  { fields: ['journal'], how: 'Entities are read as characters.', atOnce: plainly.journal },
  { fields: ['pages'], how: 'A span of two numbers is first and last page.', atOnce: plainly.pages },
  {
    fields: ['identifiers'],
    beside: ['doi', 'links'],
    how: 'PMID and arXiv identifiers alone.',
    atOnce: plainly.identifiers,
  },
  {
    fields: ['links'],
    beside: ['doi', 'identifiers'],
    how: 'Landing pages alone; the address of the DOI is no link.',
    atOnce: plainly.links,
  },
]

export const coinsCoarsens: readonly Coarsening[] = [
  ...plainTexts(['title', 'subtitle']),
  {
    field: 'contributors',
    how: 'Authors alone.',
    apply: ({ contributors, ...article }) =>
      contributors === undefined
        ? article
        : { ...article, contributors: contributors.filter(({ role }) => role === 'author') },
  },
  ...standingBeforeTitle,
  {
    field: 'type',
    how: 'An article or a preprint.',
    apply: ({ type, ...article }) => (type === 'preprint' ? { ...article, type } : article),
  },
  {
    field: 'journal/issn',
    how: 'One electronic ISSN and one other.',
    apply: (article) =>
      article.journal?.issn === undefined
        ? article
        : { ...article, journal: { ...article.journal, issn: twoIssns(article) } },
  },
  {
    field: 'journal/abbreviatedTitles',
    how: 'The first abbreviated title alone.',
    apply: (article) =>
      edited(article, 'journal/abbreviatedTitles', (list) => (Array.isArray(list) ? list.slice(0, 1) : list)),
  },
  {
    field: 'journal/identifiers',
    how: 'The CODEN alone.',
    apply: (article) =>
      edited(article, 'journal/identifiers/*', (value) => {
        const coden = article.journal?.identifiers?.find(({ type }) => type === 'coden')
        return coden !== undefined && JSON.stringify(coden) === JSON.stringify(value) ? value : undefined
      }),
  },
  {
    field: 'links',
    how: 'Landing pages alone.',
    apply: ({ links, ...article }) =>
      links === undefined ? article : { ...article, links: links.filter(({ kind }) => kind === 'landing') },
  },
  {
    field: 'identifiers',
    how: 'PMID and arXiv identifiers alone.',
    apply: ({ identifiers, ...article }) =>
      identifiers === undefined
        ? article
        : { ...article, identifiers: identifiers.filter(({ type }) => type === 'pmid' || type === 'arxiv') },
  },
]

function twoIssns({ journal }: Article) {
  const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
  const other = print ?? linking ?? unspecified[0]
  return { ...(electronic !== undefined && { electronic }), ...(other !== undefined && { unspecified: [other] }) }
}

export const coinsTransforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: '`aucorp` for a body, `au` for anyone else.' },
  { field: 'contributors/*/role', how: 'Only authors are named.' },
  { field: 'identifiers/*/type', how: 'The namespace of the identifier.' },
  { field: 'journal/identifiers/*/type', how: 'The key `coden`.' },
  { field: 'links/*/kind', how: 'Only landing pages are named.' },
  { field: 'type', how: '`genre`.' },
  ...publications.map((field) => ({
    field: `dates/${field}`,
    how: 'W3CDTF in `date`; a season in `ssn`, a range in `chron`.',
  })),
]
