/** 1XX, 7XX and 880: who made the article. */
import type { Affiliation, Contributor, Person } from '../../../../schemas/article.ts'
import { parseIsni, parseOrcid, parseRor } from '../../../article/identifiers.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { creditNames } from '../../jats/vocabulary.ts'
import { membersOf } from '../../member-names.ts'
import { roleNamed } from '../../relators.ts'
import { added, bare, type Context, type Field, fieldsOf, pieces, take, takeAll, takeEach } from './fields.ts'

export function readNames(context: Context): void {
  const { draft } = context
  const natives = nativeNames(context)
  const tags = ['100', '110', '111', '700', '710', '711', '720']
  const fields = [...fieldsOf(context, ...tags.slice(0, 3)), ...fieldsOf(context, ...tags.slice(3))]
  for (const field of fields) {
    const contributor = contributorOf(field, context)
    if (contributor === undefined) continue
    takeEach(field, '6', (link) => {
      const name = natives.get(/^880-(\d\d)/.exec(link)?.[1] ?? '')
      if (contributor.kind === 'person' && name !== undefined) contributor.native = { name }
      return name !== undefined
    })
    draft.contributors = added(draft.contributors, contributor)
  }
}

/** The names of 880 by the number under which a field is linked to them. */
function nativeNames(context: Context): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const field of fieldsOf(context, '880')) {
    takeEach(field, '6', (link) => {
      const number = /^[17][01]0-(\d\d)/.exec(link)?.[1]
      const name = number === undefined ? undefined : take(field, 'a')
      if (number !== undefined && name !== undefined) names.set(number, name)
      return name !== undefined
    })
  }
  return names
}

function contributorOf(field: Field, context: Context): Contributor | undefined {
  const name = take(field, 'a')
  if (name === undefined) return undefined
  const role = roleOf(field)
  const contributor = named(field, name, role, context)
  takeEach(field, 'g', (remark) => {
    addRemark(contributor, remark)
    return true
  })
  const ids = takeAll(field, 'u').flatMap((line) => pieces(line).map((place) => placeId(place, context)))
  if (ids.length > 0) contributor.affiliations = [...new Set(ids)]
  readCredit(field, contributor)
  for (const code of ['1', '0']) takeEach(field, code, (value) => addIdentifier(contributor, value, context))
  return contributor
}

/** X00 a person, X10 and X11 a body, 720 a name that may be either. */
function named(field: Field, text: string, role: Contributor['role'], context: Context): Contributor {
  const { tag, first } = field
  const name = bare(text, context) || text
  if (tag.endsWith('10') || tag.endsWith('11')) {
    const units = takeAll(field, 'b').map((unit) => bare(unit, context))
    return { kind: 'group', role, name: [name, ...units].join('. ') }
  }
  if (tag === '720') {
    if (/^organi[sz]ation/i.test(take(field, '7') ?? '')) return { kind: 'group', role, name }
    const parts = parseInverted(name)
    return parts === undefined ? { kind: 'literal', role, literal: name } : { kind: 'person', role, ...parts }
  }
  const titles = titlesOf(takeAll(field, 'c').map((one) => bare(one, context)))
  const comma = name.indexOf(', ')
  // Without a comma the indicator alone cannot tell: “Jennifer Anderson & Edwin Guzman” stands under surnames too.
  if (first === '1' && comma === -1 && /\s/.test(name)) return { kind: 'literal', role, literal: name }
  if (first === '0' || comma < 1) return { kind: 'person', role, family: name, ...titles }
  return { kind: 'person', role, family: name.slice(0, comma), given: name.slice(comma + 2), ...titles }
}

type Titles = Pick<Person, 'suffix' | 'honorific' | 'degrees'>

/** $c holds numbers of a line, titles of address and degrees alike. */
export function titlesOf(words: readonly string[]): Titles {
  const out: Titles = {}
  for (const word of words) {
    const field = /^(?:jr|sr|[ivx]{1,5}|[2-9](?:nd|rd|th)|filho|neto)\.?$/i.test(word)
      ? 'suffix'
      : /^(?:dr|prof|mr|mrs|ms|sir|dame|rev|lord|lady|fr|sister|brother)\b/i.test(word)
        ? 'honorific'
        : 'degrees'
    out[field] = out[field] === undefined ? word : `${out[field]}, ${word}`
  }
  return out
}

