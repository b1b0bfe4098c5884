/** pub-date, history and pub-history, in every spelling from NLM to JATS 1.4. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { child, collapse, elements, rawText, textOf, type XmlNode } from '../../../text/xml.ts'
import { type DateField, fieldOfEvent } from '../events.ts'
import { added, type Context, ignore, keep, type Part, readChildren } from './context.ts'

export const pubDate: Part = (node, context, path) => {
  const { 'pub-type': old = '', 'date-type': type = old, 'publication-format': format = '' } = node.attributes
  // “Both the electronic and the print publication” (JATS 1.1 Tag Library, @pub-type).
  const types = type === 'epub-ppub' ? ['epub', 'ppub'] : [type || 'pub']
  for (const one of types) add(dateOf(node), one, format, context, () => keep(node, context, path))
}

const historyDate: Part = (node, context, path) => {
  const type = node.attributes['date-type'] ?? node.attributes['pub-type'] ?? ''
  const date = dateOf(node)
  const printed = child(node, 'string-date')
  // “Accepted in revised form: …” says more than its type; “Received: …” does not.
  if (child(node, 'year') && /^\s*\p{L}+ \p{L}[\p{L} ]{1,40}:/u.test(rawText(printed)))
    keep(printed ?? node, context, path)
  if (node.attributes['specific-use'] === 'other') addOther(date, type, context)
  else add(date, type, node.attributes['publication-format'] ?? '', context, () => keep(node, context, path))
}

export const history: Part = (node, context, path) =>
  readChildren(node, context, path, { date: historyDate, 'string-date': historyDate })

export const publicationHistory: Part = (node, context, path) => readChildren(node, context, path, { event })

/** An event names itself or leaves that to its dates; its description may hold them too. */
const event: Part = (node, context, path) => {
  const name = node.attributes['event-type']
  const dated: Part = (date, _, at) => {
    const {
      'date-type': type = '',
      'pub-type': old = type,
      'publication-format': format = date.attributes['content-type'] ?? '',
    } = date.attributes
    if (node.attributes['specific-use'] === 'other') addOther(dateOf(date), name ?? '', context)
    else add(dateOf(date), name ?? old, format, context, () => keep(date, context, at))
  }
  const dates = { date: dated, 'string-date': dated, 'pub-date': dated }
  readChildren(node, context, path, {
    ...dates,
    'event-desc': (description, _, at) => {
      const held = elements(description).some(({ name: kid }) => Object.hasOwn(dates, kid))
      if (held) readChildren(description, context, at, dates)
      else keep(description, context, at)
    },
    'article-id': (id, _, at) => preprintId(id, name, context, at),
    'article-version': ignore,
  })
}

/** An event of the preprint names the preprint. */
const preprintId = (node: XmlNode, event: string | undefined, context: Context, path: string): void => {
  const doi = node.attributes['pub-id-type'] === 'doi' ? textOf(node) : undefined
  if (doi === undefined || event !== 'preprint') keep(node, context, path)
  else context.draft.relations = added(context.draft.relations, [{ type: 'has-preprint', doi }])
}

const lists: ReadonlySet<DateField> = new Set(['revised', 'corrected'])

/** A second date for a field that takes one is an event of its own; the same date twice is one. */
function add(date: ArticleDate | undefined, type: string, format: string, context: Context, unknown: () => void): void {
  if (date === undefined) {
    unknown()
    return
  }
  const field = fieldOfEvent(type, format)
  if (field === undefined) {
    if (type === '') unknown()
    else addOther(date, format === '' ? type : `${type} (${format})`, context)
    return
  }
  const dates: Partial<Record<DateField, ArticleDate | ArticleDate[]>> = datesOf(context)
  const present = dates[field]
  if (lists.has(field)) dates[field] = added(Array.isArray(present) ? present : undefined, [date])
  else if (present === undefined) dates[field] = date
  else if (JSON.stringify(present) !== JSON.stringify(date)) addOther(date, type, context)
}

function addOther(date: ArticleDate | undefined, event: string, context: Context): void {
  if (date === undefined || event === '') return
  const dates = datesOf(context)
  dates.other = added(dates.other, [{ event, date }])
}

function datesOf({ draft }: Context): Dates {
  draft.dates ??= {}
  return draft.dates
}

const edtf = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?$/
export const isEdtf = (text: string): boolean =>
  text.split('/').length <= 2 && text.split('/').every((part) => edtf.test(part))

/** @iso-8601-date where it agrees with the elements, else the elements, else the text. */
export function dateOf(node: XmlNode): ArticleDate | undefined {
  if (node.attributes['specific-use'] === 'literal') {
    const literal = textOf(node)
    return literal === undefined ? undefined : { literal }
  }
  const iso = (node.attributes['iso-8601-date'] ?? '').trim()
  const year = textOf(child(node, 'year'))
  if (isEdtf(iso) && (year === undefined || iso.startsWith(year))) return iso
  const inner = child(node, 'string-date')
  if (year === undefined && inner !== undefined) return dateOf(inner)
  if (year === undefined) return fromText(node)
  const [from, until, more] = elements(node, 'year').map((_, at) => fromParts(node, at))
  // Day, month and year twice is a span: back volumes were printed over years.
  const span =
    typeof from === 'string' && typeof until === 'string' && more === undefined ? `${from}/${until}` : undefined
  return span ?? from
}

/** “Received: May 22, 2013” has its label inside. */
function fromText(node: XmlNode): ArticleDate | undefined {
  const text = collapse(rawText(node))
  const unlabelled = text.replace(/^\p{L}[\p{L} ]{2,40}: ?/u, '')
  const date = parseDate(unlabelled)
  return typeof date === 'object' && 'literal' in date ? { literal: text } : date
}

function fromParts(node: XmlNode, at: number): ArticleDate | undefined {
  const [year = '', season, month, day] = ['year', 'season', 'month', 'day'].map((name) =>
    textOf(elements(node, name)[at]),
  )
  if (!/^\d{4}$/.test(year)) return parseDate([day, month, season, year].filter(Boolean).join(' '))
  if (season !== undefined) return { year: Number(year), season }
  if (month === undefined) return year
  if (!/^\d{1,2}$/.test(month)) return parseDate([day, month, year].filter(Boolean).join(' '))
  const parts = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
  return isEdtf(parts) ? parts : { literal: [year, month, day].filter(Boolean).join('-') }
}
