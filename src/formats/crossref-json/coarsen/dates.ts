/** Dates as the API says them: numbers, and assertions in words. */
import type { ArticleDate } from '../../../../schemas/article.ts'
import { rewritten } from '../../crossref/coarser.ts'
import { newReading } from '../../crossref/read/context.ts'
import { assertions, parts, putDates } from '../dates.ts'
import { readDates } from '../read/dates.ts'
import type { Work } from '../work.ts'

/** As the reader of works has them: members with numbers, and events in assertions for what these cannot say. */
export const dateRow = rewritten(
  'dates',
  'numbers, and words where these say less; `published` where no other is the same',
  (article) => {
    const work: Work = { assertion: assertions({ ...article, relations: [] }) }
    putDates(work, article)
    const reading = newReading()
    readDates(work, reading)
    return reading.draft.dates
  },
)

/** A date in numbers alone. */
export function asParts(date: ArticleDate | undefined): ArticleDate | undefined {
  const numbers = parts(date)?.['date-parts'][0]
  if (numbers === undefined) return undefined
  return numbers.map((number, at) => String(number).padStart(at === 0 ? 4 : 2, '0')).join('-')
}
