/** `date` as EDTF, in the precision of the record; a season in the source’s words is the name of the issue. */
import type { Article, ArticleDate } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { formatAnnotations } from '../bibtex/annotations.ts'
import { datesRow, isOnlyPublished, writeDates } from '../bibtex/dates.ts'
import type { Row } from '../bibtex/row.ts'
import { isInJournal } from '../bibtex/write.ts'
import type { WriteOptions } from '../codec.ts'

/** What `date` can hold of a date: all of EDTF, the year of a season, nothing of a literal. */
const dateField = (date: ArticleDate | undefined): string | undefined => {
  if (date === undefined || typeof date === 'string') return date
  return 'year' in date ? String(date.year).padStart(4, '0') : undefined
}

export const biblatexDate = (article: Article, options?: WriteOptions): string | undefined =>
  dateField(citationDate(article, options?.date))

export const biblatexDatesRow: Row = {
  ...datesRow,
  write(article, sink, options) {
    const cited = citationDate(article, options?.date)
    const date = dateField(cited)
    if (date !== undefined) sink.put('date', date)
    if (typeof cited === 'object' && 'season' in cited && isInJournal(article)) {
      sink.put('issue', sink.text(cited.season))
      sink.put('issue+an:of', formatAnnotations([[0, 'date']]))
    }
    const { dates } = article
    if (dates) writeDates(dates, typeof dates.published === 'string' && isOnlyPublished(dates), sink)
  },
}
