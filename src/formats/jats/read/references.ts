/** ref-list: element-citation, mixed-citation, and the citation and nlm-citation of older sets. */
import type { Reference } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { child, descendants, elements, isElement, rawText, textOf, type XmlNode } from '../../../text/xml.ts'
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
  const told = defined<Reference>({ type, ...found, unstructured: richOf(mixed) })
  if (structured !== undefined && mixed === undefined) keepOthers(structured, told, path, context)
  for (const form of forms) keepReferenceLinks(form, told, path, context)
  return told
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
  const first = new Map<string, XmlNode>()
  for (const kid of node.children) if (isElement(kid) && !first.has(kid.name)) first.set(kid.name, kid)
  const text = (name: string) => textOf(first.get(name))
  const sources = elements(node, 'source')
  const own = sources.find((source) => source.attributes['content-type'] === 'title')
  const title = ['article-title', 'chapter-title', 'part-title', 'data-title']
    .map((name) => first.get(name))
    .find(Boolean)
  const hasNotes = first.has('comment')
  return defined<Reference>({
    authors: some(authorsOf(node)),
    title: titleOf(title ?? own),
    containerTitle: titleOf(sources.find((source) => source !== own)),
    year: text('year') ?? textOf(child(first.get('date'), 'year')),
    volume: text('volume'),
    issue: text('issue'),
    pages: pagesOf(node),
    articleNumber: text('elocation-id'),
    edition: text('edition'),
    publisher: text('publisher-name'),
    issn: text('issn'),
    isbn: text('isbn'),
    doi: idOf(node, 'doi') ?? (hasNotes ? notedDoi(node) : undefined),
    pmid: idOf(node, 'pmid'),
    url: urlOf(node) ?? (hasNotes ? onlyLink(node) : undefined),
  })
}

function pagesOf(node: XmlNode): Reference['pages'] {
  const [first, last, literal] = ['fpage', 'lpage', 'page-range'].map((name) => textOf(child(node, name)))
  const pages = someOf({ first, last, literal })
  return pages && tidyPages(pages)
}

function authorsOf(node: XmlNode): NonNullable<Reference['authors']> {
  // NLM 2 has a collab beside the group of people.
  const people = elements(node).flatMap((kid) => {
    if (kid.name !== 'person-group') return [kid]
    return ['author', 'allauthors', undefined].includes(kid.attributes['person-group-type']) ? elements(kid) : []
  })
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

/** A note such as “Available:” may hold the one address of the work. */
function onlyLink(node: XmlNode): string | undefined {
  const urls = elements(node, 'comment')
    .flatMap((comment) => descendants(comment, 'ext-link', 'uri'))
    .map((link) => link.attributes.href ?? textOf(link))
    .filter((url) => url !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(url) && parseDoi(url) === undefined)
  return urls.length === 1 ? urls[0] : undefined
}

/** “doi: …” in a note is the DOI of the work. */
function notedDoi(node: XmlNode): string | undefined {
  const found = elements(node, 'comment')
    .flatMap((comment) => descendants(comment, 'ext-link', 'uri'))
    .flatMap((link) => parseDoi(link.attributes.href ?? '') ?? [])
  return new Set(found).size === 1 ? found[0] : undefined
}

const known: ReadonlySet<string> = new Set(
  'label person-group name string-name name-alternatives collab etal article-title chapter-title part-title data-title source year volume issue fpage lpage page-range elocation-id edition publisher-name issn isbn ext-link uri'.split(
    ' ',
  ),
)

/** The record has one of these for a reference. */
const once: ReadonlySet<string> = new Set(
  'article-title chapter-title part-title data-title year volume issue fpage lpage page-range elocation-id edition publisher-name issn isbn'.split(
    ' ',
  ),
)

/** Links of the printed form that lead elsewhere than the DOI, PMID and URL of the reference. */
function keepReferenceLinks(node: XmlNode, told: Reference, path: string, { unmapped }: Context): void {
  for (const link of descendants(node, 'ext-link', 'uri', 'pub-id', 'object-id')) {
    const { href } = link.attributes
    if (href === undefined || href === told.url || rawText(link).includes(href)) continue
    const isId = [told.doi, told.pmid].some((id) => id !== undefined && href.toLowerCase().endsWith(id.toLowerCase()))
    if (!isId) unmapped.push({ path: `${path}/${node.name}/${link.name}/@href`, value: href })
  }
}

/** The record has authors and no other people of a reference, and no suffixes. */
function keepPeople(node: XmlNode, path: string, context: Context): void {
  for (const group of elements(node, 'person-group')) {
    const type = group.attributes['person-group-type']
    if (!['author', 'allauthors', undefined].includes(type)) keep(group, context, `${path}/person-group`)
  }
  for (const suffix of descendants(node, 'suffix', 'prefix')) keep(suffix, context, `${path}/${suffix.name}`)
}

function keepOthers(node: XmlNode, told: Reference, path: string, context: Context): void {
  keepPeople(node, `${path}/${node.name}`, context)
  const met = new Set<string>()
  for (const kid of elements(node)) {
    if (once.has(kid.name) && met.has(kid.name)) keep(kid, context, `${path}/${node.name}/${kid.name}`)
    met.add(kid.name)
    const words = textOf(kid)
    if ((kid.name === 'ext-link' || kid.name === 'uri') && words !== undefined) {
      if (![told.url, told.doi, told.pmid].some((value) => value?.includes(words)))
        keep(kid, context, `${path}/${node.name}/${kid.name}`)
      continue
    }
    const isId = kid.name === 'pub-id' && ['doi', 'pmid'].includes(kid.attributes['pub-id-type'] ?? '')
    if (!known.has(kid.name) && !isId) keep(kid, context, `${path}/${node.name}/${kid.name}`)
  }
}
