/** Dates, relations and places of work in words, for notations that have only text for them. */
import type { Affiliation, Article, ArticleDate, Dates, Relation, RelationType } from '../../schemas/article.ts'
import { doiUrl } from './doi.ts'

const seasons: Readonly<Record<string, string>> = { 21: 'Spring', 22: 'Summer', 23: 'Autumn', 24: 'Winter' }

/** `2024-01-18`, `Spring 2024`, `2024-01 to 2024-02`: in the precision that was given. */
export function dateWords(date: ArticleDate): string {
  if (typeof date !== 'string') {
    return 'literal' in date ? date.literal : `${date.season} ${String(date.year).padStart(4, '0')}`
  }
  return date.includes('/') ? date.split('/').map(edtfWords).join(' to ') : edtfWords(date)
}

const edtfWords = (date: string): string =>
  date.length === 7 && date[5] === '2' ? `${seasons[date.slice(5)]} ${date.slice(0, 4)}` : date

/** What happened to an article, in the order in which it happens. */
export const dateLabels = {
  received: 'Received',
  revised: 'Revised',
  accepted: 'Accepted',
  posted: 'Posted',
  publishedOnline: 'Published online',
  publishedPrint: 'Published in print',
  published: 'Published',
  issue: 'Date of issue',
  corrected: 'Corrected',
  retracted: 'Retracted',
} as const satisfies Record<Exclude<keyof Dates, 'other'>, string>

const dateFields = Object.entries(dateLabels) as (readonly [keyof typeof dateLabels, string])[] // its own keys

/** `Received 2023-11-02; Accepted 2024-01-09`; without the fields that are said elsewhere. */
export function historyWords(dates: Dates | undefined, elsewhere?: keyof Dates): string {
  if (dates === undefined) return ''
  let out = ''
  for (const [field, label] of dateFields) {
    const value = dates[field]
    if (value === undefined || field === elsewhere) continue
    if (Array.isArray(value)) for (const date of value) out += `; ${label} ${dateWords(date)}`
    else out += `; ${label} ${dateWords(value as ArticleDate)}` // what is no list is one date
  }
  if (dates.other) for (const { event, date } of dates.other) out += `; ${event} ${dateWords(date)}`
  return out.slice(2)
}

/** The relation as a label before the other work. */
export const relationLabels: Readonly<Record<RelationType, string>> = {
  'retracted-by': 'Retracted',
  'has-expression-of-concern': 'Expression of concern',
  'corrected-by': 'Corrected',
  'updated-by': 'Updated by',
  retracts: 'Retracts',
  'expresses-concern-about': 'Expresses concern about',
  corrects: 'Corrects',
  updates: 'Updates',
  'has-preprint': 'Preprint',
  'is-preprint-of': 'Preprint of',
  'is-translation-of': 'Translation of',
  'has-translation': 'Translation',
  reviews: 'Reviews',
  'has-review': 'Review',
  'comments-on': 'Comments on',
  'has-comment': 'Comment',
  'replies-to': 'Replies to',
  'has-reply': 'Reply',
  'has-dataset': 'Data',
  'has-software': 'Software',
  'has-supplement': 'Supplement',
  'is-part-of': 'Part of',
  'is-version-of': 'Version of',
  'has-version': 'Version',
  'is-companion-of': 'Companion',
  references: 'References',
  other: 'Related',
}

/** `Retracted: https://doi.org/10.1000/x (2024-05-01)`. */
export function relationWords({ type, doi, url, identifier, identifierType, label, date }: Relation): string {
  const id = identifierType === undefined ? identifier : `${identifierType} ${identifier ?? ''}`
  const what = [doi === undefined ? undefined : doiUrl(doi), url, id].filter((part) => part !== undefined).join(' ')
  const head = label === undefined ? relationLabels[type] : `${relationLabels[type]} (${label})`
  return `${head}${what === '' ? '' : `: ${what}`}${date === undefined ? '' : ` (${dateWords(date)})`}`
}

/** The line as printed, or its parts in the usual order. */
export function affiliationLine(affiliation: Affiliation): string {
  const { literal, department, name, city, region, postalCode, country, countryCode } = affiliation
  if (literal !== undefined) return literal
  let out = ''
  const add = (part: string | undefined) => {
    if (part) out += out === '' ? part : `, ${part}`
  }
  add(department)
  add(name)
  add(city)
  add(region)
  add(postalCode)
  add(country ?? countryCode)
  return out
}

/** `635-641`, `e101`, `A-12–A-20` or the span in words, behind the pages that it does not name: `xiv, 1–804`. */
export function pageSpan({ pages }: Pick<Article, 'pages'>): string {
  if (pages === undefined) return ''
  const { first, last, literal } = pages
  if (literal !== undefined) return [...unnamed([first, last], literal), literal].join(', ')
  if (first === undefined || last === undefined) return first ?? last ?? ''
  return first.includes('-') || last.includes('-') ? `${first}–${last}` : `${first}-${last}`
}

const unnamed = (pages: readonly (string | undefined)[], literal: string): readonly string[] =>
  pages.filter((page) => page !== undefined).filter((page) => !literal.includes(page))
