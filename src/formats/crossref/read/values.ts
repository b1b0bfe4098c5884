/** Numbers of dates as the registry has them, and identifiers that others have turned into text. */
import type { ArticleDate } from '../../../../schemas/article.ts'
import { isImpossible } from '../../../article/chronology.ts'

const pad = (part: string): string => part.padStart(2, '0')

/**
 * Year, month and day; a month of 21 to 24 is a season, of 31 to 34 a quarter (common5.5.0.xsd, month). What is no day
 * of the calendar stays as it was written; without a year there is no date.
 */
export function dateFrom(year: string, month?: string, day?: string): ArticleDate | undefined {
  if (!/^\d{1,4}$/.test(year) || Number(year) === 0) return undefined
  const start = year.padStart(4, '0')
  if (month === undefined || month === '') return start
  const number = /^\d{1,2}$/.test(month) ? Number(month) : 0
  const asWritten = { literal: [year, month, day].filter((part) => part !== undefined && part !== '').join('-') }
  if (number >= 31 && number <= 34) return { year: Number(year), season: `Quarter ${number - 30}` }
  if (number < 1 || (number > 12 && (number < 21 || number > 24))) return asWritten
  const monthly = `${start}-${pad(month)}`
  if (day === undefined || day === '' || number > 12) return monthly
  const whole = `${monthly}-${pad(day)}`
  return /^\d{1,2}$/.test(day) && !isImpossible(whole) ? whole : asWritten
}

/** Elsevier’s PII of an article: S, ISSN, year, number and check character. */
export const numberType = (value: string): string => (/^[SB]\d{15}[\dX]$/.test(value) ? 'pii' : 'publisher-id')
