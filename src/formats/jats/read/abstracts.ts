/** abstract, trans-abstract, kwd-group. */
import type { Abstract, KeywordGroup } from '../../../../schemas/article.ts'
import { child, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, defined, keep, keepLinks, type Part } from './context.ts'
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
  if (heading !== undefined && isGeneric(heading)) {
    context.notes.push({
      severity: 'note',
      code: 'heading-left-out',
      pointer: `/abstracts/${context.draft.abstracts?.length ?? 0}`,
      value: heading,
      message: 'The heading says no more than that this is an abstract.',
    })
  }
  if (first === undefined) {
    keep(node, context, path) // a picture, or nothing
    return
  }
  keepLinks(node, context, path)
  const kind = ordinaryKind(node.attributes['abstract-type'])
  const found = defined({ kind, language: node.attributes.lang, sections })
  context.draft.abstracts = added(context.draft.abstracts, [found])
}

/** Words of @abstract-type for an abstract that is of no special kind. */
export const ordinaryKind = (kind: string | undefined): string | undefined =>
  kind !== undefined && /^(?:abstract|normal|standard|main)$/i.test(kind) ? undefined : kind

/** “Abstract” above an abstract would be printed twice. */
const isGeneric = (title: string): boolean =>
  /^(?:abstract|summary|r[ée]sum[ée]|resumen|resumo|zusammenfassung|riassunto|аннотация|摘要|要旨|초록|要約|abstrak|streszczenie|abstrakt)[^\p{L}]*$/iu.test(
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
  const terms = flat(node).flatMap((kid) => {
    if (kid.name === 'label' || kid.name === 'x') return []
    if (kid.name === 'title') {
      if (kid.attributes['content-type'] !== 'vocab') keep(kid, context, `${path}/title`)
      return []
    }
    keepTermId(kid, context, path)
    const term = richOf(kid.name === 'compound-kwd' ? compound(kid, context, path) : kid)
    return term === undefined ? [] : [term]
  })
  if (terms.length === 0) return keep(node, context, path)
  const { 'kwd-group-type': type, vocab, lang } = node.attributes
  const named = elements(node, 'title').find(({ attributes }) => attributes['content-type'] === 'vocab')
  const group: KeywordGroup = defined({ vocabulary: textOf(named) ?? type ?? vocab, language: lang, terms })
  context.draft.keywords = added(context.draft.keywords, [group])
}

/** A term within a broader one is a term of its own. */
const flat = (node: XmlNode): XmlNode[] =>
  elements(node).flatMap((kid) => (kid.name === 'nested-kwd' ? flat(kid) : [kid]))

/** The number of a term in its vocabulary. */
function keepTermId(node: XmlNode, { unmapped }: Context, path: string): void {
  const id = node.attributes['vocab-term-identifier']
  if (id !== undefined) unmapped.push({ path: `${path}/${node.name}/@vocab-term-identifier`, value: id })
}

/** Beside the term there may be its number in a vocabulary. */
function compound(node: XmlNode, context: Context, path: string): XmlNode {
  const isTerm = ({ attributes }: XmlNode) => /^(?:vocab-)?term$/.test(attributes['content-type'] ?? '')
  const parts = elements(node)
  if (!parts.some(isTerm)) return joined(node)
  for (const part of parts) if (!isTerm(part)) keep(part, context, `${path}/compound-kwd/${part.name}`)
  return joined({ ...node, children: parts.filter(isTerm) })
}

const joined = (compound: XmlNode): XmlNode => ({
  ...compound,
  children: elements(compound).flatMap((part, i) => (i === 0 ? [part] : [' – ', part])),
})
