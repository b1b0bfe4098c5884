/** MeshHeadingList and KeywordList. */
import { elements } from '../../../text/xml.ts'
import { added, type Part, type Source } from './source.ts'
import { rich } from './texts.ts'

export const meshHeadings: Part = (list, source) => {
  const terms = elements(list, 'MeshHeading').flatMap((heading) => {
    const names = elements(heading).map((name) => {
      for (const attribute of ['MajorTopicYN', 'Type']) source.kept.attribute(name, attribute)
      return rich(name, source)
    })
    const term = names.filter((name) => name !== undefined).join('/')
    return term === '' ? [] : [term]
  })
  addKeywords('mesh', terms, source)
}

/** @Owner NOTNLM: the words of authors or publishers. */
export const keywordList: Part = (list, source) => {
  const owner = source.kept.attribute(list, 'Owner')
  const terms = elements(list, 'Keyword').flatMap((node) => {
    source.kept.attribute(node, 'MajorTopicYN')
    return rich(node, source) ?? []
  })
  addKeywords(owner === 'NOTNLM' ? undefined : owner, terms, source)
}

export function addKeywords(vocabulary: string | undefined, terms: string[], { draft }: Pick<Source, 'draft'>): void {
  if (terms.length === 0) return
  draft.keywords = added(draft.keywords, { ...(vocabulary !== undefined && { vocabulary }), terms })
}
