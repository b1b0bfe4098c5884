/** Journal: PublisherName, JournalTitle, Issn and PubDate are required, and empty where they are not known. */
import type { Article, Journal } from '../../../schemas/article.ts'
import type { DatePolicy } from '../../article/citation-date.ts'
import { element, leaf, type Markup, sequence, text } from '../../text/markup.ts'
import { journalDate } from './dates.ts'

export const journal = (article: Article, policy?: DatePolicy): Markup =>
  element(
    'Journal',
    sequence(
      element('PublisherName', text(article.journal?.publisher?.name ?? '')),
      element('JournalTitle', text(journalTitle(article.journal) ?? '')),
      element('Issn', text(issnOf(article.journal) ?? '')),
      leaf('Volume', article.volume),
      leaf('Issue', issueOf(article)),
      journalDate(article, policy),
    ),
  )

/** NLM wants its own title abbreviation; without it the title. */
export const journalTitle = (journal: Journal | undefined): string | undefined =>
  nlmTitle(journal) ?? journal?.title ?? journal?.abbreviatedTitles?.[0]?.title

const nlmTitle = (journal: Journal | undefined): string | undefined =>
  journal?.abbreviatedTitles?.find(({ type }) => type === 'nlm-ta')?.title ??
  journal?.identifiers?.find(({ type }) => type === 'nlm-ta')?.value

/** One ISSN: the electronic one first, since every title has it today. */
export const issnOf = (journal: Journal | undefined): string | undefined => {
  const { print, electronic, linking, unspecified } = journal?.issn ?? {}
  return electronic ?? print ?? linking ?? unspecified?.[0]
}

/** A supplement is part of the issue: “3 Suppl 1” (Data Provider Help, Issue). */
export const issueOf = ({ issue, supplement }: Article): string | undefined =>
  supplement === undefined ? issue : issue === undefined ? supplement : `${issue} ${supplement}`
