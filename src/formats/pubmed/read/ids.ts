/** ArticleId, ELocationID, PMID and OtherID; which pii is an article number. */
import { parseDoi } from '../../../article/doi.ts'
import { elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, identifier, type Part, type Source } from './source.ts'

/** ArticleId/@IdType in the words of the record. */
const types: Readonly<Record<string, string>> = { pubmed: 'pmid', pmc: 'pmcid', mid: 'manuscript' }

/** The first DOI is the article’s; a second one is an identifier. */
export function addDoi(node: XmlNode, source: Source): void {
  const { draft, kept } = source
  const said = textOf(node)
  if (said === undefined) return
  if (draft.doi === undefined) {
    const doi = identifier('doi', node, source, '/doi')
    if (doi !== undefined) draft.doi = doi
  } else if (parseDoi(said)?.toLowerCase() === draft.doi.toLowerCase()) kept.text(node)
  else addIdentifier('doi', node, source)
}

export function addIdentifier(type: string, node: XmlNode, source: Source): void {
  const value = source.kept.text(node)
  if (value !== undefined) putIdentifier(type, value, source)
}

export function putIdentifier(type: string, value: string, { draft }: Pick<Source, 'draft'>): void {
  if (draft.identifiers?.some((one) => one.type === type && one.value === value)) return
  draft.identifiers = added(draft.identifiers, { type, value })
}

export const articleIds: Part = (list, source) => {
  for (const node of elements(list, 'ArticleId')) {
    const type = source.kept.attribute(node, 'IdType') ?? 'pubmed'
    if (type === 'doi') addDoi(node, source)
    else if (type === 'pii' && textOf(node) === source.draft.articleNumber) source.kept.text(node)
    else addIdentifier(Object.hasOwn(types, type) ? (types[type] ?? type) : type, node, source)
  }
}

/** S0033-3506(15)00037-2, S1080603222001399: an item of Elsevier’s, never printed as the place of an article. */
export const isItemNumber = (pii: string): boolean =>
  /^S?\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-?[\dX]$/.test(pii) || /^S\d{15}[\dX]$/.test(pii)

/** PMC’s numbers and those of author manuscripts tell themselves; “[Available on 03/01/26]” may follow. */
export const otherId: Part = (node, source) => {
  const said = textOf(node)
  if (said === undefined) return
  const [, pmc, manuscript, more] =
    /^(?:(PMC\d{1,12})|((?:NIHMS|EMS|UKMS|HHMIMS|CAMS)\d{1,12}))( .*)?$/.exec(said) ?? []
  if (more !== undefined) return
  const type = pmc !== undefined ? 'pmcid' : manuscript !== undefined ? 'manuscript' : node.attributes.Source?.trim()
  source.kept.attribute(node, 'Source')
  if (type !== undefined && type !== '') addIdentifier(type, node, source)
}
