/** title-group. */
import { child, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, defined, keep, type Part, readChildren } from './context.ts'
import { richOf, titleOf } from './rich.ts'

export const titleGroup: Part = (node, context, path) =>
  readChildren(node, context, path, {
    'article-title': (title, _, at) => put('title', title, context, at),
    subtitle: (title, _, at) => put('subtitle', title, context, at),
    'trans-title-group': (group) =>
      translated(child(group, 'trans-title'), child(group, 'trans-subtitle'), group, context),
    'trans-title': (title) => translated(title, undefined, title, context), // NLM, JATS 1.0
    'trans-subtitle': keep,
    'alt-title': (title, _, at) => {
      if (shortTitles.has(title.attributes['alt-title-type'] ?? '')) put('shortTitle', title, context, at)
      else keep(title, context, at)
    },
  })

const shortTitles: ReadonlySet<string> = new Set([
  'running-head',
  'running',
  'running-title',
  'right-running',
  'right-running-head',
  'left-running',
  'left-running-head',
  'short',
  'short-title',
])

function put(field: 'title' | 'subtitle' | 'shortTitle', node: XmlNode, context: Context, path: string): void {
  const title = titleOf(node)
  if (title === undefined || title === context.draft[field]) return
  if (context.draft[field] === undefined) context.draft[field] = title
  else keep(node, context, path)
}

function translated(
  title: XmlNode | undefined,
  subtitle: XmlNode | undefined,
  { attributes }: XmlNode,
  { draft }: Context,
): void {
  const text = titleOf(title)
  if (text === undefined) return
  const language = attributes.lang ?? title?.attributes.lang
  const entry = defined({ title: text, subtitle: richOf(subtitle), language })
  draft.translatedTitles = added(draft.translatedTitles, [entry])
}
