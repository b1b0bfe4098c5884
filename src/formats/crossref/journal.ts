/** journal_metadata and journal_issue: where the article appeared. */
import type { Article, Journal } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { dateElement } from './dates.ts'
import { dateParts, fit } from './values.ts'
import { languageCode } from './vocabulary.ts'

/** full_title is required: an abbreviated title stands for it where it is all that is known. */
export const journalTitle = (journal: Journal | undefined): string | undefined =>
  journal?.title ?? journal?.abbreviatedTitles?.[0]?.title

export const journalMetadata = (journal: Journal): Markup =>
  element(
    'journal_metadata',
    sequence(
      leaf('full_title', fit(journalTitle(journal), 255)),
      each(journal.abbreviatedTitles?.slice(0, 10), ({ title }) => leaf('abbrev_title', fit(title, 150))),
      each(issnsOf(journal), ({ issn, medium }) => leaf('issn', issn, { media_type: medium })),
      leaf('coden', codenOf(journal)),
    ),
    { language: languageCode(journal.language) },
  )

interface JournalIssn {
  readonly issn: string
  readonly medium?: 'print' | 'electronic'
}

/** @media_type knows two media; an ISSN of another stands only where there is none of these. */
export function issnsOf({ issn }: Journal): readonly JournalIssn[] {
  if (issn === undefined) return []
  const known: JournalIssn[] = []
  if (issn.print !== undefined) known.push({ issn: issn.print, medium: 'print' })
  if (issn.electronic !== undefined) known.push({ issn: issn.electronic, medium: 'electronic' })
  if (known.length > 0) return known
  const others = [issn.linking, ...(issn.unspecified ?? [])].filter((value) => value !== undefined)
  return [...new Set(others)].slice(0, 6).map((value) => ({ issn: value }))
}

export const codenOf = ({ identifiers }: Journal): string | undefined =>
  identifiers?.find(({ type, value }) => type === 'coden' && value.length <= 6)?.value

/** The issue bears its own date, otherwise that of the article; it needs one. */
export function journalIssue(article: Article): Markup {
  const { volume, issue, issueTitle, specialIssue, supplement, dates } = article
  const content = sequence(
    wrap('journal_volume', leaf('volume', fit(volume, 32))),
    leaf('issue', fit(issue, 32)),
    leaf('special_numbering', fit(supplement, 15)),
  )
  const title = issueTitle ?? specialIssue
  const titles = sequence(leaf('title', title), issueTitle === undefined ? none : leaf('subtitle', specialIssue))
  const own = dateParts(dates?.issue) === undefined ? undefined : dates?.issue
  if (content === '' && titles === '' && own === undefined) return none
  return element(
    'journal_issue',
    sequence(wrap('titles', titles), dateElement('publication_date', own ?? citationDate(article), 'other'), content),
  )
}
