/** creators and contributors: who made the resource, whom to write to, and who holds the rights. */
import type { Contributor } from '../../../../schemas/article.ts'
import { parseIsni, parseOrcid, parseRor } from '../../../article/identifiers.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { type Bag, bagsOf, isBag, take, takeText } from './bag.ts'
import { type Context, takeKnown } from './context.ts'
import { placeIds } from './places.ts'

interface Entry {
  /** The name as it is written, to know it again as that of the contact person. */
  readonly key: string
  readonly contributor: Contributor
}

const roles: Readonly<Record<string, Contributor['role']>> = { editor: 'editor', translator: 'translator' }

export function readNames(context: Context): void {
  const { record, draft, notes } = context
  const entries: Entry[] = []
  for (const bag of bagsOf(record, 'creators', 'name')) addEntry(entries, bag, 'author', context)
  for (const bag of bagsOf(record, 'contributors', 'name')) {
    const type = takeText(bag, 'contributorType') ?? ''
    if (type === 'RightsHolder' && draft.copyright?.holder === undefined && takeHolder(bag, context)) continue
    if (type === 'ContactPerson' && isMarked(entries, bag)) continue
    const role = roles[type.toLowerCase()] ?? 'other'
    const entry = addEntry(entries, bag, role, context)
    if (entry === undefined || role !== 'other' || type === 'Other' || type === 'ProjectMember' || type === '') continue
    if (type === 'ContactPerson') entry.contributor.corresponding = true
    else {
      entry.contributor.notes = [type]
      notes.add('contributor-type', `/contributors/${entries.length - 1}`, `“${type}” is no role of the record.`, type)
    }
  }
  if (entries.length > 0) draft.contributors = entries.map(({ contributor }) => contributor)
}

function addEntry(entries: Entry[], bag: Bag, role: Contributor['role'], context: Context): Entry | undefined {
  const key = keyOf(bag)
  const contributor = contributorOf(bag, role, context, `/contributors/${entries.length}`)
  if (contributor === undefined) return undefined
  const entry = { key, contributor }
  entries.push(entry)
  return entry
}

/** Everything that is said of a name but the role. */
const keyOf = ({ contributorType: _role, ...said }: Bag): string => JSON.stringify(sorted(said))

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : isBag(value)
      ? Object.keys(value)
          .toSorted()
          .map((key) => [key, sorted(value[key])])
      : value

/** Whether somebody is named again as contact person: everything said of them is said already. */
function isMarked(entries: readonly Entry[], bag: Bag): boolean {
  const key = keyOf(bag)
  const same = entries.find((entry) => entry.key === key && entry.contributor.corresponding !== true)
  if (same === undefined) return false
  same.contributor.corresponding = true
  for (const member of Object.keys(bag)) delete bag[member]
  return true
}

/** A holder of rights of whom no more than the name is known. */
function takeHolder(bag: Bag, { draft }: Context): boolean {
  const holder = takeKnown(bag, 'name')
  if (holder === undefined) return false
  draft.copyright = { ...draft.copyright, holder }
  return true
}

function contributorOf(
  bag: Bag,
  role: Contributor['role'],
  context: Context,
  pointer: string,
): Contributor | undefined {
  const ids = identifiersOf(bag, context, pointer)
  const affiliations = placeIds(bag, context)
  const shared = { role, ...ids.person, ...(affiliations.length > 0 && { affiliations }) }
  const type = takeText(bag, 'nameType') ?? takeText(bag, 'type')
  const family = takeKnown(bag, 'familyName')
  const given = takeKnown(bag, 'givenName')
  const name = takeKnown(bag, 'name')
  if (/^Organi[sz]ation/.test(type ?? '') || (ids.ror !== undefined && family === undefined)) {
    const said = name ?? [given, family].filter(Boolean).join(' ')
    return said === '' ? undefined : { kind: 'group', name: said, ...shared, ...(ids.ror && { ror: ids.ror }) }
  }
  if (family !== undefined || given !== undefined) {
    const parts = { ...(family !== undefined && { family }), ...(given !== undefined && { given }) }
    return { kind: 'person', ...parts, ...suffixOf(name, family, given, bag), ...shared }
  }
  if (name === undefined) return undefined
  const parts = parseInverted(name)
  if (parts === undefined) return { kind: 'literal', literal: name, ...shared }
  context.notes.add('name-split', pointer, 'The name is parted at its comma.', name)
  return { kind: 'person', ...parts, ...shared }
}

/** `Khan, Ann, Jr.`: what the name says behind family and given name. A name that says something else is kept. */
function suffixOf(name: string | undefined, family: string | undefined, given: string | undefined, bag: Bag) {
  if (name === undefined) return {}
  const known = [family, given].filter((part) => part !== undefined)
  const inverted = known.join(', ')
  if (name === inverted || name === known.toReversed().join(' ')) return {}
  if (name.startsWith(`${inverted}, `)) return { suffix: name.slice(inverted.length + 2) }
  bag.name = name
  return {}
}

interface Ids {
  readonly person: { readonly orcid?: string; readonly isni?: string }
  readonly ror?: string
}

/** `nameIdentifiers`, or `id` of Bolognese’s JSON; what is no valid identifier stays as it is. */
function identifiersOf(bag: Bag, { notes }: Context, pointer: string): Ids {
  const person: { orcid?: string; isni?: string } = {}
  let ror: string | undefined
  if (typeof bag.id === 'string' && /orcid\.org/.test(bag.id)) {
    const parsed = parseOrcid(bag.id)
    if ('value' in parsed) {
      person.orcid = parsed.value
      take(bag, 'id')
    }
  }
  for (const id of bagsOf(bag, 'nameIdentifiers', 'nameIdentifier')) {
    const value = typeof id.nameIdentifier === 'string' ? id.nameIdentifier : ''
    const kind = schemeOf(id, value)
    if (kind === undefined || (kind === 'ror' ? ror : person[kind]) !== undefined) continue
    const parsed = parsers[kind](value)
    if ('value' in parsed) {
      if (kind === 'ror') ror = parsed.value
      else person[kind] = parsed.value
      for (const member of ['nameIdentifier', 'nameIdentifierScheme', 'schemeUri', 'schemeURI']) take(id, member)
    } else if (value !== '') notes.add(parsed.code, `${pointer}/${kind}`, `“${value}”: ${parsed.message}`, value)
  }
  return { person, ...(ror !== undefined && { ror }) }
}

const parsers = { orcid: parseOrcid, isni: parseIsni, ror: parseRor } as const

function schemeOf(id: Bag, value: string): 'orcid' | 'isni' | 'ror' | undefined {
  const scheme = String(id.nameIdentifierScheme ?? '').toLowerCase()
  if (scheme.startsWith('orcid') || /orcid\.org\//.test(value)) return 'orcid'
  if (scheme === 'isni') return 'isni'
  return scheme === 'ror' ? 'ror' : undefined
}
