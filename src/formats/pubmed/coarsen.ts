/** What PubMed’s submission format says in a coarser form, in other words, or not at all. */
import type { Article } from '../../../schemas/article.ts'
import { change } from '../change.ts'
import { coarser } from '../coarser.ts'
import type { Coarsening, Field } from '../codec.ts'
import { identifierTypes, isEnglish, titleLine } from './identity.ts'
import { issueParts } from './issue.ts'
import { issnOf, issueOf, journalTitle } from './journal.ts'
import { isItemNumber } from './read/ids.ts'
import { languageOf } from './read/texts.ts'
import { sayable } from './rich.ts'
import {
  datesSaid,
  fundingSaid,
  keywordsSaid,
  peopleSaid,
  plainly,
  referenceSaid,
  relationsSaid,
  sectionsSaid,
} from './said.ts'
import { pagesSaid } from './span.ts'
import { hasType } from './types.ts'

type Journal = NonNullable<Article['journal']>

const face = (field: Field): Coarsening =>
  change(field, 'bold, italic, underline, sub- and superscript; other mark-up and mathematics as plain text', (text) =>
    sayable(String(text)),
  )

const copyrightLine = ({ statement, year, holder }: NonNullable<Article['copyright']>): string =>
  statement ?? ['©', year, holder].filter(Boolean).join(' ')

/** Title and subtitle in one, in English and in the article’s own language. */
const titles: Coarsening = {
  field: 'title',
  how: 'title and subtitle in one line; beside it the English title of an article in another language',
  apply(article) {
    const { title, subtitle, translatedTitles, ...rest } = article
    const own = title === undefined ? subtitle : titleLine(title, subtitle)
    const english = translatedTitles?.find((one) => isEnglish(article, one))
    const line = english && titleLine(english.title, english.subtitle)
    if (line === undefined) return { ...rest, ...(own !== undefined && { title: own }) }
    if (own === undefined) return { ...rest, title: line }
    return { ...rest, title: own, translatedTitles: [{ title: line, language: 'en' }] }
  },
}

const people: Coarsening = {
  field: 'contributors',
  how: 'authors alone, by last and first name with particles; of their affiliations the line, and identifiers at authors',
  apply({ contributors, affiliations, ...article }) {
    if (contributors === undefined) return article
    return { ...article, ...peopleSaid({ contributors, ...(affiliations !== undefined && { affiliations }) }) }
  },
}

const journal = (one: Journal): Journal => {
  const [title, issn, name] = [journalTitle(one), issnOf(one), one.publisher?.name]
  return {
    ...(title !== undefined && { title }),
    ...(issn !== undefined && { issn: { unspecified: [issn] } }),
    ...(name !== undefined && { publisher: { name } }),
  }
}

const issue: Coarsening = {
  field: 'issue',
  how: 'issue and supplement in one',
  apply({ issue, supplement, ...article }) {
    const said = issueOf({ ...(issue !== undefined && { issue }), ...(supplement !== undefined && { supplement }) })
    return { ...article, ...(said !== undefined && issueParts(said)) }
  },
}

/** An article number in the form of another publisher’s item number is taken for one. */
const articleNumber: Coarsening = {
  field: 'articleNumber',
  how: 'a number such as S0033-3506(15)00037-2 is an identifier',
  apply(article) {
    const { articleNumber, identifiers = [], ...rest } = article
    if (articleNumber === undefined || !isItemNumber(articleNumber)) return article
    const others = identifiers.filter(({ type, value }) => type !== 'pii' || value !== articleNumber)
    return { ...rest, identifiers: [{ type: 'pii', value: articleNumber }, ...others] }
  },
}

export const coarsenings: readonly Coarsening[] = [
  {
    field: 'relations',
    how: 'of a type that PubMed knows, with one identifier',
    apply(article) {
      const { relations: _, ...rest } = article
      const said = relationsSaid(article)
      return said.length === 0 ? rest : { ...rest, relations: said }
    },
  },
  coarser<NonNullable<Article['dates']>>(
    'dates',
    'a year with month, season or day, of a range that is not of months its beginning; one date of the issue',
    datesSaid,
  ),
  change(
    'type',
    'a word of NLM’s list of publication types that tells more than an article',
    (type) => (hasType(type as NonNullable<Article['type']>) ? type : undefined), // its own shape
  ),
  titles,
  people,
  face('title'),
  face('translatedTitles/*/title'),
  face('abstracts/*/sections/*/paragraphs/*'),
  change('abstracts/*/sections/*/title', 'plain text, without mark-up', (text) => plainly(String(text)) || undefined),
  coarser<Article['abstracts']>('abstracts', 'a section without a heading continues the one before', (abstracts) =>
    abstracts?.map((one) => ({ ...one, sections: sectionsSaid(one.sections) })),
  ),
  change('abstracts/*/language', 'two letters, and that of further abstracts alone', (tag, _, { pointer }) =>
    pointer() === '/abstracts/0/language' ? undefined : languageOf(String(tag).split('-', 1)[0]),
  ),
  change('language', 'two letters', (tag) => languageOf(String(tag).split('-', 1)[0])),
  coarser<NonNullable<Article['keywords']>>('keywords', 'one list of plain text', keywordsSaid),
  coarser<Journal>(
    'journal',
    'one title, NLM’s abbreviation where it is known; one ISSN, the electronic one where there is one',
    journal,
  ),
  coarser<NonNullable<Article['pages']>>(
    'pages',
    'first and last page, or the span as printed',
    ({ first, last, literal }) =>
      pagesSaid(
        first === undefined
          ? { ...(literal !== undefined && { literal }) }
          : { first, ...(last !== undefined && { last }) },
      ),
  ),
  issue,
  change('identifiers/*', 'of a type that PubMed knows', (one) => {
    const { type, value } = one as { type: string; value: string } // its own shape
    return identifierTypes[type] === undefined ? undefined : { type: type === 'publisher-id' ? 'pii' : type, value }
  }),
  articleNumber,
  change('clinicalTrials/*', 'the number alone', (one) => ({ number: (one as { number: string }).number })), // its own shape
  coarser<NonNullable<Article['funding']>>('funding', 'an award at a time, with the name of its funder', fundingSaid),
  coarser<NonNullable<Article['copyright']>>('copyright', 'one line', (one) => ({ statement: copyrightLine(one) })),
  coarser<NonNullable<Article['references']>>(
    'references',
    'one line as printed, or of its parts, with DOI and PMID',
    (list) => list.map(referenceSaid),
  ),
]

export const losses: readonly Field[] = [
  'heading',
  'shortTitle',
  'abstracts/*/kind',
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
  { field: 'contributors/*/members/*/role', how: 'IndividualName' },
  { field: 'contributors/*/role', how: 'AuthorList' },
  { field: 'contributors/*/equalContribution', how: '@EqualContrib' },
  { field: 'contributors/*/affiliations/*', how: 'AffiliationInfo of each author' },
  { field: 'contributors/*/members/*/affiliations/*', how: 'Affiliation of each member' },
  { field: 'affiliations/*/id', how: 'AffiliationInfo of each author' },
  { field: 'identifiers/*/type', how: '@IdType' },
  { field: 'relations/*/type', how: 'Object/@Type' },
  { field: 'copyright/year', how: 'CopyrightInformation' },
] as const
