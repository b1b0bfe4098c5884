/** Cells about what happened to the article, what may be done with it, who paid for it and where it is found. */
import type {
  Article,
  ArticleDate,
  Dates,
  Draft,
  Funding,
  Identifier,
  Licence,
  linkKinds,
} from '../../../schemas/article.ts'
import { parseDate } from '../../article/date.ts'
import { standingOf } from '../../article/standing.ts'
import { readDateWords, relationIn, trialIn } from '../tagged/read/notes.ts'
import { type Cells, type CellsReader, identified, members } from './cells.ts'

/** EDTF as it is, otherwise what people write. */
function dateIn(cell: string): ArticleDate {
  if (/^\d{4}(?:-\d{2}){0,2}(?:\/\d{4}(?:-\d{2}){0,2})?$/.test(cell)) return cell
  const date = parseDate(cell) ?? { literal: cell }
  return typeof date === 'object' && /^\P{N}+ \d{4}$/u.test(cell) ? readDateWords(cell) : date
}

const singles = {
  received: 'received',
  accepted: 'accepted',
  posted: 'posted',
  publishedOnline: 'published_online',
  publishedPrint: 'published_print',
  published: 'published',
  issue: 'issue_date',
  retracted: 'retracted',
} as const

export const readDates: CellsReader = (cells, draft) => {
  const dates: Dates = {}
  for (const [field, column] of Object.entries(singles)) {
    const value = cells.take(column)
    if (value !== undefined) Object.assign(dates, { [field]: dateIn(value) })
  }
  for (const field of ['revised', 'corrected'] as const) {
    const found = members(cells.take(field)).map(dateIn)
    if (found.length > 0) dates[field] = found
  }
  const other = members(cells.take('other_dates')).map((text) => {
    const [, event = 'date', date = text] = /^(.{1,200}): (.+)$/.exec(text) ?? []
    return { event, date: dateIn(date) }
  })
  if (other.length > 0) dates.other = other
  const year = cells.take('year')
  const isSaid = year !== undefined && Object.values(dates).some((value) => JSON.stringify(value).includes(year))
  if (year !== undefined && !isSaid) {
    if (dates.published === undefined) dates.published = dateIn(year)
    else cells.keep('year', year)
  }
  if (Object.keys(dates).length > 0) draft.dates = dates
}

export const readRights: CellsReader = (cells, draft) => {
  const licences = members(cells.take('licences')).map(licenceIn)
  if (licences.length > 0) draft.licences = licences
  const copyright = cells.take('copyright')
  if (copyright !== undefined) draft.copyright = copyrightIn(copyright)
  const free = cells.take('free_to_read')
  if (free === undefined) return
  const [, from] = /^from (.+)$/i.exec(free) ?? []
  if (from !== undefined) draft.freeToRead = { start: dateIn(from) }
  else if (/^(?:yes|true|1)$/i.test(free)) draft.freeToRead = {}
  else cells.keep('free_to_read', free)
}

function licenceIn(text: string): Licence {
  const words = text.split(' ')
  const url = words.find((word) => /^https?:\/\//.test(word))
  const rest = words.filter((word) => word !== url).join(' ')
  const said = /^[A-Za-z0-9.+-]+$/.test(rest) ? { spdx: rest } : { text: rest }
  return { ...(rest !== '' && said), ...(url && { url }) }
}

function copyrightIn(text: string): NonNullable<Article['copyright']> {
  const [, year, holder] = /^© (\d{4}(?:[–-]\d{4})?)? ?(.*)$/.exec(text) ?? []
  if (year === undefined && holder === undefined) return { statement: text }
  return { ...(year && { year }), ...(holder && { holder }) }
}

/** `Sea Council (https://ror.org/… 10.13039/…): A-1 | A-2`. */
export const readFunding: CellsReader = (cells, draft) => {
  const funding = members(cells.take('funding')).map((text) => fundingIn(cells, text))
  if (funding.length > 0) draft.funding = funding
}

function fundingIn(cells: Cells, text: string): Funding {
  const [, name = '', ids = '', awards] =
    /^([^()]*|.*?)\(((?:https:\/\/ror\.org\/\w+ ?)?(?:10\.\d{4,9}\/[^\s()]+)?)\)(?:: (.*))?$/.exec(text) ??
    /^(.*?)()(?:: (.*))?$/.exec(text) ??
    []
  const funder: NonNullable<Funding['funder']> = {}
  if (name.trim() !== '') funder.name = name.trim()
  for (const id of ids.split(' ').filter(Boolean)) {
    const kind = id.startsWith('http') ? 'ror' : 'doi'
    const found = identified(cells, 'funding', id, kind, '/funding')
    if (found !== undefined) funder[kind] = found
  }
  const numbers = awards?.split(' | ').filter(Boolean) ?? []
  return { ...(Object.keys(funder).length > 0 && { funder }), ...(numbers.length > 0 && { awards: numbers }) }
}

export const readRelations: CellsReader = (cells, draft) => {
  for (const text of members(cells.take('relations'))) {
    const relation = relationIn(text)
    if (relation === undefined) cells.keep('relations', text)
    else draft.relations = [...(draft.relations ?? []), relation]
  }
  const trials = members(cells.take('clinical_trials')).map(trialIn)
  if (trials.length > 0) draft.clinicalTrials = trials
  // The standing follows from relations and dates.
  const status = cells.take('status')
  if (status !== undefined && status !== standingOf(draft)) cells.keep('status', status)
}

export const readIdentifiers: CellsReader = (cells, draft) => {
  const found: Identifier[] = []
  for (const type of ['pmid', 'pmcid', 'arxiv']) {
    for (const value of members(cells.take(type))) found.push({ type, value })
  }
  for (const text of members(cells.take('other_identifiers'))) {
    const [, type, value] = /^([^:]{1,100}): ?(.+)$/.exec(text) ?? []
    if (type === undefined || value === undefined) cells.keep('other_identifiers', text)
    else found.push({ type, value })
  }
  if (found.length > 0) draft.identifiers = found
}

const addresses: readonly (readonly [string, (typeof linkKinds)[number]])[] = [
  ['url', 'landing'],
  ['pdf_url', 'pdf'],
  ['full_text_urls', 'other'],
]

export const readLinks: CellsReader = (cells, draft) => {
  const links: NonNullable<Draft['links']> = []
  for (const [column, kind] of addresses) {
    for (const value of cells.take(column)?.split(/\s+/) ?? []) {
      const url = value === '' ? undefined : identified(cells, column, value, 'url', `/links/${links.length}/url`)
      if (url !== undefined) links.push({ url, kind })
    }
  }
  if (links.length > 0) draft.links = links
}
