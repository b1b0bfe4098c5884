/** One JATS or NLM article element as a draft. Its parts stand in one table, by the name of the element. */
import type { Draft } from '../../../../schemas/article.ts'
import type { Finding } from '../../../../schemas/problem.ts'
import { keepDoubtful } from '../../../article/doubtful.ts'
import { child, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { tidyPages } from '../pages.ts'
import { abstract, keywordGroup } from './abstracts.ts'
import { readAffiliations } from './affiliations.ts'
import { type Context, ignore, keep, type Part, partedText, readChildren, single, some } from './context.ts'
import { readContributors } from './contributors.ts'
import { history, pubDate, publicationHistory } from './dates.ts'
import { applyExtras, customMetaGroup } from './extras.ts'
import { contractParts, fundingGroup } from './funding.ts'
import { articleId, articleVersion, categories, readRoot } from './identity.ts'
import { readJournal } from './journal.ts'
import { dropEmptyLicences, permissionParts, permissions } from './permissions.ts'
import { readReferences } from './references.ts'
import { relatedArticle, relatedObject, selfUri } from './relations.ts'
import { titleGroup } from './titles.ts'

export function readArticle(root: XmlNode): { readonly draft: Draft; readonly notes: readonly Finding[] } {
  const front = child(root, 'front')
  const meta = child(front, 'article-meta')
  const context: Context = { draft: {}, notes: [], unmapped: [], extras: [], addresses: new Map(), byId: idsOf(front) }
  readRoot(root, context)
  readJournal(child(front, 'journal-meta'), context)
  readContributors(meta, readAffiliations(meta, context), context)
  readChildren(meta, context, 'front/article-meta', articleMeta)
  for (const kid of elements(front)) if (!frontParts.has(kid.name)) keep(kid, context, `front/${kid.name}`)
  readReferences(child(root, 'back'), context)
  readChildren(child(root, 'back'), context, 'back', backParts)
  noteOthers(root, context)
  applyExtras(context)
  dropEmptyLicences(context)
  if (context.draft.pages !== undefined) context.draft.pages = tidyPages(context.draft.pages)
  const unmapped = some([...(context.draft.unmapped ?? []), ...context.unmapped])
  if (unmapped !== undefined) context.draft.unmapped = unmapped
  keepDoubtful(context.draft, context.notes)
  return context
}

/** Notes and statements are kept; what is printed there beside them is text of the article. */
const prose: Part = (node, context, path) => {
  const parts = elements(node).filter(({ name }) => ['fn', 'sec', 'p', 'notes', 'fn-group'].includes(name))
  const type = (at: XmlNode) => Object.entries(at.attributes).find(([name]) => name.endsWith('type'))
  const title = child(node, 'title')
  if (title !== undefined && parts.some(({ name }) => name !== 'p')) keep(title, context, `${path}/title`)
  for (const part of parts.some(({ name }) => name !== 'p') ? parts : [node]) {
    const value = partedText(part, printed)
    const [name, said] = type(part) ?? type(node) ?? []
    const at = part === node ? path : `${path}/${part.name}`
    if (value !== undefined)
      context.unmapped.push({ path: name === undefined ? at : `${at}[@${name}="${said}"]`, value })
  }
}

const printed: ReadonlySet<string> = new Set([
  'table-wrap',
  'table-wrap-group',
  'fig',
  'fig-group',
  'boxed-text',
  'ref-list',
])

const backParts: Readonly<Record<string, Part>> = {
  'ref-list': (list, context, path) => {
    for (const title of elements(list, 'title')) keep(title, context, `${path}/title`) // the rest is read before
  },
  'app-group': ignore,
  app: ignore,
  glossary: ignore,
  title: ignore,
  label: ignore,
  ack: prose,
  bio: prose,
  'fn-group': prose,
  notes: prose,
  sec: prose,
}

const frontParts: ReadonlySet<string> = new Set(['journal-meta', 'article-meta'])

const issueTitle: Part = (node, context, path) => {
  const field = node.attributes['content-type'] === 'special-issue' ? 'specialIssue' : 'issueTitle'
  const value = textOf(node)
  if (value === undefined) return
  if (context.draft[field] === undefined) context.draft[field] = value
  else keep(node, context, path)
}

const page =
  (field: 'first' | 'last' | 'literal'): Part =>
  (node, { draft }) => {
    const value = textOf(node)
    if (value !== undefined && node.attributes['content-type'] !== 'derived')
      draft.pages = { ...draft.pages, [field]: value }
  }

const articleMeta: Readonly<Record<string, Part>> = {
  'article-id': articleId,
  'article-version': articleVersion,
  'article-version-alternatives': (node, context, path) =>
    readChildren(node, context, path, { 'article-version': articleVersion }),
  'article-categories': categories,
  'title-group': titleGroup,
  'contrib-group': ignore, // read before, with what they point to
  aff: ignore,
  'aff-alternatives': ignore,
  'author-notes': ignore,
  'pub-date': pubDate,
  volume: single('volume'),
  issue: single('issue'),
  'issue-title': issueTitle,
  supplement: single('supplement'),
  fpage: page('first'),
  lpage: page('last'),
  'page-range': page('literal'),
  'elocation-id': single('articleNumber'),
  history,
  'pub-history': publicationHistory,
  permissions,
  ...permissionParts, // NLM 2
  'self-uri': selfUri,
  'related-article': relatedArticle,
  'related-object': relatedObject,
  abstract,
  'trans-abstract': abstract,
  'kwd-group': keywordGroup,
  'funding-group': fundingGroup,
  ...contractParts,
  'custom-meta-group': customMetaGroup,
  'custom-meta-wrap': customMetaGroup, // NLM 2
  'pub-date-not-available': ignore,
}

/** An article may carry letters, answers and translations of itself; the record is of the article alone. */
function noteOthers(root: XmlNode, { notes }: Context): void {
  for (const kid of elements(root)) {
    if (kid.name !== 'sub-article' && kid.name !== 'response') continue
    const { 'article-type': type = kid.name, id } = kid.attributes
    notes.push({
      severity: 'note',
      code: 'sub-article-ignored',
      pointer: '',
      value: id ?? type,
      message: `The document also holds a ${kid.name} (${type}), which is not part of this record.`,
    })
  }
}

function idsOf(front: XmlNode | undefined): ReadonlyMap<string, XmlNode> {
  const ids = new Map<string, XmlNode>()
  const walk = (node: XmlNode): void => {
    const { id } = node.attributes
    if (id !== undefined && !ids.has(id)) ids.set(id, node)
    for (const kid of node.children) if (isElement(kid)) walk(kid)
  }
  if (front !== undefined) walk(front)
  return ids
}
