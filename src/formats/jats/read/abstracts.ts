/** abstract, trans-abstract, kwd-group. */
import type { Abstract, KeywordGroup } from '../../../../schemas/article.ts'
import { child, elements, isElement, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, defined, keep, type Part } from './context.ts'
import { richOf, titleOf } from './rich.ts'

type Section = Abstract['sections'][number]

export const abstract: Part = (node, context, path) => {
  const sections = sectionsOf(node, context, path)
  const heading = titleOf(child(node, 'title'))
  const [first] = sections
  if (heading !== undefined && !isGeneric(heading)) {
    if (first !== undefined && first.title === undefined) first.title = heading
    else context.unmapped.push({ path: `${path}/title`, value: heading })
  }
  if (first === undefined) {
    keep(node, context, path) // a picture, or nothing
    return
  }
  const found = defined({ kind: node.attributes['abstract-type'], language: node.attributes.lang, sections })
  context.draft.abstracts = added(context.draft.abstracts, [found])
}

/** “Abstract” above an abstract would be printed twice. */
const isGeneric = (title: string): boolean =>
  /^(?:abstract|summary|r[ée]sum[ée]|resumen|resumo|zusammenfassung|riassunto|аннотация|摘要|要旨|초록)\W*$/iu.test(
    title,
  )

/** Paragraphs of their own are a section without a heading; a section within another follows it. */
function sectionsOf(node: XmlNode, context: Context, path: string): Section[] {
  if (node.children.some((kid) => !isElement(kid) && kid.trim() !== '')) return bare(node)
  const out: Section[] = []
  let open: Section | undefined
  for (const kid of elements(node)) {
    if (kid.name === 'sec') {
      out.push(...sectionOf(kid, context, path))
      open = undefined
    } else if (!apart.has(kid.name)) {
      const paragraph = richOf(kid.name === 'p' ? kid : { ...kid, children: [kid] })
      if (paragraph === undefined) continue
      if (open === undefined) {
        open = { paragraphs: [] }
        out.push(open)
      }
      open.paragraphs.push(paragraph)
    }
  }
  return out
}

/** Some files put the words into the abstract without a paragraph. */
function bare(node: XmlNode): Section[] {
  const paragraph = richOf(withoutTitle(node))
  return paragraph === undefined ? [] : [{ paragraphs: [paragraph] }]
}

const apart: ReadonlySet<string> = new Set([
  'title',
  'label',
  'object-id',
  'sec-meta',
  'graphic',
  'fig',
  'media',
  'alternatives',
])

function sectionOf(node: XmlNode, context: Context, path: string): Section[] {
  const title = titleOf(child(node, 'title'))
  const sections = sectionsOf(node, context, path)
  const [first] = sections
  if (title === undefined) return sections
  if (first !== undefined && first.title === undefined) {
    sections[0] = { title, paragraphs: first.paragraphs }
    return sections
  }
  keep(child(node, 'title') ?? node, context, `${path}/sec/title`)
  return sections
}

const withoutTitle = (node: XmlNode): XmlNode => ({
  ...node,
  children: node.children.filter((kid) => !isElement(kid) || !apart.has(kid.name)),
})

export const keywordGroup: Part = (node, context, path) => {
  const terms = elements(node).flatMap((kid) => {
    if (kid.name === 'title' || kid.name === 'label') return []
    const term = richOf(kid.name === 'compound-kwd' ? joined(kid) : kid)
    return term === undefined ? [] : [term]
  })
  if (terms.length === 0) return keep(node, context, path)
  const { 'kwd-group-type': type, vocab, lang } = node.attributes
  const group: KeywordGroup = defined({ vocabulary: type ?? vocab, language: lang, terms })
  context.draft.keywords = added(context.draft.keywords, [group])
}

const joined = (compound: XmlNode): XmlNode => ({
  ...compound,
  children: elements(compound).flatMap((part, i) => (i === 0 ? [part] : [' – ', part])),
})
