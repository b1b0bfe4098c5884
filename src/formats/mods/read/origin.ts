/** originInfo: when what happened to the article, who published it, and in which version it is described. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { contentVersions } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseRor } from '../../../article/identifiers.ts'
import { elements, type XmlNode } from '../../../text/xml.ts'
import { eventTypes, versions } from '../origin.ts'
import { added, type Context, filled, peek } from './context.ts'

const fields: ReadonlyMap<string, keyof Dates> = new Map([
  ...eventTypes.map(([field, type]): [string, keyof Dates] => [type, field]),
  ['submitted', 'received'],
  ['dateSubmitted', 'received'],
  ['dateAccepted', 'accepted'],
])

export function readOrigin(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  for (const date of filled(node, 'dateOther')) readEvent(date, context)
  for (const name of ['dateCreated', 'dateCaptured', 'dateValid', 'dateModified']) readRange(node, name, context)
  readIssued(node, context)
  const [copyright] = filled(node, 'copyrightDate')
  if (copyright !== undefined && draft.copyright?.year === undefined) {
    draft.copyright = { ...draft.copyright, year: peek(copyright) }
    kept.text(copyright)
  }
  const [edition] = filled(node, 'edition')
  const version = contentVersions.find((one) => peek(edition) === (versions[one] ?? one))
  if (edition !== undefined && version !== undefined) {
    draft.contentVersion = version
    kept.text(edition)
  }
  readPublisher(node, context)
}

/** The name and the place in words; a code for the place is kept apart. */
export function readPublisher(node: XmlNode, { draft, kept }: Context): void {
  const [publisher] = elements(node, 'publisher')
  const place = elements(node, 'place')
    .flatMap((one) => [...elements(one, 'placeTerm'), ...elements(one, 'text')])
    .find((term) => term.attributes.type !== 'code' && peek(term) !== '')
  if (draft.journal?.publisher !== undefined) return
  const ror = parseRor(publisher?.attributes.valueURI ?? '')
  const isRor = 'value' in ror
  if (isRor) kept.attribute(publisher, 'valueURI')
  const name = kept.text(publisher)
  const said = {
    ...(name !== undefined && { name }),
    ...(place !== undefined && { place: kept.text(place) ?? '' }),
    ...(isRor && { ror: ror.value }),
  }
  if (Object.keys(said).length > 0) draft.journal = { ...draft.journal, publisher: said }
}

/** W3CDTF and EDTF as they stand, basic ISO 8601 (20020702) with its hyphens, other text as people write it. */
export function dateIn(node: XmlNode | undefined): ArticleDate | undefined {
  const text = peek(node)
  if (text === '' || node === undefined) return undefined
  const basic = /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (basic && /^(?:iso8601|marc)$/.test(node.attributes.encoding ?? '')) return parseDate(basic.slice(1).join('-'))
  return parseDateWords(text)
}

function readEvent(node: XmlNode, { draft, kept }: Context): void {
  const date = dateIn(node)
  const type = node.attributes.type ?? 'date'
  if (date === undefined) return
  kept.text(node)
  const dates: Dates = draft.dates ?? {}
  draft.dates = dates
  const field = fields.get(type)
  if (field === 'revised' || field === 'corrected') dates[field] = added(dates[field], date)
  else if (field !== undefined && field !== 'other' && dates[field] === undefined) dates[field] = date
  else dates.other = added(dates.other, { event: type, date })
}

/** Two points are one range. */
function dateOf(node: XmlNode, name: string, { kept }: Context): ArticleDate | undefined {
  const all = filled(node, name)
  const start = all.find(({ attributes }) => attributes.point === 'start')
  const end = all.find(({ attributes }) => attributes.point === 'end')
  const [from, to] = [dateIn(start), dateIn(end)]
  // 9999 is the end of what has not ended (MARC 21, 008/11-14).
  const isRange = typeof from === 'string' && typeof to === 'string' && to !== '9999' && !`${from}${to}`.includes('/')
  if (isRange) {
    kept.text(start)
    kept.text(end)
    return `${from}/${to}`
  }
  const dated = all.filter((one) => one !== end)
  // `c1999` beside 1999 in the encoding of MARC: what is encoded can be told.
  const best = dated.find(({ attributes }) => attributes.encoding !== undefined) ?? dated[0]
  const date = dateIn(best)
  if (date !== undefined) kept.text(best)
  return date
}

function readRange(node: XmlNode, name: string, context: Context): void {
  const { draft } = context
  const date = dateOf(node, name, context)
  if (date === undefined) return
  const event = name.replace(/^date/, '').toLowerCase()
  draft.dates = { ...draft.dates, other: added(draft.dates?.other, { event, date }) }
}

const publications = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** dateIssued is the date of publication, where no event of its own says so. */
function readIssued(node: XmlNode, context: Context): void {
  const { draft } = context
  const date = dateOf(node, 'dateIssued', context)
  if (date === undefined) return
  const said = JSON.stringify(date)
  const dates: Dates = draft.dates ?? {}
  if (publications.some((field) => JSON.stringify(dates[field]) === said)) return
  if (dates.published === undefined) draft.dates = { ...dates, published: date }
  else draft.dates = { ...dates, other: added(dates.other, { event: 'issued', date }) }
}

/** A date of the issue that only repeats that of the article is one date. */
export function settleIssued({ draft }: Context): void {
  const { dates } = draft
  if (dates === undefined || Object.keys(dates).length > 0) return
  delete draft.dates
}
