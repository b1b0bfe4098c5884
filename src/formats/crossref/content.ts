/** The one content item of a document: an article in its journal, a preprint, or a review. */
import type { Article } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import type { Site, WriteOptions } from '../codec.ts'
import { abstracts } from './abstracts.ts'
import { citations } from './citations.ts'
import { contributors } from './contributors.ts'
import { crossmark } from './crossmark.ts'
import { dateElement, publicationDates } from './dates.ts'
import { doiData, itemNumbers, pages, publisherItem, titles, versionInfo } from './identity.ts'
import { journalIssue, journalMetadata, journalTitle } from './journal.ts'
import { access, programs, relations } from './programs.ts'
import { dateParts, fit, isDepositableDoi, wholeDay } from './values.ts'
import { languageCode } from './vocabulary.ts'

/** How crossmark may be written: not at all, with this policy’s DOI, or freely. */
export type Crossmark = 'none' | 'free' | { readonly policy: string }
export interface Context {
  readonly site: Site
  readonly crossmark: Crossmark
  readonly options?: WriteOptions
}

export type ContentKind = 'journal' | 'posted_content' | 'peer_review'

/** A review needs the day it was made and the DOI reviewed; an article needs a journal with a title. */
export function contentKind(article: Article): ContentKind {
  if (article.type === 'peer-review' && reviewDate(article) !== undefined && reviewed(article)) return 'peer_review'
  return article.type === 'preprint' || journalTitle(article.journal) === undefined ? 'posted_content' : 'journal'
}

const reviewed = ({ relations }: Article): boolean =>
  relations?.some(({ type, doi }) => type === 'reviews' && doi !== undefined) === true
export const reviewDate = (article: Article): string | undefined => {
  const day = wholeDay(article.dates?.posted) ?? wholeDay(citationDate(article))
  return dateParts(day) === undefined ? undefined : day
}

export function content(article: Article, context: Context): Markup {
  switch (contentKind(article)) {
    case 'journal':
      return journal(article, context)
    case 'posted_content':
      return postedContent(article, context)
    case 'peer_review':
      return peerReview(article, context)
  }
}

/** The order is that of crossref5.5.0.xsd, journal and journal_article. */
const journal = (article: Article, context: Context): Markup =>
  element(
    'journal',
    sequence(
      journalMetadata(article.journal ?? {}),
      journalIssue(article),
      element(
        'journal_article',
        sequence(
          titles(article, 20),
          contributors(article),
          abstracts(article),
          publicationDates(article, context.options?.date),
          dateElement('acceptance_date', article.dates?.accepted),
          pages(article),
          publisherItem(article),
          markAndPrograms(article, context),
          relations(article),
          versionInfo(article),
          doiData(article, context.site),
          citations(article),
        ),
        { publication_type: 'full_text', language: languageCode(article.language) },
      ),
    ),
  )

function markAndPrograms(article: Article, { crossmark: mark }: Context): Markup {
  if (mark === 'none') return programs(article)
  if (mark === 'free') return sequence(crossmark(article, undefined, none), programs(article))
  if (!isDepositableDoi(mark.policy)) return programs(article)
  return crossmark(article, mark.policy, programs(article))
}

/** Posted content has no Crossmark, no pages and one set of titles (posted_content). */
const postedContent = (article: Article, { site, options }: Context): Markup =>
  element(
    'posted_content',
    sequence(
      contributors(article),
      titles(article, 1),
      dateElement('posted_date', postedDate(article, options)),
      dateElement('acceptance_date', article.dates?.accepted),
      withdrawal(article),
      server(article),
      institution(article),
      itemNumbers(article),
      abstracts(article),
      programs(article),
      relations(article),
      versionInfo(article),
      doiData(article, site),
      citations(article),
    ),
    { type: article.type === 'preprint' ? 'preprint' : 'other', language: languageCode(article.language) },
  )

export function postedDate(article: Article, options?: WriteOptions) {
  const posted = article.dates?.posted
  return dateParts(posted) === undefined ? citationDate(article, options?.date) : posted
}

const withdrawal = ({ dates }: Article): Markup =>
  dates?.retracted === undefined
    ? none
    : element('status', element('description', text('Retracted')), {
        type: 'withdrawn',
        date: wholeDay(dates.retracted),
      })

/** The server that a preprint was posted to, by its name; group_title would be a subject there (“Ecology”). */
const server = ({ journal }: Article): Markup =>
  wrap('institution', leaf('institution_name', fit(journalTitle(journal), 1024)))

/** Who runs it. */
function institution({ journal }: Article): Markup {
  const { name, place, ror } = journal?.publisher ?? {}
  if (name === undefined && ror === undefined) return none
  return element(
    'institution',
    sequence(
      leaf('institution_name', fit(name, 1024)),
      leaf('institution_id', ror, { type: 'ror' }),
      leaf('institution_place', fit(place, 255, 2)),
    ),
  )
}

const peerReview = (article: Article, { site }: Context): Markup =>
  element(
    'peer_review',
    sequence(
      contributors(article),
      titles(article, 1),
      dateElement('review_date', reviewDate(article)),
      wrap('running_number', text(article.articleNumber ?? '')),
      access(article),
      relations(article),
      doiData(article, site),
    ),
    { language: languageCode(article.language) },
  )
