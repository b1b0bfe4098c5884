/** The names of a work: its DOI, and what other identifiers it has. */
import { type Context, doiIn } from '../../html/context.ts'
import { readLinks } from './links.ts'
import type { Source } from './source.ts'

export function readIdentity(root: Source, context: Context): void {
  const { draft } = context
  const id = root.id()
  const bare = root.texts('identifier').map(({ text }) => text)
  const doi = [id, ...bare].map(doiIn).find((one) => one !== undefined)
  if (doi !== undefined) draft.doi = doi
  for (const node of root.nodes('identifier')) {
    const type = (node.text('propertyID') ?? node.text('name') ?? 'identifier').replace(
      /^https?:\/\/registry\.identifiers\.org\/registry\//,
      '',
    )
    for (const { text: value } of [...node.texts('value'), ...node.texts('@id', 'url')]) {
      addIdentifier(context, type, value)
    }
  }
  for (const one of bare) if (doiIn(one) === undefined) addIdentifier(context, 'identifier', one)
  readLinks(root, context, id)
}

function addIdentifier({ draft }: Context, type: string, value: string): void {
  const doi =
    /^doi$/i.test(type) || /doi\.org\/10\./.test(value) ? doiIn(/^10\./.test(value) ? value : value.trim()) : undefined
  if (doi !== undefined && (draft.doi === undefined || /^doi$/i.test(type))) draft.doi = doi
  else if (doi !== undefined && doi.toLowerCase() === draft.doi?.toLowerCase()) return
  else if (type === 'article-number' && draft.articleNumber === undefined) draft.articleNumber = value
  else draft.identifiers = [...(draft.identifiers ?? []), { type, value }]
}
