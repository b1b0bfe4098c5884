/** Dates as people read them, in the precision that was given: `18 January 2024`, `January 2024`, `Spring 2024`. */
import type { ArticleDate } from '../../schemas/article.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'] as const

export function dateText(date: ArticleDate): string {
  if (typeof date !== 'string') return 'literal' in date ? date.literal : `${date.season} ${date.year}`
  return date.split('/').map(dayText).join(' to ')
}

/** The day of an instant. */
export const instantText = (instant: string): string => dayText(instant.slice(0, 10))

function dayText(day: string): string {
  const [year = '', month, date] = day.split('-')
  if (month === undefined) return year
  const number = Number(month)
  const name = number > 20 ? seasons[number - 21] : months[number - 1]
  return date === undefined ? `${name} ${year}` : `${Number(date)} ${name} ${year}`
}
