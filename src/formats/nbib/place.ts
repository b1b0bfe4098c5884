/** When and where the article was published: DP, DEP, PST, PG, LID, AID. */
import { parseDoi } from '../../article/doi.ts'
import { medlineDate } from '../pubmed/read/dates.ts'
import { putIdentifier } from '../pubmed/read/ids.ts'
import { isNumber, putPages } from '../pubmed/read/pages.ts'
import { mergePublished } from '../pubmed/read/published.ts'
import { added } from '../pubmed/read/source.ts'
import type { NbibField } from './fields.ts'
import { type NbibSource, named } from './source.ts'

/** DEP is the day online; the status of publication tells what DP is. */
export function readDates({ draft, fields, keep }: NbibSource): void {
  const [issue, ...others] = named(fields, 'DP')
  const [online, ...more] = named(fields, 'DEP')
  const [status] = named(fields, 'PST')
  for (const other of [...others, ...more]) keep(other)
  const day = online?.text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  mergePublished(
    {
      issue: issue && medlineDate(issue.text),
      online: day === undefined ? undefined : medlineDate(day),
      model: status?.text,
    },
    draft,
  )
}

const typed = /^(.*?) ?\[([a-z]{2,20})\]$/

/** Both LID and AID say where the article stands: as a DOI, or by an item number that may be its article number. */
export function readLocation(source: NbibSource): void {
  const { draft, fields, notes, keep } = source
  const pages = named(fields, 'PG')
  if (pages[0] !== undefined) putPages({ span: pages[0].text }, { draft, notes })
  for (const more of pages.slice(1)) keep(more)
  const isLid = ({ tag }: NbibField) => tag === 'LID'
  const located = fields.filter(({ tag, text }) => (tag === 'LID' || tag === 'AID') && text !== '')
  for (const field of [...located.filter(isLid), ...located.filter((one) => !isLid(one))]) {
    const [, value = field.text, type = ''] = typed.exec(field.text) ?? []
    const doi = type === 'pii' ? undefined : parseDoi(value)
    if (doi !== undefined && (type === 'doi' || type === '')) {
      if (draft.doi === undefined) draft.doi = doi
      else if (doi.toLowerCase() !== draft.doi.toLowerCase()) putIdentifier('doi', doi, { draft })
    } else if (type === 'doi') {
      notes.add('doi-syntax', '/doi', `“${value}” is not a DOI. It is kept in “unmapped”.`, value)
      keep(field)
    } else if (type === 'pii') {
      if (draft.articleNumber === value) continue
      const isPlace = draft.pages === undefined && draft.articleNumber === undefined && isNumber(value)
      if (isPlace && isLid(field)) draft.articleNumber = value
      else putIdentifier('pii', value, { draft })
    } else if (type === '' && /^https?:\/\/\S+$/.test(value)) {
      const isKnown = draft.links?.some(({ url }) => url === value)
      if (!isKnown) draft.links = added(draft.links, { url: value, kind: isLid(field) ? 'landing' : 'other' })
    } else if (type !== '') putIdentifier(type, value, { draft })
    else keep(field)
  }
}
