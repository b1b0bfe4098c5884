/** part: volume, issue, pages and the date of the issue. */
import type { Draft, Pages, Reference } from '../../../../schemas/article.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { type Context, filled } from './context.ts'
import { dateIn } from './origin.ts'

/** Where the details of a part go: an article, or a cited work. */
type Place = Pick<Draft, 'volume' | 'issue' | 'issueTitle' | 'supplement' | 'specialIssue' | 'articleNumber' | 'pages'>
type Field = Exclude<keyof Place, 'pages'>

/** detail/@type, and whether its number or its title is meant. */
const details: ReadonlyMap<string, readonly [number: Field | undefined, title: Field | undefined]> = new Map<
  string,
  readonly [Field | undefined, Field | undefined]
>([
  ['volume', ['volume', undefined]],
  ['issue', ['issue', 'issueTitle']],
  ['number', ['issue', 'issueTitle']],
  ['supplement', ['supplement', undefined]],
  ['special issue', [undefined, 'specialIssue']],
  ['article', ['articleNumber', undefined]],
  ['article number', ['articleNumber', undefined]],
])

export function readPart(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  readDetails(node, draft, context)
  const [dated] = filled(node, 'date')
  const date = dateIn(dated)
  if (dated === undefined || date === undefined) return
  const said = JSON.stringify(date)
  const { issue, publishedPrint } = draft.dates ?? {}
  if (JSON.stringify(issue ?? publishedPrint) === said) kept.text(dated)
  else if (issue === undefined) {
    kept.text(dated)
    draft.dates = { ...draft.dates, issue: date }
  }
}

export function readDetails(node: XmlNode, place: Place, { kept }: Context): void {
  for (const detail of elements(node, 'detail')) {
    const [numberField, titleField] = details.get(detail.attributes.type ?? '') ?? []
    const number = child(detail, 'number')
    const title = child(detail, 'title')
    if (numberField !== undefined && number !== undefined && place[numberField] === undefined) {
      const said = kept.text(number)
      if (said !== undefined) place[numberField] = said
      kept.text(child(detail, 'caption'))
    }
    if (titleField !== undefined && title !== undefined && place[titleField] === undefined) {
      const said = kept.text(title)
      if (said !== undefined) place[titleField] = said
    }
  }
  for (const extent of elements(node, 'extent')) {
    if (!/^pages?$/.test(extent.attributes.unit ?? 'page') || place.pages !== undefined) continue
    const pages = pagesOf(extent, kept)
    if (Object.keys(pages).length > 0) place.pages = pages
  }
}

function pagesOf(extent: XmlNode, kept: Context['kept']): Pages {
  const [first, last, literal] = ['start', 'end', 'list'].map((name) => kept.text(child(extent, name)))
  return {
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...(literal !== undefined && { literal }),
  }
}

/** The same of a cited work. */
export function readCitedPart(node: XmlNode | undefined, reference: Reference, context: Context): void {
  if (node === undefined) return
  const place: Place = {}
  readDetails(node, place, context)
  const { volume, issue, articleNumber, pages } = place
  Object.assign(reference, {
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue }),
    ...(articleNumber !== undefined && { articleNumber }),
    ...(pages !== undefined && { pages }),
  })
}
