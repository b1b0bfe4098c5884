/** Where a work is read: its pages and its files. */
import { contentVersions, type FullTextLink } from '../../../../schemas/article.ts'
import { type Context, defined, doiIn, keep } from '../../html/context.ts'
import type { Source } from './source.ts'

const isUrl = (text: string): boolean => /^(?:https?|ftp):\/\/\S+$/.test(text)
const mediaKinds: Readonly<Record<string, FullTextLink['kind']>> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/html': 'html',
}

/** `url` and the page that the work is the main entity of are landing pages; `encoding` holds full texts. */
export function readLinks(root: Source, context: Context, id: string | undefined): void {
  const { draft } = context
  const pages = root.texts('url', 'mainEntityOfPage', 'sameAs').map(({ text }) => text)
  for (const node of root.nodes('mainEntityOfPage')) pages.push(...[node.id()].filter((one) => one !== undefined))
  if (id !== undefined && doiIn(id) === undefined) pages.push(id)
  const landings: FullTextLink[] = []
  const seen = new Set<string>()
  for (const page of pages) {
    const doi = doiIn(page)
    if (doi !== undefined && (draft.doi === undefined || doi.toLowerCase() === draft.doi.toLowerCase()))
      draft.doi ??= doi
    else if (!isUrl(page)) keep(context, '/url', page)
    else if (!seen.has(page)) landings.push({ url: page, kind: 'landing' })
    seen.add(page)
  }
  const links = withEncodings(
    landings,
    root
      .nodes('encoding', 'associatedMedia')
      .map((node) => encodingOf(node, context))
      .filter((one) => one !== undefined),
  )
  for (const { text } of root.texts('encoding', 'contentUrl')) {
    if (isUrl(text)) links.push({ url: text, kind: 'other' })
    else keep(context, '/contentUrl', text)
  }
  if (links.length > 0) draft.links = links
}

const kindNames: ReadonlySet<string> = new Set(['landing', 'pdf', 'xml', 'html', 'other'])

function encodingOf(node: Source, context: Context): FullTextLink | undefined {
  const [name, url, id, mediaType] = ['name', 'contentUrl', '@id', 'encodingFormat'].map(node.text)
  const address = url ?? id ?? node.text('url')
  const format = mediaType ?? node.text('fileFormat')
  const version = node.text('version')
  if (address === undefined || !isUrl(address)) {
    for (const value of [name, address, format, version]) if (value !== undefined) keep(context, node.path, value)
    return undefined
  }
  const contentVersion = contentVersions.find((one) => one === version)
  if (version !== undefined && contentVersion === undefined) keep(context, `${node.path}/version`, version)
  const kind = kindNames.has(name ?? '') ? (name as FullTextLink['kind']) : (mediaKinds[format ?? ''] ?? 'other') // one of the set
  if (name !== undefined && !kindNames.has(name)) keep(context, `${node.path}/name`, name)
  const isImplied = format !== undefined && kindNames.has(name ?? '') && format === impliedTypes[kind]
  return defined<FullTextLink>({ url: address, kind, mediaType: isImplied ? undefined : format, contentVersion })
}

export const impliedTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
}

/** Landing pages of which more is known stand in both places. */
function withEncodings(landings: readonly FullTextLink[], encodings: readonly FullTextLink[]): FullTextLink[] {
  const out = [...landings]
  for (const encoding of encodings) {
    const at =
      encoding.kind === 'landing' ? out.findIndex(({ url, kind }) => kind === 'landing' && url === encoding.url) : -1
    if (at === -1) out.push(encoding)
    else out[at] = encoding
  }
  return out
}
