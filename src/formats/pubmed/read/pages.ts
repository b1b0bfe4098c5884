/** Where the article stands in its volume: Pagination and ELocationID. */
import { child, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { addDoi, addIdentifier, isItemNumber } from './ids.ts'
import type { Source } from './source.ts'

/** Without pages a publisher’s item number is where the article stands, unless it is a number of another kind. */
export function readLocations(article: XmlNode, source: Source): void {
  const { draft, kept } = source
  const pagination = child(article, 'Pagination')
  const [first, last, span] = ['StartPage', 'EndPage', 'MedlinePgn'].map((name) => kept.text(child(pagination, name)))
  putPages({ first, last, span }, source)
  for (const node of elements(article, 'ELocationID')) {
    const said = textOf(node)
    const type = kept.attribute(node, 'EIdType')
    if (said === undefined || kept.attribute(node, 'ValidYN') === 'N') continue
    if (type === 'doi') addDoi(node, source)
    else if (draft.pages === undefined && draft.articleNumber === undefined && isNumber(said)) {
      draft.articleNumber = kept.text(node) ?? said
    } else addIdentifier('pii', node, source)
  }
}

/** e42692, 1042, bbac123: letters before digits alone; rs.3.rs-2960606 and S0033-3506(15)00037-2 are none. */
export const isNumber = (pii: string): boolean => !isItemNumber(pii) && /^[A-Za-z]{0,6}[-_ ]?\d{1,9}[a-z]?$/.test(pii)

interface PagesSaid {
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly span?: string | undefined
}

/** “132-42” is 132–142 in MEDLINE’s short form; a span in other words stays as printed. */
export function putPages({ first, last, span }: PagesSaid, { draft, notes }: Pick<Source, 'draft' | 'notes'>): void {
  const [, from, to] = /^([A-Za-z]{0,4}\d{1,9}[a-z]?)(?:-([A-Za-z]{0,4}\d{1,9}[a-z]?))?$/.exec(span?.trim() ?? '') ?? []
  if (from !== undefined) {
    draft.pages = { first: from, ...(to !== undefined && { last: wholePage(from, to) }) }
    if (last !== undefined && to === undefined) draft.pages.last = last
  } else if (span !== undefined) draft.pages = { literal: span }
  else if (first !== undefined) draft.pages = { first, ...(last !== undefined && { last: wholePage(first, last) }) }
  else if (last !== undefined) draft.pages = { last }
  const end = draft.pages?.last
  if (end !== undefined && end !== last && end !== to) {
    notes.add(
      'pages-expanded',
      '/pages/last',
      `The last page is ${end}, in the source’s short form ${to ?? last}.`,
      span,
    )
  }
}

function wholePage(first: string, last: string): string {
  const isShort = /^\d+$/.test(first) && /^\d+$/.test(last) && last.length < first.length
  return isShort ? first.slice(0, first.length - last.length) + last : last
}
