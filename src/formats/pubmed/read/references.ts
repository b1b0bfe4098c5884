/** ReferenceList: each cited work in one line as printed, with the identifiers PubMed knows. */
import type { Reference } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { child, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, keepWhole, type Part, type Source } from './source.ts'
import { rich } from './texts.ts'

/** A list may hold lists, each under a title. */
export const referenceList: Part = (list, source) => {
  for (const kid of elements(list)) {
    if (kid.name === 'ReferenceList') referenceList(kid, source)
    else if (kid.name === 'Reference') addReference(kid, source)
  }
}

function addReference(node: XmlNode, source: Source): void {
  const found: Reference = {}
  const line = rich(child(node, 'Citation'), source)
  if (line !== undefined) found.unstructured = line
  for (const id of elements(child(node, 'ArticleIdList'), 'ArticleId')) {
    const type = id.attributes.IdType ?? 'pubmed'
    const value = textOf(id)
    if (value === undefined) continue
    if (type === 'doi' && found.doi === undefined && parseDoi(value) !== undefined) found.doi = value
    else if (type === 'pubmed' && found.pmid === undefined) found.pmid = value
    else {
      keepWhole(id, `ReferenceList/Reference ${(source.draft.references?.length ?? 0) + 1}/ArticleId`, source)
      continue
    }
    source.kept.done(id)
  }
  if (Object.keys(found).length > 0) source.draft.references = added(source.draft.references, found)
}
