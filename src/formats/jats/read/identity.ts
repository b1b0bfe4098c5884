/** What tells the article apart: ids, version, categories. */

import { type ArticleType, articleTypes, contentVersions } from '../../../../schemas/article.ts'
import { elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, keep, type Part, readChildren } from './context.ts'

export function readRoot({ attributes }: XmlNode, context: Context): void {
  const { draft, unmapped } = context
  const { 'article-type': type, lang } = attributes
  if (type !== undefined) {
    const known = typeOf(type)
    draft.type = known ?? 'other'
    if (known === undefined) unmapped.push({ path: '@article-type', value: type })
  }
  if (lang !== undefined && lang !== '' && lang.toLowerCase() !== 'und') draft.language = lang
}

const typeSpellings: Readonly<Record<string, ArticleType>> = {
  article: 'research-article',
  'original-article': 'research-article',
  'original-research': 'research-article',
  review: 'review-article',
  'methods-and-resources': 'methods-article',
  'data-descriptor': 'data-paper',
  'brief-communication': 'brief-report',
  'short-communication': 'brief-report',
  commentary: 'article-commentary',
  erratum: 'correction',
  corrigendum: 'correction',
  'referee-report': 'peer-review',
  'reviewer-report': 'peer-review',
  'clinical-trial-report': 'clinical-trial',
}

function typeOf(type: string): ArticleType | undefined {
  const name = type.trim().toLowerCase().replace(/[ _]+/g, '-')
  return (
    articleTypes.find((known) => known === name) ??
    (Object.hasOwn(typeSpellings, name) ? typeSpellings[name] : undefined)
  )
}

const idSpellings: Readonly<Record<string, string>> = {
  pmc: 'pmcid',
  'pmc-id': 'pmcid',
  'publisher-item-identifier': 'pii',
}

/** The first DOI is the article’s; every other id goes by its type. */
export const articleId: Part = (node, { draft }) => {
  const value = textOf(node)
  if (value === undefined) return
  const { 'pub-id-type': named, 'custom-type': custom } = node.attributes
  const said = named?.trim() || 'other'
  if (said === 'doi' && draft.doi === undefined) {
    draft.doi = value
    return
  }
  const type =
    said === 'custom' ? (custom ?? 'custom') : Object.hasOwn(idSpellings, said) ? (idSpellings[said] ?? said) : said
  draft.identifiers = added(draft.identifiers, [{ type, value }])
}

const versionSpellings: Readonly<Record<string, (typeof contentVersions)[number]>> = {
  'version of record': 'vor',
  cvor: 'vor',
  evor: 'vor',
  'accepted manuscript': 'am',
}

/** NISO’s corrected and enhanced versions of record are versions of record; what more they say is kept. */
export const articleVersion: Part = (node, context, path) => {
  const said = (
    node.attributes['article-version-type'] ??
    node.attributes['vocab-term'] ??
    textOf(node) ??
    ''
  ).toLowerCase()
  const version =
    contentVersions.find((known) => known === said) ??
    (Object.hasOwn(versionSpellings, said) ? versionSpellings[said] : undefined)
  if (version !== undefined) context.draft.contentVersion ??= version
  if (version !== said) keep(node, context, path)
}

export const categories: Part = (node, context, path) =>
  readChildren(node, context, path, { 'subj-group': (group) => subjectGroup(group, context) })

function subjectGroup(group: XmlNode, context: Context): void {
  const { draft } = context
  const isHeading = ['heading', 'toc-heading', 'display-channel'].includes(group.attributes['subj-group-type'] ?? '')
  for (const kid of elements(group)) {
    if (kid.name === 'subj-group') {
      subjectGroup(kid, context)
      continue
    }
    const parts = kid.name === 'compound-subject' ? elements(kid).map((part) => textOf(part)) : [textOf(kid)]
    const subject = parts.filter((part) => part !== undefined).join(' – ')
    if (subject === '') continue
    if (isHeading && draft.heading === undefined) draft.heading = subject
    else draft.subjects = added(draft.subjects, [subject])
  }
}
