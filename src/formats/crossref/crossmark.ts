/**
 * crossmark: the events of the article’s life and what it does to others. A deposit may have it only with the DOI of
 * a Crossmark policy (crossmark_policy); the result of a query may have it without (unixref1.1.xsd).
 */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { each, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { fit, isDepositableDoi, wholeDay } from './values.ts'
import { noticeTypes, updateTypes } from './vocabulary.ts'

/** What stands beside the assertions: in a deposit the programs are part of custom_metadata, in a result they follow. */
export function crossmark(article: Article, policy: string | undefined, programs: Markup): Markup {
  const metadata = sequence(assertions(article), programs)
  const content = sequence(
    leaf('crossmark_policy', policy),
    wrap('updates', updates(article)),
    wrap('custom_metadata', metadata),
  )
  return wrap('crossmark', content)
}

/** A notice names what it corrects or retracts, and the day it did: its own day of publication. */
const updates = (article: Article): Markup =>
  each(article.relations, ({ type, doi, date }) => {
    const own = updateTypes[type]
    const day = wholeDay(date) ?? wholeDay(citationDate(article))
    if (own === undefined || doi === undefined || day === undefined || !isDepositableDoi(doi)) return none
    const finer = article.type === undefined ? undefined : noticeTypes[article.type]
    return leaf('update', doi, { type: finer ?? own, date: day })
  })

export interface HistoryEvent {
  readonly name: string
  readonly label: string
  readonly date: ArticleDate
}

const labels: readonly (readonly [field: Exclude<keyof Dates, 'other'>, name: string, label: string])[] = [
  ['received', 'received', 'Received'],
  ['revised', 'revised', 'Revised'],
  ['accepted', 'accepted', 'Accepted'],
  ['corrected', 'corrected', 'Corrected'],
  ['retracted', 'retracted', 'Retracted'],
]

/** The history of the article in order; names are NCNames (cm_assertion_name). */
export function historyOf(dates: Dates = {}): readonly HistoryEvent[] {
  const events = labels.flatMap(([field, name, label]) => {
    const value = dates[field]
    const list: readonly ArticleDate[] =
      value === undefined ? [] : Array.isArray(value) ? value : [value as ArticleDate] // lists apart, all are dates
    return list.map((date) => ({ name, label, date }))
  })
  const others = (dates.other ?? []).map(({ event, date }) => ({ name: ncName(event), label: event, date }))
  return [...events, ...others]
}

const ncName = (event: string): string => event.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^(?=[^A-Za-z_])|^$/, 'event_')

/** A date in words: EDTF, or what the source said. */
export const dateText = (date: ArticleDate): string =>
  typeof date === 'string' ? date : 'literal' in date ? date.literal : `${date.season} ${date.year}`

function assertions({ dates, copyright, fundingStatement }: Article): Markup {
  const events = historyOf(dates)
  return sequence(
    each(events, ({ name, label, date }, order) =>
      leaf('assertion', fit(dateText(date), 1024, 2), {
        name: fit(name.padEnd(2, '_'), 150),
        label: fit(label, 150, 2),
        group_name: 'publication_history',
        group_label: 'Publication History',
        order: String(order),
      }),
    ),
    statement('copyright', 'Copyright', copyright?.statement),
    statement('copyright_year', 'Copyright year', copyright?.year),
    statement('copyright_holder', 'Copyright holder', copyright?.holder),
    statement('funding', 'Funding', fundingStatement),
  )
}

const statement = (name: string, label: string, text: string | undefined): Markup =>
  text === undefined ? none : leaf('assertion', fit(text, 1024, 2), { name, label })
