/** Which dates of an article stand where in JATS: a row per field. Writer and reader share the table. */
import type { Dates } from '../../../schemas/article.ts'

export type DateField = Exclude<keyof Dates, 'other'>

export interface EventRow {
  readonly field: DateField
  /** `pub-date` or `history/date`. */
  readonly place: 'pub-date' | 'history'
  /** @date-type, by the lists of the JATS 1.4 Tag Library. */
  readonly type: string
  /** @publication-format. */
  readonly format?: string
}

export const eventRows: readonly EventRow[] = [
  { field: 'publishedOnline', place: 'pub-date', type: 'pub', format: 'electronic' },
  { field: 'publishedPrint', place: 'pub-date', type: 'pub', format: 'print' },
  { field: 'published', place: 'pub-date', type: 'pub' },
  { field: 'issue', place: 'pub-date', type: 'collection' },
  { field: 'received', place: 'history', type: 'received' },
  { field: 'revised', place: 'history', type: 'rev-recd' },
  { field: 'accepted', place: 'history', type: 'accepted' },
  { field: 'posted', place: 'history', type: 'posted' },
  { field: 'corrected', place: 'history', type: 'corrected' },
  { field: 'retracted', place: 'history', type: 'retracted' },
]

/** What others write in @date-type, @pub-type (JATS up to 1.1, NLM) and @event-type, in lower case. */
const spellings: Readonly<Record<string, DateField>> = {
  epub: 'publishedOnline',
  'epub-original': 'publishedOnline',
  'pub-electronic': 'publishedOnline',
  online: 'publishedOnline',
  'published-online': 'publishedOnline',
  first_release: 'publishedOnline',
  'first-release': 'publishedOnline',
  'first-online': 'publishedOnline',
  ppub: 'publishedPrint',
  'pub-print': 'publishedPrint',
  pub: 'published',
  published: 'published',
  publication: 'published',
  collection: 'issue',
  'issue-pub': 'issue',
  received: 'received',
  receiveddate: 'received',
  'rev-recd': 'revised',
  revised: 'revised',
  'revised-received': 'revised',
  accepted: 'accepted',
  accepteddate: 'accepted',
  posted: 'posted',
  epreprint: 'posted',
  corrected: 'corrected',
  ecorrected: 'corrected',
  retracted: 'retracted',
  eretracted: 'retracted',
}

const formats: Readonly<Record<string, DateField>> = {
  electronic: 'publishedOnline',
  online: 'publishedOnline',
  web: 'publishedOnline',
  epub: 'publishedOnline',
  print: 'publishedPrint',
  ppub: 'publishedPrint',
}

/** The field that an event of this name, and of this format where it is a publication, belongs to. */
export function fieldOfEvent(type: string, format = ''): DateField | undefined {
  const name = type.toLowerCase().trim()
  const field = Object.hasOwn(spellings, name) ? spellings[name] : undefined
  if (format === '') return field
  const byFormat = Object.hasOwn(formats, format.toLowerCase()) ? formats[format.toLowerCase()] : undefined
  return byFormat !== undefined && (field === 'published' || name === '') ? byFormat : field
}
