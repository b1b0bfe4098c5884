/** 765, 767, 770, 780, 785 and 787: other works; those of “Cites” are references. */
import type { Reference, Relation, RelationType } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIssn, parseUrl } from '../../../article/identifiers.ts'
import { relationLabels } from '../../../article/in-words.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { added, type Context, type Field, fieldsOf, peek, pieces, take, takeAll, takeEach } from './fields.ts'
import { parseParts } from './parts.ts'

export function readWorks(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '765', '767', '770', '772', '775', '776', '780', '785', '786', '787')) {
    const words = (peek(field, 'i') ?? '').replace(/:$/, '')
    if (words === 'Cites') {
      take(field, 'i')
      draft.references = added(draft.references, citedOf(field))
      continue
    }
    const relation = relationOf(field, words)
    if (relation !== undefined) draft.relations = added(draft.relations, relation)
  }
}

const byLabel: ReadonlyMap<string, RelationType> = new Map(
  Object.entries(relationLabels).map(([type, label]) => [label, type as RelationType]), // the keys of the table
)
const byTag: ReadonlyMap<string, RelationType> = new Map<string, RelationType>([
  ['765', 'is-translation-of'],
  ['767', 'has-translation'],
  ['770', 'has-supplement'],
])

/** A work that no identifier names stays as it is described. */
function relationOf(field: Field, words: string): Relation | undefined {
  const known = byLabel.get(words)
  const type = known ?? byTag.get(field.tag) ?? 'other'
  const target = targetOf(field)
  if (known === undefined && Object.keys(target).length === 0) return undefined
  const relation: Relation = { type, ...target }
  take(field, 'i')
  if (known === undefined && words !== '') relation.label = words
  takeEach(field, 'n', (note) => {
    const date = note.startsWith('Date: ') ? parseDateWords(note.slice(6)) : undefined
    if (date !== undefined) relation.date = date
    else if (relation.label === undefined && known !== undefined) relation.label = note
    else return false
    return true
  })
  return relation
}

function targetOf(field: Field): Omit<Relation, 'type'> {
  const target: Omit<Relation, 'type'> = {}
  takeEach(field, 'o', (value) => {
    const doi = /doi\.org\/|^10\./.test(value) ? parseDoi(value) : undefined
    const url = /^(?:https?|ftp):/.test(value) ? parseUrl(value) : undefined
    if (doi !== undefined && target.doi === undefined) target.doi = doi
    else if (url !== undefined && 'value' in url && target.url === undefined) target.url = url.value
    else if (target.identifier === undefined) {
      const [, type, rest] = /^([A-Za-z][\w-]{1,30}):(.+)$/.exec(value) ?? []
      target.identifier = rest ?? value
      if (type !== undefined) target.identifierType = type
    } else return false
    return true
  })
  return target
}

export function citedOf(field: Field): Reference {
  const reference: Reference = {}
  const [authors, title, edition, imprint, place] = ['a', 't', 'b', 'd', 'g'].map((code) => take(field, code))
  if (authors !== undefined) reference.authors = citedNames(authors)
  if (title !== undefined) reference.title = looseRich(title)
  if (edition !== undefined) reference.edition = edition
  Object.assign(reference, imprintOf(imprint ?? ''), placeOf(place ?? ''))
  for (const note of takeAll(field, 'n')) {
    const [, label, value] = /^(Label|Key|Type): (.+)$/.exec(note) ?? []
    const name = label === undefined ? undefined : (label.toLowerCase() as 'label' | 'key' | 'type') // the pattern’s own words
    if (name !== undefined && value !== undefined && reference[name] === undefined) reference[name] = value
    else if (reference.unstructured === undefined) reference.unstructured = looseRich(note)
  }
  takeEach(field, 'o', (value) => {
    const doi = value.startsWith('https://doi.org/') && reference.doi === undefined ? parseDoi(value) : undefined
    if (doi !== undefined) reference.doi = doi
    else if (value.startsWith('pmid:')) reference.pmid = value.slice(5)
    else {
      const url = parseUrl(value)
      if (!('value' in url)) return false
      reference.url = url.value
    }
    return true
  })
  const issn = parseIssn(peek(field, 'x') ?? '')
  if ('value' in issn) {
    reference.issn = issn.value
    take(field, 'x')
  }
  const isbn = take(field, 'z')
  if (isbn !== undefined) reference.isbn = isbn
  return reference
}

/** `Khan, Ann; Some Body`. */
export const citedNames = (text: string): NonNullable<Reference['authors']> =>
  pieces(text).map((name) => {
    const parts = parseInverted(name)
    if (parts === undefined || parts.suffix !== undefined) return { literal: name }
    return { family: parts.family, ...(parts.given !== undefined && { given: parts.given }) }
  })

/** `Springer, 1998`. */
export function imprintOf(text: string): Pick<Reference, 'publisher' | 'year'> {
  const comma = text.lastIndexOf(', ')
  const last = comma === -1 ? text : text.slice(comma + 2)
  const isYear = /^\d{4}[a-z]?$|^n\.d\.$/.test(last)
  const publisher = isYear ? text.slice(0, Math.max(0, comma)) : text
  return { ...(publisher !== '' && { publisher }), ...(isYear && { year: last }) }
}

/** `Nature, vol. 3, no. 2, p. 5-9, article e12`. */
export function placeOf(text: string): Reference {
  if (text === '') return {}
  const { title, volume, issue, pages, articleNumber } = parseParts(text)
  return {
    ...(title !== undefined && { containerTitle: looseRich(title) }),
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue }),
    ...(pages !== undefined && { pages }),
    ...(articleNumber !== undefined && { articleNumber }),
  }
}
