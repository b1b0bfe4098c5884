/** Names as publishers deposit them: suffixes and particles in the wrong field, whole names in one, placeholders. */
import type { Contributor, Group, LiteralName, Person } from '../../../../schemas/article.ts'

export interface SaidName {
  readonly given?: string | undefined
  readonly family?: string | undefined
  readonly suffix?: string | undefined
  readonly prefix?: string | undefined
  /** Whether something else says that this is a person. */
  readonly isPerson?: boolean
  /** The name of a body. */
  readonly name?: string | undefined
}

export type Named = Omit<Person, 'role'> | Omit<Group, 'role'> | Omit<LiteralName, 'role'>
/** What a suffix may end with; few names do. */
const suffixEnds: ReadonlySet<string> = new Set('.IVXRQDivxrqd0123456789')
type Tell = (code: string, message: string, value: string) => void

// A suffix behind a comma may be a Roman numeral of any size; without a comma only what can be nothing else.
const suffixes = /^(.{2,}?)(?:, ?(Jr\.?|Sr\.?|Esq\.?|2nd|3rd|[IVX]{1,4})| (Jr\.?|Sr\.?|II|III|IV))$/i
const particles: ReadonlySet<string> = new Set(
  `af al am auf av bin d' d’ da dal dalla de degli dei del dela della den der des di do dos du e el la las le lo los
   olde op 't ’t te ten ter van vanden vander vom von y z zu zum zur`.split(/\s+/),
)
/** “&NA;” of Wolters Kluwer, DataCite’s code for “not available”. */
const placeholder = /^(?:&NA;|NA;|\(:unav\)|\(:unkn\)|\[?no authors? listed\]?|none given)$/i

/** The name a contributor has; undefined for none. `tell` hears what was interpreted. */
export function readName(said: SaidName, tell?: Tell): Named | undefined {
  const { name, prefix } = said
  if (said.family === undefined && said.given === undefined && name !== undefined) return { kind: 'group', name }
  const whole = said.family ?? said.given
  if (whole !== undefined && placeholder.test(whole)) {
    tell?.('name-placeholder', `“${whole}” says that no author is named.`, whole)
    return undefined
  }
  const [family, familySuffix] = parted(said.family, tell)
  const [given, givenSuffix] = parted(said.given, tell)
  const suffix = said.suffix ?? familySuffix ?? givenSuffix
  if (given === undefined && family !== undefined && suffix === undefined && prefix === undefined && !said.isPerson) {
    if (/^(?:for|on behalf of) the /i.test(family)) {
      tell?.('name-group', `“${family}” is read as the name of a body.`, family)
      return { kind: 'group', name: family }
    }
    if (/\s/.test(family)) {
      tell?.('name-literal', `“${family}” stands undivided where a family name is due; it is kept as it stood.`, family)
      return { kind: 'literal', literal: family }
    }
  }
  if (family === undefined && given === undefined) return undefined
  const person: { -readonly [K in keyof Person]?: Person[K] } & { kind: 'person' } = { kind: 'person' }
  if (family !== undefined) person.family = family
  if (given !== undefined) putGiven(person, given)
  if (suffix !== undefined) person.suffix = suffix
  if (prefix !== undefined) person.honorific = prefix
  return person
}

/** “Raimundo, Jr.” and a comma left behind by a list: “Ivanov,”. */
function parted(part: string | undefined, tell?: Tell): readonly [string | undefined, string?] {
  if (part === undefined) return [undefined]
  const end = part.at(-1)
  const bare = end === ',' || end === ';' ? part.replace(/[\s,;]{1,20}$/, '') : part
  if (bare !== part) tell?.('name-comma', `A comma ends “${part}”; perhaps the names are the wrong way round.`, part)
  const match = suffixEnds.has(bare.at(-1) ?? '') ? suffixes.exec(bare) : null
  const suffix = match?.[2] ?? match?.[3]
  if (match?.[1] === undefined || suffix === undefined) return [bare || part]
  tell?.('name-suffix', `“${suffix}” is read as the suffix of “${part}”.`, part)
  return [match[1].replace(/[\s,]{1,20}$/, ''), suffix]
}

/** Crossref has no field for particles; many stand behind the given names: “Almir Ferreira de”. */
function putGiven(person: { family?: string; given?: string; droppingParticle?: string }, given: string): void {
  person.given = given
  if (person.family === undefined || !given.includes(' ') || !/ [\p{Ll}'’]{1,6}$/u.test(given)) return
  const words = given.split(' ')
  let at = words.length
  while (at > 1 && particles.has(words[at - 1] ?? '')) at--
  if (at === words.length) return
  person.given = words.slice(0, at).join(' ')
  person.droppingParticle = words.slice(at).join(' ')
}

/** “et al.” in the place of a name. */
export const isEtAl = ({ family, given, name }: SaidName): boolean =>
  (family ?? name ?? given ?? '').length < 12 &&
  (given === undefined || given.length < 4) &&
  /^[ea]/i.test(given ?? family ?? name ?? '') &&
  /^(?:et al\.?|and others)$/i.test([given, family, name].filter((part) => part !== undefined).join(' '))

/** A contributor’s own fields with another name. */
export function renamed(contributor: Contributor, name: Named): Contributor {
  const {
    kind,
    family,
    given,
    droppingParticle,
    nonDroppingParticle,
    suffix,
    honorific,
    literal,
    name: _,
    ...rest
  } = contributor as unknown as Record<string, unknown> // whatever kind it is
  return { ...rest, ...name } as unknown as Contributor // the fields that every kind has, and a name
}
