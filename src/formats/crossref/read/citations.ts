/** citation_list. */
import type { Reference } from '../../../../schemas/article.ts'
import { elements, type XmlNode } from '../../../text/xml.ts'
import { added } from '../../jats/read/context.ts'
import { citationTypes } from '../vocabulary.ts'
import type { Reading } from './context.ts'
import { contentOf, keepAttributes, keepNode } from './keep.ts'
import { bareNumber, citedAuthor, citedTitles } from './references.ts'
import { plainNode, richNode } from './text.ts'

/** Types of citations in the words of JATS; of several the first in the table. */
const types = new Map(
  Object.entries(citationTypes)
    .map(([type, word]) => [word, type] as const)
    .reverse(),
)
export const referenceType = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : (types.get(word) ?? word)

const plain: Readonly<Record<string, 'volume' | 'issue' | 'articleNumber' | 'year' | 'doi' | 'edition' | undefined>> = {
  volume: 'volume',
  issue: 'issue',
  elocation_id: 'articleNumber',
  cYear: 'year',
  doi: 'doi',
  edition_number: 'edition',
}
const titles = {
  article_title: 'article',
  journal_title: 'journal',
  volume_title: 'volume',
  series_title: 'series',
} as const

export function readCitations(node: XmlNode, reading: Reading, path: string): void {
  for (const kid of elements(node)) {
    if (kid.name === 'citation') reading.draft.references = added(reading.draft.references, [citation(kid, reading)])
    else keepNode(kid, reading, `${path}/${kid.name}`)
  }
}

function citation(node: XmlNode, reading: Reading): Reference {
  const { key, type } = node.attributes
  const path = `citation_list/citation[@key="${key ?? ''}"]`
  keepAttributes(node, reading, path, new Set(['key', 'type']))
  const out: { -readonly [K in keyof Reference]: Reference[K] } = {}
  if (key !== undefined && key.trim() !== '') out.key = key.trim()
  const word = referenceType(type)
  if (word !== undefined) out.type = word
  const cited: Record<string, string | undefined> = {}
  for (const kid of elements(node)) {
    if (!readPart(kid, out, cited)) keepNode(kid, reading, `${path}/${kid.name}`)
    keepAttributes(kid, reading, `${path}/${kid.name}`, new Set(['provider', 'media_type']))
  }
  const { title, container, left } = citedTitles(cited, word)
  if (title !== undefined) out.title = title
  if (container !== undefined) out.containerTitle = container
  for (const one of left) reading.unmapped.push({ path, value: one })
  return out
}

/** Whether the record now says it; a second of a kind is not. */
function readPart(
  kid: XmlNode,
  out: { -readonly [K in keyof Reference]: Reference[K] },
  cited: Record<string, string | undefined>,
): boolean {
  const field = Object.hasOwn(plain, kid.name) ? plain[kid.name] : undefined
  const text = plainNode(kid)
  if (text === undefined) return contentOf(kid) === undefined
  if (field !== undefined) {
    if (out[field] !== undefined) return false
    out[field] = text
    return true
  }
  if (Object.hasOwn(titles, kid.name)) {
    const name = titles[kid.name as keyof typeof titles] // an own key
    if (cited[name] !== undefined) return false
    cited[name] = richNode(kid)
    return true
  }
  return readOther(kid, text, out)
}

function readOther(kid: XmlNode, text: string, out: { -readonly [K in keyof Reference]: Reference[K] }): boolean {
  switch (kid.name) {
    case 'author':
      if (out.authors !== undefined) return false
      Object.assign(out, citedAuthor(text))
      return true
    case 'first_page':
      if (out.pages !== undefined) return false
      out.pages = { first: text }
      return true
    case 'issn':
    case 'isbn':
      if (out[kid.name] !== undefined) return false
      out[kid.name] = bareNumber(text)
      return true
    case 'unstructured_citation': {
      if (out.unstructured !== undefined) return false
      out.unstructured = richNode(kid)
      return true
    }
    default:
      return false
  }
}
