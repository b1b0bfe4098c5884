/** journal-meta. */
import type { Journal } from '../../../../schemas/article.ts'
import { child, descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { type Context, ignore, keep, type Part, readChildren, some, someOf } from './context.ts'
import { customMetaGroup } from './extras.ts'

interface Found {
  title?: string | undefined
  issn: { print?: string; electronic?: string; linking?: string | undefined }
  unspecified: string[]
  identifiers: { type: string; value: string }[]
  abbreviatedTitles: { title: string; type?: string }[]
  publisher?: Journal['publisher'] | undefined
}

export function readJournal(node: XmlNode | undefined, context: Context): void {
  const found: Found = { issn: {}, unspecified: [], identifiers: [], abbreviatedTitles: [] }
  readChildren(node, context, 'front/journal-meta', partsOf(found))
  const { title, issn, unspecified, identifiers, abbreviatedTitles, publisher } = found
  const journal = someOf<Journal>({
    title,
    abbreviatedTitles: some(abbreviatedTitles),
    issn: someOf({ ...issn, unspecified: some(unspecified) }),
    identifiers: some(identifiers),
    publisher,
  })
  if (journal !== undefined) context.draft.journal = journal
}

function partsOf(found: Found): Readonly<Record<string, Part>> {
  const abbreviated: Part = (node) => {
    const title = textOf(node)
    const type = node.attributes['abbrev-type']
    if (title !== undefined) found.abbreviatedTitles.push(type === undefined ? { title } : { title, type })
  }
  const title: Part = (node, context, path) => {
    if (found.title === undefined) found.title = textOf(node)
    else keep(node, context, path)
  }
  const names = { 'journal-title': title, 'abbrev-journal-title': abbreviated }
  return {
    ...names, // before JATS 0.4 without a group
    'journal-id': (node) => {
      const value = textOf(node)
      if (value === undefined || node.attributes['specific-use'] === 'derived') return
      found.identifiers.push({ type: node.attributes['journal-id-type'] ?? 'other', value })
    },
    'journal-title-group': (node, context, path) => readChildren(node, context, path, names),
    issn: (node) => addIssn(node, found),
    'issn-l': (node) => {
      found.issn.linking = textOf(node)
    },
    publisher: (node, context, path) => {
      if (found.publisher === undefined) {
        found.publisher = publisherOf(node)
        for (const name of ['publisher-name', 'publisher-loc'])
          for (const more of elements(node, name).slice(1)) keep(more, context, `${path}/${name}`)
      } else keep(node, context, path)
    },
    'custom-meta-group': customMetaGroup,
    'contrib-group': keep,
    notes: keep,
    'self-uri': keep,
    label: ignore,
  }
}

const formats: Readonly<Record<string, 'print' | 'electronic'>> = {
  ppub: 'print',
  print: 'print',
  epub: 'electronic',
  electronic: 'electronic',
  online: 'electronic',
}

function addIssn(node: XmlNode, found: Found): void {
  const issn = textOf(node)
  if (issn === undefined || node.attributes['content-type'] === 'issn-l') return
  const said = node.attributes['publication-format'] ?? node.attributes['pub-type'] ?? ''
  if (said === 'issn-l' || said === 'linking') found.issn.linking ??= issn
  else {
    const format = Object.hasOwn(formats, said) ? formats[said] : undefined
    if (format !== undefined && found.issn[format] === undefined) found.issn[format] = issn
    else found.unspecified.push(issn)
  }
}

function publisherOf(node: XmlNode): Journal['publisher'] | undefined {
  const name = child(node, 'publisher-name')
  const ror = descendants(name, 'institution-id').find((id) => id.attributes['institution-id-type'] === 'ror')
  return someOf({
    name: textOf(name, new Set(['institution-id'])),
    place: textOf(elements(node, 'publisher-loc')[0]),
    ror: textOf(ror),
  })
}
