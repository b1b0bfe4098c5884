/** ref-list: element-citation, mixed-citation, and the citation and nlm-citation of older sets. */
import type { Reference } from '../../../../schemas/article.ts'
import { child, descendants, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { tidyPages } from '../pages.ts'
import { type Context, defined, keep, some, someOf } from './context.ts'
import { nameOf } from './names.ts'
import { richOf, titleOf } from './rich.ts'

export function readReferences(back: XmlNode | undefined, context: Context): void {
  const references = descendants(back, 'ref-list').flatMap((list) =>
    descendants(list, 'ref').flatMap((ref) => refs(ref, context)),
  )
  const list = some(references.filter((reference) => Object.keys(reference).length > 0))
  if (list !== undefined) context.draft.references = list
}

const citationNames = ['element-citation', 'mixed-citation', 'nlm-citation', 'citation', 'note']

/**
 * A ref with several citations (1a, 1b) is several references under one label; one mixed and one element-citation side
 * by side are two forms of one work, as they are before citation-alternatives (JATS 1.0).
 */
function refs(ref: XmlNode, context: Context): Reference[] {
  const { id, 'specific-use': use = '' } = ref.attributes
  const key = id ?? (use.startsWith('key:') ? use.slice('key:'.length) : undefined)
  const label = textOf(child(ref, 'label'))
  const isPair = elements(ref, 'mixed-citation').length === 1 && elements(ref, 'element-citation').length === 1
  const citations = (isPair ? [{ ...ref, name: 'citation-alternatives' }] : elements(ref))
    .map((kid) =>
      (kid.name === 'citation-alternatives' ? elements(kid) : [kid]).filter(({ name }) => citationNames.includes(name)),
    )
    .filter((forms) => forms.length > 0)
  return citations.map((forms, i) =>
    defined<Reference>({
      key: i === 0 ? key : undefined,
      label: label ?? textOf(forms.map((form) => child(form, 'label')).find(Boolean)),
      ...citation(forms, `back/ref-list/ref${key === undefined ? '' : `[@id="${key}"]`}`, context),
    }),
  )
}

/** Of several forms of one citation the structured one gives the parts, the printed one the text. */
function citation(forms: readonly XmlNode[], path: string, context: Context): Reference {
  const structured = forms.find((form) => form.name !== 'mixed-citation' && form.name !== 'note')
  const printed = forms.find((form) => form !== structured)
  const parts = structured ?? printed
  const type = forms
    .map(({ attributes }) => attributes['publication-type'] ?? attributes['citation-type'])
    .find(Boolean)
  const mixed = printed ?? (structured !== undefined && hasOwnWords(structured) ? structured : undefined)
  const found = parts === undefined ? {} : partsOf(parts)
  if (structured !== undefined && mixed === undefined) keepOthers(structured, path, context)
  return defined<Reference>({ type, ...found, unstructured: richOf(mixed) })
}

/** Old `citation` elements are either a list of parts or a line of print. */
const hasOwnWords = (node: XmlNode): boolean =>
  node.children.some((kid) => (isElement(kid) ? false : /[\p{L}\p{N}]/u.test(kid)))

const personElements: ReadonlySet<string> = new Set([
  'name',
  'string-name',
  'name-alternatives',
  'collab',
  'collab-name',
  'collab-wrap',
  'anonymous',
])

function partsOf(node: XmlNode): Reference {
  const text = (name: string) => textOf(child(node, name))
  const sources = elements(node, 'source')
  const own = sources.find((source) => source.attributes['content-type'] === 'title')
  const title = ['article-title', 'chapter-title', 'part-title', 'data-title']
    .map((name) => child(node, name))
    .find(Boolean)
  return defined<Reference>({
    authors: some(authorsOf(node)),
    title: titleOf(title ?? own),
    containerTitle: titleOf(sources.find((source) => source !== own)),
    year: text('year') ?? textOf(child(node, 'date/year')),
    volume: text('volume'),
    issue: text('issue'),
    pages: pagesOf(node),
    articleNumber: text('elocation-id'),
    edition: text('edition'),
    publisher: text('publisher-name'),
    issn: text('issn'),
    isbn: text('isbn'),
    doi: idOf(node, 'doi'),
    pmid: idOf(node, 'pmid'),
    url: urlOf(node),
  })
}

function pagesOf(node: XmlNode): Reference['pages'] {
  const [first, last, literal] = ['fpage', 'lpage', 'page-range'].map((name) => textOf(child(node, name)))
  const pages = someOf({ first, last, literal })
  return pages && tidyPages(pages)
}

function authorsOf(node: XmlNode): NonNullable<Reference['authors']> {
  const groups = elements(node, 'person-group')
  const authors = groups.filter(({ attributes }) =>
    ['author', 'allauthors', undefined].includes(attributes['person-group-type']),
  )
  const people = groups.length > 0 ? authors.flatMap((group) => elements(group)) : elements(node)
  return people
    .filter(({ name }) => personElements.has(name))
    .flatMap((person): NonNullable<Reference['authors']> => {
      const name = nameOf(person)
      if (name === undefined) return []
      if (name.kind === 'group') return [{ literal: name.name }]
      if (name.kind === 'literal') return [{ literal: name.literal }]
      const { given, family = given } = name
      if (family === undefined) return []
      return [defined({ family, given: name.family === undefined ? undefined : given })]
    })
}

/** `pub-id`, and `ext-link` or `object-id` of older files. */
function idOf(node: XmlNode, type: string): string | undefined {
  const named = elements(node).find(
    ({ name, attributes }) => (name === 'pub-id' || name === 'object-id') && attributes['pub-id-type'] === type,
  )
  const linked = elements(node).find(({ attributes }) => attributes['ext-link-type'] === type)
  return textOf(named) ?? linked?.attributes.href ?? undefined
}

function urlOf(node: XmlNode): string | undefined {
  return elements(node)
    .filter(
      ({ name, attributes }) =>
        name === 'uri' || (name === 'ext-link' && ['uri', 'url', undefined].includes(attributes['ext-link-type'])),
    )
    .map((link) => link.attributes.href ?? textOf(link))
    .find((url) => url !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(url))
}

const known: ReadonlySet<string> = new Set(
  'label person-group name string-name name-alternatives collab etal article-title chapter-title part-title data-title source year volume issue fpage lpage page-range elocation-id edition publisher-name issn isbn ext-link uri'.split(
    ' ',
  ),
)

function keepOthers(node: XmlNode, path: string, context: Context): void {
  for (const kid of elements(node)) {
    const isId = kid.name === 'pub-id' && ['doi', 'pmid'].includes(kid.attributes['pub-id-type'] ?? '')
    if (!known.has(kid.name) && !isId) keep(kid, context, `${path}/${node.name}/${kid.name}`)
  }
}
