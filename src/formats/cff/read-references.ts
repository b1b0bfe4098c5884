/** The works in `references` as references of the article. */
import type { Draft, Reference } from '../../../schemas/article.ts'
import { parseDoi } from '../../article/doi.ts'
import { parseIssn } from '../../article/identifiers.ts'
import { looseRich } from '../../text/loose-markup.ts'
import type { Value } from './document.ts'
import { type Keep, type Members, membersOf } from './members.ts'
import { untitled } from './references.ts'

/** JATS’s publication-type by the type of CFF. */
const types: ReadonlyMap<string, string> = new Map([
  ['article', 'journal'],
  ['book', 'book'],
  ['conference-paper', 'confproc'],
  ['conference', 'confproc'],
  ['data', 'data'],
  ['newspaper-article', 'newspaper'],
  ['patent', 'patent'],
  ['report', 'report'],
  ['software', 'software'],
  ['software-code', 'software'],
  ['standard', 'standard'],
  ['thesis', 'thesis'],
  ['website', 'web'],
])

export function readReferences(root: Members, draft: Draft, keep: Keep): void {
  const references = root.list('references').flatMap((value, at) => {
    const reference = referenceOf(value, `references/${at}`, keep)
    return Object.keys(reference).length === 0 ? [] : [reference]
  })
  if (references.length > 0) draft.references = references
}

const texts = [
  ['issue', 'issue'],
  ['articleNumber', 'number'],
  ['edition', 'edition'],
] as const

function referenceOf(value: Value, path: string, keep: Keep): Reference {
  if (!(value instanceof Map)) return typeof value === 'string' ? { unstructured: looseRich(value) } : {}
  const members = membersOf(value, path, keep)
  const out: Reference = {}
  const put = <K extends keyof Reference>(key: K, found: Reference[K] | undefined) => {
    if (found !== undefined && found !== '') out[key] = found
  }
  const type = members.text('type')
  put('type', type === undefined ? undefined : types.get(type))
  if (type !== undefined && type !== 'generic' && out.type === undefined) members.keep('type', type)
  put('authors', authorsOf(members, keep))
  const title = members.text('title')
  put('title', title === undefined || title === untitled ? undefined : looseRich(title))
  put('containerTitle', looseRich(members.text('journal') ?? members.text('collection-title') ?? ''))
  put('year', members.text('year') ?? members.text('issue-date'))
  put('volume', members.text('volume') ?? members.text('volume-title'))
  for (const [key, name] of texts) put(key, members.text(name))
  put('pages', pagesOf(members))
  const publisher = members.map('publisher')
  put('publisher', publisher?.text('name'))
  publisher?.rest()
  put('unstructured', looseRich(members.text('notes') ?? ''))
  readIds(members, out)
  members.rest()
  return out
}

function authorsOf(members: Members, keep: Keep): Reference['authors'] {
  const authors = members.list('authors').flatMap((value, at): NonNullable<Reference['authors']> => {
    if (!(value instanceof Map)) return typeof value === 'string' ? [{ literal: value }] : []
    const author = membersOf(value, `${members.path}/authors/${at}`, keep)
    const name = author.text('name')
    const family = [author.text('name-particle'), author.text('family-names')].filter(Boolean).join(' ')
    const given = author.text('given-names')
    author.rest()
    if (name === 'anonymous') return []
    if (family === '') return name === undefined && given === undefined ? [] : [{ literal: name ?? given ?? '' }]
    return [{ family, ...(given !== undefined && { given }) }]
  })
  return authors.length > 0 ? authors : undefined
}

/** Pages are integers; others stand in `section`. */
export function pagesOf(members: Members): Reference['pages'] {
  const [first, last, section] = [members.text('start'), members.text('end'), members.text('section')]
  if (first !== undefined) {
    if (section !== undefined) members.keep('section', section)
    return { first, ...(last !== undefined && { last }) }
  }
  if (last !== undefined) members.keep('end', last)
  if (section === undefined) return undefined
  const [from, to, ...more] = section.split('–')
  if (from && to && more.length === 0 && !/[\s,]/.test(section)) return { first: from, last: to }
  return /^[^\s,–]+$/.test(section) ? { first: section } : { literal: section }
}

function readIds(members: Members, out: Reference): void {
  const doi = members.text('doi')
  const parsed = doi === undefined ? undefined : parseDoi(doi)
  if (parsed !== undefined) out.doi = parsed
  else if (doi !== undefined) members.keep('doi', doi)
  for (const value of members.list('identifiers')) readIdentifier(members, value, out)
  const issn = members.text('issn')
  const serial = issn === undefined ? undefined : parseIssn(issn)
  if (serial !== undefined && 'value' in serial) out.issn = serial.value
  else if (issn !== undefined) members.keep('issn', issn)
  const isbn = members.text('isbn')
  if (isbn !== undefined) out.isbn = isbn
  const pmcid = members.text('pmcid')
  if (pmcid !== undefined) members.keep('pmcid', pmcid)
  const url = members.text('url')
  if (url === undefined || (parseDoi(url) !== undefined && parseDoi(url) === out.doi)) return
  if (/^(?:https?|ftp):\/\/\S+$/.test(url)) out.url = url
  else members.keep('url', url)
}

const known = [
  ['DOI', 'doi'],
  ['PMID', 'pmid'],
  ['ISBN', 'isbn'],
] as const

function readIdentifier(members: Members, value: Value, out: Reference): void {
  if (value instanceof Map) {
    const [type, id, about] = [value.get('type'), value.get('value'), value.get('description')]
    const key = type === 'doi' ? 'doi' : known.find(([label]) => label === about)?.[1]
    const text = typeof id !== 'string' ? undefined : key === 'doi' ? parseDoi(id) : id
    if (key !== undefined && text !== undefined && out[key] === undefined) {
      out[key] = text
      return
    }
  }
  members.keep('identifiers', value)
}
