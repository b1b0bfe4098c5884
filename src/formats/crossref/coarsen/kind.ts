/** What a deposit’s three kinds of content leave of an article: its dates, its journal, what only articles in journals have. */
import type { Article, ArticleDate, Dates } from '../../../../schemas/article.ts'
import { citationDate } from '../../../article/citation-date.ts'
import type { Coarsening } from '../../codec.ts'
import { type ContentKind, contentKind, postedDate, reviewDate } from '../content.ts'
import { dateText, historyOf } from '../crossmark.ts'
import { publications } from '../dates.ts'
import { journalIssue, journalTitle } from '../journal.ts'
import { addEvents, type DatedEvent, eventDate, eventField, saysMore } from '../read/events.ts'
import { dateParts, exactDate, fit, wholeDay } from '../values.ts'

type Draft = { -readonly [K in keyof Article]?: Article[K] }
export const elementDates = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'] as const

type Loose = { -readonly [K in keyof Dates]: Dates[K] }

/** The dates that elements say, and in a result the events that assertions do. */
function datesSaid(article: Article, kind: ContentKind, hasHistory: boolean): Dates {
  const { dates = {} } = article
  const out: Loose = {}
  const put = (name: (typeof elementDates)[number], date: ArticleDate | undefined) => {
    const exact = date === undefined ? undefined : exactDate(date)
    if (exact !== undefined) out[name] = exact
  }
  if (kind === 'peer_review') put('published', reviewDate(article))
  else put('accepted', dates.accepted)
  if (kind === 'posted_content') {
    put('posted', postedDate(article))
    const withdrawn = wholeDay(dates.retracted)
    if (withdrawn !== undefined) out.retracted = withdrawn
  }
  if (kind !== 'journal') return out
  for (const [name] of publications) put(name, dates[name])
  if (Object.keys(out).every((name) => name === 'accepted')) put('published', citationDate(article))
  if (journalIssue(article) !== '')
    put('issue', dateParts(dates.issue) === undefined ? citationDate(article) : dates.issue)
  const events = historyOf(dates).flatMap(({ name, label, date }): DatedEvent[] => {
    const [value, word] = [fit(dateText(date), 1024, 2), fit(label, 150, 2)]
    const read = value === undefined ? undefined : eventDate(value)
    return read === undefined ? [] : [{ field: eventField(name, word), event: word ?? name, date: read }]
  })
  if (hasHistory) addEvents(out, events, saysMore)
  return out
}

export const kindRow = (hasHistory: boolean): Coarsening => ({
  field: 'type',
  how: 'the schema tells preprints and peer reviews from articles; these have no issue, pages or journal but its title',
  apply(article) {
    const out: Draft = { ...article }
    const kind = contentKind(article)
    const dates = datesSaid(article, kind, hasHistory)
    if (article.dates !== undefined || Object.keys(dates).length > 0) out.dates = dates
    const journal = journalSaid(article, kind)
    if (out.journal !== undefined) out.journal = journal
    if (kind === 'journal' && out.issueTitle === undefined && out.specialIssue !== undefined) {
      out.issueTitle = out.specialIssue
      delete out.specialIssue
    }
    if (kind !== 'journal') for (const name of notPosted) delete out[name]
    if (kind === 'peer_review') for (const name of notReviewed) delete out[name]
    else if (out.type !== 'preprint') delete out.type
    return out as Article // still of its shape
  },
})

/** An abbreviated title stands for the full one; of posted content the server’s name is all there is of a journal. */
function journalSaid({ journal = {} }: Article, kind: ContentKind): NonNullable<Article['journal']> {
  const title = journalTitle(journal)
  const { publisher, ...rest } = journal
  if (kind === 'journal') return { ...rest, ...(title !== undefined && { title }) }
  const name = title ?? publisher?.name
  const { name: said, ...others } = publisher ?? {}
  const runs = { ...(title !== undefined && said !== undefined && { name: said }), ...others }
  return { ...(name !== undefined && { title: name }), ...(Object.keys(runs).length > 0 && { publisher: runs }) }
}
const notPosted = ['volume', 'issue', 'issueTitle', 'supplement', 'specialIssue', 'pages', 'identifiers'] as const
const notReviewed = ['abstracts', 'journal', 'funding', 'clinicalTrials', 'references', 'contentVersion'] as const