/** $4 and $e; a name without either is that of the author. */
function roleOf(field: Field): Contributor['role'] {
  let role: Contributor['role'] | undefined
  let hasOther = false
  for (const code of ['4', 'e']) {
    takeEach(field, code, (word) => {
      const known = roleNamed(word)
      if (known === undefined) hasOther ||= creditOf(word) === undefined && !/contributor-roles/.test(word)
      role ??= known
      return known !== undefined && known === role
    })
  }
  return role ?? (hasOther ? 'other' : 'author')
}

const credits: ReadonlyMap<string, string> = new Map(Object.entries(creditNames).map(([term, name]) => [name, term]))

type Credit = NonNullable<Contributor['credit']>[number]

function creditOf(word: string): Credit | undefined {
  const [, name = word, degree] = /^(.+?) \((lead|equal|supporting)\)$/.exec(word) ?? []
  const term = credits.get(name)
  return term === undefined ? undefined : ({ term, ...(degree !== undefined && { degree }) } as Credit) // keys of the table, words of the pattern
}

/** CRediT roles in words in $e, and by the address of the term in $4. */
function readCredit(field: Field, contributor: Contributor): void {
  takeEach(field, 'e', (word) => {
    const credit = creditOf(word)
    if (credit !== undefined) contributor.credit = added(contributor.credit, credit)
    return credit !== undefined
  })
  takeEach(
    field,
    '4',
    (url) => contributor.credit?.some(({ term }) => url.includes(`contributor-roles/${term}`)) === true,
  )
}

/** Remarks in words of our own; every other is a note on the person. */
export function addRemark(contributor: Contributor, remark: string): void {
  const members = contributor.kind === 'group' ? membersOf(remark) : undefined
  if (remark === 'corresponding author') contributor.corresponding = true
  else if (remark === 'contributed equally') contributor.equalContribution = true
  else if (remark === 'deceased') contributor.deceased = true
  else if (/^[^\s@<>]+@[^\s@<>]+$/.test(remark) && contributor.email === undefined) contributor.email = remark
  else if (contributor.kind === 'group' && members !== undefined) contributor.members = members
  else contributor.notes = added(contributor.notes, remark)
}

/** `https://orcid.org/…` in $1, `(orcid)0000-…` in $0. */
export function addIdentifier(contributor: Contributor, value: string, { notes }: Pick<Context, 'notes'>): boolean {
  const field = /orcid/i.test(value)
    ? 'orcid'
    : /isni/i.test(value)
      ? 'isni'
      : /ror\.org/.test(value)
        ? 'ror'
        : undefined
  if (field === undefined || (field === 'ror' && contributor.kind !== 'group')) return false
  const bareValue = value.replace(/^\([^()]{1,20}\)/, '')
  const parsed =
    field === 'orcid' ? parseOrcid(bareValue) : field === 'isni' ? parseIsni(bareValue) : parseRor(bareValue)
  if ('value' in parsed) Object.assign(contributor, { [field]: parsed.value })
  else notes.add(parsed.code, '/contributors', `“${value}”: ${parsed.message}`, value)
  return 'value' in parsed
}

/** `Institute of Tides, Oslo (https://ror.org/…)`. */
export function placeOf(line: string): Omit<Affiliation, 'id'> {
  const [, text = line, url] = /^(.*?) ?\(?(https:\/\/ror\.org\/\w{9})\)?$/.exec(line) ?? []
  const ror = url === undefined ? undefined : parseRor(url)
  if (ror === undefined || !('value' in ror)) return { literal: line }
  return { ...(text !== '' && { literal: text }), ror: ror.value }
}

export function placeId(line: string, { draft, places }: Pick<Context, 'draft' | 'places'>): string {
  const place = placeOf(line.trim())
  const key = JSON.stringify(place)
  const known = places.get(key)
  if (known !== undefined) return known
  const id = `aff${places.size + 1}`
  places.set(key, id)
  draft.affiliations = added(draft.affiliations, { id, ...place })
  return id
}
