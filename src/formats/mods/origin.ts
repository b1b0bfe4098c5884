/** originInfo: when what happened to the article, and in which version it is described. */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { dateWords } from '../../article/in-words.ts'
import { each, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import type { WriteOptions } from '../codec.ts'

/** dateIssued is the date of the citation; every event has its own dateOther beside it. */
export function originInfo(article: Article, options: WriteOptions | undefined): Markup {
  const issued = citationDate(article, options?.date)
  return wrap(
    'originInfo',
    sequence(
      issued === undefined ? none : dated('dateIssued', issued, { keyDate: 'yes' }),
      leaf('copyrightDate', article.copyright?.year),
      article.dates === undefined ? none : events(article.dates),
      leaf('edition', article.contentVersion && (versions[article.contentVersion] ?? article.contentVersion)),
    ),
  )
}

/** NISO RP-8-2008, Journal Article Versions. */
export const versions: Readonly<Record<string, string>> = { vor: 'Version of Record', am: 'Accepted Manuscript' }

/** dateOther/@type, in the order in which things happen. */
export const eventTypes = [
  ['received', 'received'],
  ['revised', 'revised'],
  ['accepted', 'accepted'],
  ['posted', 'posted'],
  ['publishedOnline', 'published online'],
  ['publishedPrint', 'published in print'],
  ['published', 'published'],
  ['issue', 'issue'],
  ['corrected', 'corrected'],
  ['retracted', 'retracted'],
] as const satisfies readonly (readonly [keyof Dates, string])[]

function events(dates: Dates): Markup {
  let out = none
  for (const [field, type] of eventTypes) {
    const value = dates[field]
    if (value === undefined) continue
    const list = Array.isArray(value) ? value : [value as ArticleDate] // what is no list is one date
    out = sequence(
      out,
      each(list, (date) => dated('dateOther', date, { type })),
    )
  }
  return sequence(
    out,
    each(dates.other, ({ event, date }) => dated('dateOther', date, { type: event })),
  )
}

/** Year, month and day are W3CDTF; seasons and ranges EDTF; words have no encoding. */
export function dated(name: string, date: ArticleDate, attributes: Readonly<Record<string, string>> = {}): Markup {
  if (typeof date !== 'string') return leaf(name, dateText(date), attributes)
  const encoding = /^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$/.test(date) ? 'w3cdtf' : 'edtf'
  return leaf(name, date, { encoding, ...attributes })
}

/** EDTF as it stands, otherwise the source’s words. */
export const dateText = (date: ArticleDate): string => (typeof date === 'string' ? date : dateWords(date))
