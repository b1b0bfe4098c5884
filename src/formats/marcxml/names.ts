/** 1XX, 7XX and 880: who made the article. The first author is the main entry; the others follow as in the byline. */
import type { Affiliation, Article, Contributor, Person } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { nameParts } from '../../article/name-forms.ts'
import { each, type Markup, none, sequence } from '../../text/markup.ts'
import { creditBase, creditNames, orcidBase } from '../jats/vocabulary.ts'
import { memberLine } from '../member-names.ts'
import { relators } from '../relators.ts'
import { data, repeated, type Subfield } from './field.ts'
import { placeLabel } from './phrases.ts'

/** A contributor in its field. */
export interface Entry {
  readonly contributor: Contributor
  readonly tag: string
  readonly indicators: string
  /** Occurrence number of the 880 field that holds the name in its own script. */
  readonly link: string | undefined
  readonly places: readonly string[]
}

export interface Names {
  readonly main: Entry | undefined
  readonly added: readonly Entry[]
}

/** X00 person, X10 body in direct order; 720 a name that cannot be told to be either, which is never a main entry. */
const tagEnds = { person: '00', group: '10' } as const

export function namesOf({ contributors = [], affiliations = [] }: Article): Names {
  const lines = new Map(affiliations.map((place) => [place.id, placeText(place)]))
  let links = 0
  const entries = contributors.map((contributor, at): Entry => {
    const isMain = at === 0 && contributor.role === 'author'
    const hasNative = contributor.kind === 'person' && contributor.native !== undefined
    return {
      contributor,
      tag: contributor.kind === 'literal' ? '720' : `${isMain ? 1 : 7}${tagEnds[contributor.kind]}`,
      indicators: indicatorsOf(contributor),
      link: hasNative ? occurrence(++links) : undefined,
      places: (contributor.affiliations ?? []).flatMap((id) => lines.get(id) ?? []),
    }
  })
  const [first] = entries
  const main = first?.tag.startsWith('1') ? first : undefined
  return { main, added: main === undefined ? entries : entries.slice(1) }
}

/** Appendix A, $6: two digits; 00 is for a field that no other is linked to, which is all that is left after 99. */
const occurrence = (number: number): string => (number > 99 ? '00' : String(number).padStart(2, '0'))

/** First indicator of X00: 0 a forename or a mononym, 1 a surname; of X10: 2 in direct order. */
function indicatorsOf(contributor: Contributor): string {
  if (contributor.kind === 'literal') return '  '
  if (contributor.kind === 'group') return '2 '
  const { family, given } = nameParts(contributor)
  return family !== '' && given !== '' ? '1 ' : '0 '
}

export const mainEntry = ({ main }: Names): Markup => (main === undefined ? none : entryField(main))

export const addedEntries = ({ added }: Names): Markup => each(added, entryField)

function entryField(entry: Entry): Markup {
  const { contributor, tag, indicators, link, places } = entry
  if (contributor.kind === 'literal') {
    return data(tag, indicators, [['a', contributor.literal], ...relations(contributor)])
  }
  const { orcid, isni } = contributor
  return data(tag, indicators, [
    ['6', link === undefined || link === '00' ? undefined : `880-${link}`],
    ...(contributor.kind === 'person' ? personName(contributor) : [['a', contributor.name] as const]),
    ...repeated('g', remarks(contributor)),
    // $u is not repeatable.
    ['u', places.join('; ')],
    ...relations(contributor),
    ['1', orcid && orcidBase + orcid],
    ['1', isni && `https://isni.org/isni/${isni}`],
    ['1', contributor.kind === 'group' ? contributor.ror : undefined],
  ])
}

function personName(person: Person): readonly Subfield[] {
  const { family, given } = nameParts(person)
  const name = family === '' ? given : given === '' ? family : `${family}, ${given}`
  return [
    ['a', name || person.native?.name],
    ['c', person.suffix],
    ['c', person.honorific],
    ['c', person.degrees],
  ]
}

/** $e in words, $4 as MARC relator code, or as the URL of the CRediT term. */
function relations({ role, credit = [] }: Contributor): readonly Subfield[] {
  const { code, term } = relators[role]
  const words = credit.map(({ term, degree }) => {
    const name = creditNames[term] ?? term
    return degree === undefined ? name : `${name} (${degree})`
  })
  const urls = credit.map(({ term }) => `${creditBase}contributor-roles/${term}/`)
  return [['e', term], ...repeated('e', words), ['4', code], ...repeated('4', urls)]
}

/** $g: what no other subfield of a name is for. */
function remarks(contributor: Contributor): readonly (string | undefined)[] {
  const { corresponding, email, equalContribution, deceased, notes = [] } = contributor
  const members = contributor.kind === 'group' ? (contributor.members ?? []) : []
  return [
    corresponding ? 'corresponding author' : undefined,
    email,
    equalContribution ? 'contributed equally' : undefined,
    deceased ? 'deceased' : undefined,
    ...notes,
    // Members are not co-authors: added entries would make them so.
    memberLine(members),
  ]
}

/** 720 has no subfields for what else is known: it is told in a note. */
export function uncontrolledNote({ contributor, places }: Entry): string | undefined {
  if (contributor.kind !== 'literal') return undefined
  const { orcid, isni } = contributor
  const ids = [orcid && orcidBase + orcid, isni && `https://isni.org/isni/${isni}`]
  const parts = [...ids, ...remarks(contributor), ...places.map((place) => placeLabel + place)].filter(
    (part) => part !== undefined && part !== '',
  )
  return parts.length === 0 ? undefined : `${contributor.literal}: ${parts.join('; ')}`
}

/** The line and the ROR id, for which $u has no subfield beside it. */
export function placeText(place: Affiliation): string {
  const line = affiliationLine(place)
  return place.ror === undefined ? line : line === '' ? place.ror : `${line} (${place.ror})`
}

/** Places of work that nobody in the record is said to work at. */
export function unlinkedPlaces({ contributors = [], affiliations = [] }: Article): readonly string[] {
  const named = new Set(contributors.flatMap(({ affiliations = [] }) => affiliations))
  return affiliations.filter(({ id }) => !named.has(id)).map(placeText)
}

/** MARC 21, appendix A: $6 is the tag and number of the linked field, and the script. */
export const nativeNames = ({ main, added }: Names): Markup =>
  sequence(main === undefined ? none : nativeName(main), each(added, nativeName))

function nativeName({ contributor, tag, indicators, link }: Entry): Markup {
  if (contributor.kind !== 'person' || contributor.native === undefined || link === undefined) return none
  const { name } = contributor.native
  const script = scripts.find(([pattern]) => pattern.test(name))?.[1]
  return data('880', indicators, [
    ['6', `${tag}-${link}${script === undefined ? '' : `/${script}`}`],
    ['a', name],
  ])
}

const scripts = [
  [/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u, '$1'],
  [/\p{Script=Cyrillic}/u, '(N'],
  [/\p{Script=Arabic}/u, '(3/r'],
  [/\p{Script=Hebrew}/u, '(2/r'],
  [/\p{Script=Greek}/u, '(S'],
] as const
