/** self-uri, related-article, related-object. */

import type Type from 'typebox'
import { contentVersions, type FullTextLink, type Relation as RelationShape } from '../../../../schemas/article.ts'
import { child, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { linkTitles, relationSpellings } from '../vocabulary.ts'
import { added, type Context, defined, keep, type Part, partedText } from './context.ts'
import { dateOf } from './dates.ts'

type Relation = Type.Static<typeof RelationShape>

const isUrl = (text: string | undefined): text is string => text !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(text)

export const selfUri: Part = (node, context, path) => {
  const { href, mimetype, 'mime-subtype': subtype, 'content-type': type = '', 'specific-use': use } = node.attributes
  const url = href ?? textOf(node)
  if (!isUrl(url)) return keep(node, context, path)
  const mediaType = mimetype !== undefined ? (subtype === undefined ? mimetype : `${mimetype}/${subtype}`) : undefined
  const link: FullTextLink = defined({
    url,
    kind: kindOf(type, url),
    mediaType: mediaType ?? (/^\w+\/[\w.+-]+$/.test(type) ? type : undefined),
    contentVersion: contentVersions.find((version) => version === use),
  })
  context.draft.links = added(context.draft.links, [link])
  const words = href === undefined ? undefined : textOf(node)
  if (words !== undefined && words !== href && !ownTitles.has(words)) context.unmapped.push({ path, value: words })
}

const ownTitles: ReadonlySet<string> = new Set(Object.values(linkTitles))

const kinds: readonly (readonly [RegExp, FullTextLink['kind']])[] = [
  [/pdf/, 'pdf'],
  [/html/, 'html'],
  [/xml/, 'xml'],
  [/^(?:landing|abstract)/, 'landing'],
  [/./, 'other'],
]

const kindOf = (type: string, url: string): FullTextLink['kind'] =>
  kinds.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1] ?? (/\.pdf$/i.test(url) ? 'pdf' : 'other')

export const relatedArticle: Part = (node, context, path) => {
  const type = node.attributes['related-article-type'] ?? ''
  const found = relation(node, type)
  context.draft.relations = added(context.draft.relations, [found])
  keepWords(node, found, context, path)
}

/** What is printed of the other article, beside what identifies it. */
function keepWords(node: XmlNode, found: Relation, context: Context, path: string): void {
  const { page, vol, issue, title } = node.attributes
  const others = node.children.filter((kid) => !isElement(kid) || !inRelation.has(kid.name))
  const words = [partedText({ ...node, children: others }), title, vol, issue, page].filter(
    (word) => word !== undefined,
  )
  const value = words.join('; ')
  if (value !== '' && value !== found.label && value !== found.identifier) context.unmapped.push({ path, value })
}

const inRelation: ReadonlySet<string> = new Set(['pub-id', 'object-id', 'date', 'string-date', 'uri', 'comment'])

export const relatedObject: Part = (node, context, path) => {
  const {
    'source-type': source,
    'document-id-type': idType,
    'link-type': link,
    'content-type': content,
  } = node.attributes
  if (source === 'clinical-trials-registry' || idType === 'clinical-trial-number') return trial(node, context, path)
  const type = link ?? content ?? ''
  const found = relation(node, type)
  if (found.doi === undefined && found.url === undefined && found.identifier === undefined) keep(node, context, path)
  else context.draft.relations = added(context.draft.relations, [found])
}

const doiPattern = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i

/** Words of others for the relation become its label. */
function relation(node: XmlNode, said: string): Relation {
  const type = Object.hasOwn(relationSpellings, said) ? relationSpellings[said] : undefined
  const { href, 'ext-link-type': linkType, 'document-id': documentId, 'object-id': objectId } = node.attributes
  const doi = linkType === 'uri' ? undefined : doiPattern.exec(href ?? '')?.[1]
  const id = child(node, 'pub-id') ?? child(node, 'object-id')
  const date = child(node, 'date') ?? child(node, 'string-date')
  const uri = textOf(child(node, 'uri'))
  const plain = isUrl(href) || doi !== undefined ? undefined : href
  return defined<Relation>({
    type: type ?? 'other',
    doi,
    url: doi === undefined && isUrl(href) ? href : isUrl(uri) ? uri : undefined,
    identifier: textOf(id) ?? documentId ?? objectId ?? plain,
    identifierType: id?.attributes['custom-type'] ?? (plain === undefined ? undefined : linkType),
    label: textOf(child(node, 'comment')) ?? (type === undefined && said !== '' ? said : undefined),
    date: date === undefined ? undefined : dateOf(date),
  })
}

const stages = ['pre-results', 'results', 'post-results'] as const

const trial: Part = (node, context, path) => {
  const { 'document-id': id, 'source-id': registry, 'content-type': stage } = node.attributes
  const number = id ?? textOf(node)
  if (number === undefined) return keep(node, context, path)
  const found = defined({ number, registry, stage: stages.find((known) => known === stage) })
  context.draft.clinicalTrials = added(context.draft.clinicalTrials, [found])
}

/** JATS up to 1.1 has no better place for the article’s web page. */
export const extLink: Part = (node, context, path) => {
  const [inner] = elements(node)
  keep(inner ?? node, context, path)
}
