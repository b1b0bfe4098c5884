/** FAU, AU, AUID, AD, CN and their like: a name and what follows it until the next one. */
import type { Contributor, Person } from '../../../schemas/article.ts'
import { kinds } from '../../article/identifiers.ts'
import { addressIn } from '../pubmed/places.ts'
import { added } from '../pubmed/read/source.ts'
import type { NbibField } from './fields.ts'
import type { NbibSource } from './source.ts'

interface Tags {
  readonly full: string
  readonly short: string
  readonly role: Contributor['role']
}

const kindsOfPeople: readonly Tags[] = [
  { full: 'FAU', short: 'AU', role: 'author' },
  { full: 'FED', short: 'ED', role: 'editor' },
  { full: 'FIR', short: 'IR', role: 'other' },
]

export function peopleOf(source: NbibSource): void {
  let last: Contributor | undefined
  for (const [at, field] of source.fields.entries()) {
    if (field.text === '') continue
    const tags = kindsOfPeople.find(({ full, short }) => field.tag === full || field.tag === short)
    if (tags !== undefined) last = nameIn(field, tags, source.fields[at - 1], source, last)
    else if (field.tag === 'CN') last = add({ kind: 'group', role: 'author', name: field.text }, source)
    else if (field.tag === 'AD' || field.tag === 'IRAD') addPlace(field, last, source)
    else if (field.tag === 'AUID') addId(field, last, source)
  }
}

function add(one: Contributor, { draft }: NbibSource): Contributor {
  draft.contributors = added(draft.contributors, one)
  return one
}

/** AU repeats FAU in a short form; where it stands alone it is the name. */
function nameIn(
  field: NbibField,
  { full, role }: Tags,
  before: NbibField | undefined,
  source: NbibSource,
  last: Contributor | undefined,
): Contributor | undefined {
  const { notes } = source
  if (/^(?:et al\.?|and others)$/i.test(field.text)) {
    notes.add('contributors-incomplete', '/contributors', 'The list of authors ends with “et al.”', field.text)
    return last
  }
  const isRepeated = field.tag !== full && before?.tag === full
  if (isRepeated) return last
  const name = parted(field.text)
  if (name === undefined) {
    const at = `/contributors/${source.draft.contributors?.length ?? 0}`
    notes.add('name-not-parted', at, 'The source does not say which part is the family name.', field.text)
    return add({ kind: 'literal', role, literal: field.text }, source)
  }
  return add({ kind: 'person', role, ...name }, source)
}

const suffix = /^(?:Jr|Sr|[IVX]{1,4}|\d(?:st|nd|rd|th))\.?$/

/** “Smith, John A Jr”: FAU has the suffix at the end. “Smith J” of AU has no comma and is not taken apart. */
function parted(text: string): Pick<Person, 'family' | 'given' | 'suffix'> | undefined {
  const comma = text.indexOf(',')
  if (comma < 1) return undefined
  const family = text.slice(0, comma).trim()
  const words = text
    .slice(comma + 1)
    .replace(/,/g, ' ')
    .trim()
    .split(/ +/)
  const end =
    words.length > 1 && suffix.test(words.at(-1) ?? '') && !/^[IVX]$/.test(words.at(-1) ?? '') ? words.pop() : undefined
  const given = words.join(' ')
  return { family, ...(given !== '' && { given }), ...(end !== undefined && { suffix: end }) }
}

function addPlace(field: NbibField, last: Contributor | undefined, { keep, notes, places }: NbibSource): void {
  const { line, email, introduced } = addressIn(field.text)
  if (last === undefined) {
    if (line !== undefined) places.idOf({ literal: line })
    if (email !== undefined) keep(field)
    return
  }
  if (introduced !== undefined) {
    notes.add('email-in-affiliation', '/contributors', 'The e-mail address was taken from the affiliation.', field.text)
  }
  if (email !== undefined && last.email === undefined) last.email = email
  const literal = email !== undefined && last.email !== email ? field.text : line
  if (literal === undefined) return
  const id = places.idOf({ literal })
  if (!last.affiliations?.includes(id)) last.affiliations = added(last.affiliations, id)
}

/** “ORCID: 0000-0002-3012-7446”. */
function addId(field: NbibField, last: Contributor | undefined, { keep, notes }: NbibSource): void {
  const [, type = '', value = ''] = /^(ORCID|ISNI): ?(\S.*)$/i.exec(field.text) ?? []
  const kind = type.toLowerCase() === 'isni' ? 'isni' : 'orcid'
  const parsed = kinds[kind].parse(value)
  if (last !== undefined && type !== '' && 'value' in parsed && last[kind] === undefined) last[kind] = parsed.value
  else {
    if (type !== '' && !('value' in parsed)) notes.add(parsed.code, '/contributors', parsed.message, field.text)
    keep(field)
  }
}
