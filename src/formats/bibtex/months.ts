/** The month of an entry in whatever words it is given. */
import type { ArticleDate } from '../../../schemas/article.ts'
import { parseDate } from '../../article/date.ts'
import { monthNumber, seasonNumber } from '../../article/months.ts'

/** `mar`, `3`, `March`; `15~` # jan, `mar 5`; a season; other words stay as they are. */
export function readMonth(year: string, month: string, day: string): ArticleDate {
  const words = month.replace(/([0-9])(?:st|nd|rd|th)\b/g, '$1').match(/[0-9]+|\p{L}+/gu) ?? []
  const name = words.find((word) => /\p{L}/u.test(word))
  const numbers = words.filter((word) => /^[0-9]{1,2}$/.test(word))
  const isSingle = words.length <= 2 && !/[-–/]/.test(month)
  const number = name === undefined ? Number(numbers[0]) : monthNumber(name)
  if (isSingle && number !== undefined && number >= 1 && number <= 12) {
    const inside = name === undefined ? numbers[1] : numbers[0]
    return withDay(`${year}-${pad(number)}`, inside ?? day)
  }
  const season = name === undefined || words.length > 1 ? undefined : seasonNumber(name)
  return season === undefined ? rangeOrSeason(year, month) : `${year}-${season}`
}

function rangeOrSeason(year: string, month: string): ArticleDate {
  const range = parseDate(`${month} ${year}`)
  return typeof range === 'string' ? range : { year: Number(year), season: month }
}

function withDay(month: string, day: string): ArticleDate {
  if (!/^[0-9]{1,2}$/.test(day)) return month
  const whole = parseDate(`${month}-${pad(Number(day))}`)
  return typeof whole === 'string' ? whole : month
}

const pad = (number: number) => String(number).padStart(2, '0')
