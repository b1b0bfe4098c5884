/** What a MODS record cannot say, and what it says in words of its own. */
import type {
  Abstract,
  Affiliation,
  ArticleDate,
  Contributor,
  Dates,
  Funding,
  KeywordGroup,
  Reference,
} from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { nameParts } from '../../article/name-forms.ts'
import { change } from '../change.ts'
import { coarser, onlyTrue, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { merged } from '../datacite/losses.ts'
import { membersInLine } from '../member-names.ts'
import { uri } from '../plain.ts'
import { affiliationLines, particlesInNames } from '../plain-forms.ts'
import { newIds, renumbered } from '../renumbered.ts'
import { dateText, eventTypes } from './origin.ts'
import { citedName } from './read/cited.ts'
import { inOnePiece } from './read/names.ts'

export const loses: readonly Field[] = [
  'contributors/*/orcidAuthenticated',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'unmapped',
]

/** A name in one piece is parted at its comma; a person of one name of several words cannot be told from it. */
function inOne(one: Contributor): Contributor {
  if (one.kind === 'group') return one
  if (one.kind === 'person') {
    const { family, given } = nameParts(one)
    if (given !== '' || (one.suffix ?? one.honorific ?? one.degrees ?? one.native) !== undefined) return one
    const { family: _family, ...rest } = one
    const read = inOnePiece(family, true, one.role)
    return read === undefined || read.kind === 'person' ? one : { ...rest, ...read }
  }
  const { literal, ...rest } = one
  const read = inOnePiece(literal, false, one.role)
  return read?.kind === 'person' ? { ...rest, ...read } : one
}

const wordDates = [
  ...['received', 'accepted', 'publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'retracted'],
  ...['revised/*', 'corrected/*', 'other/*/date'],
].map((name) => `dates/${name}`)

/** An event that bears the name of a field of the record is that field, where it is free. */
function namedEvents(dates: Dates): Dates {
  const out: Dates = { ...dates }
  const other: NonNullable<Dates['other']> = []
  for (const one of dates.other ?? []) {
    const field = eventTypes.find(([, type]) => type === one.event)?.[0]
    if (field === 'revised' || field === 'corrected') out[field] = [...(out[field] ?? []), one.date]
    else if (field !== undefined && out[field] === undefined) out[field] = one.date
    else other.push(one)
  }
  const { other: _other, ...rest } = out
  return other.length === 0 ? rest : { ...rest, other }
}

/** Funders are named first, awards are tied to them by name. */
function byName(funding: readonly Funding[]): Funding[] {
  const out: Funding[] = funding.flatMap(({ funder }) => (funder === undefined ? [] : [{ funder }]))
  for (const { funder, awards = [] } of funding) {
    const label = funder?.name ?? funder?.doi ?? funder?.ror
    for (const award of awards) {
      const known = out.find((one) => (one.funder?.name ?? one.funder?.doi ?? one.funder?.ror) === label)
      if (known === undefined) out.push({ awards: [award] })
      else known.awards = [...(known.awards ?? []), award]
    }
  }
  return out
}

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  particlesInNames,
  membersInLine,
  { ...coarser<Contributor>('contributors/*', 'A name in one piece is parted at its comma alone.', inOne) },
  ...affiliationLines,
  coarser<Affiliation>('affiliations/*', 'Of its identifiers only the ROR id is said.', (place) => {
    const { isni: _isni, grid: _grid, ...rest } = place
    return rest
  }),
  renumbered('unnamed too'),
  ...['links/*/url', 'licences/*/url', 'relations/*/url', 'references/*/url'].map((field) =>
    coarser<string>(field, 'Characters that no URI has are percent-encoded.', uri),
  ),
  onlyTrue('contributors/*/corresponding'),
  onlyTrue('contributors/*/equalContribution'),
  onlyTrue('contributors/*/deceased'),
  ...[...wordDates, 'licences/*/start', 'freeToRead/start', 'relations/*/date'].map((field) =>
    change(field, 'A season in words that names months is read as these.', (date) => {
      const said = date as ArticleDate // the field’s own shape
      return typeof said === 'string' ? said : (parseDateWords(dateText(said)) ?? said)
    }),
  ),
  coarser<Dates>('dates', 'An event with the name of one that the record knows is that one.', namedEvents),
  coarser<Abstract[]>('abstracts', 'Neighbours of one kind and language are one abstract.', (list) =>
    merged(
      list,
      ({ kind, language }) => JSON.stringify([kind, language]),
      (one, next) => ({ ...one, sections: [...one.sections, ...next.sections] }),
    ),
  ),
  coarser<KeywordGroup[]>('keywords', 'Neighbours of one vocabulary and language are one group.', (list) =>
    merged(
      list,
      ({ vocabulary, language }) => JSON.stringify([vocabulary, language]),
      (one, next) => ({ ...one, terms: [...one.terms, ...next.terms] }),
    ),
  ),
  coarser<Funding[]>('funding', 'Funders stand first, and awards name their funder.', byName),
  coarser<NonNullable<Reference['authors']>[number]>(
    'references/*/authors/*',
    'A name in one piece is parted at its comma alone.',
    (name) => {
      if ('literal' in name) return citedName(name.literal, false)
      return name.given === undefined ? citedName(name.family, true) : name
    },
  ),
]

export const transforms: readonly Transform[] = [
  newIds,
  { field: 'contributors/*/kind', how: 'name/@type: personal, corporate, or none for a name in one piece' },
  { field: 'contributors/*/role', how: 'roleTerm, as a MARC relator' },
  { field: 'contributors/*/members/*/kind', how: 'the names of the members stand in the description of the group' },
  { field: 'contributors/*/members/*/role', how: 'the names of the members stand in the description of the group' },
  { field: 'contributors/*/affiliations/*', how: 'the affiliation stands in the name itself' },
  { field: 'contributors/*/corresponding', how: 'name/description “Corresponding author”' },
  { field: 'contributors/*/equalContribution', how: 'name/description “Contributed equally”' },
  { field: 'contributors/*/deceased', how: 'name/description “Deceased”' },
  { field: 'contentVersion', how: 'originInfo/edition, by the name that NISO gives the version' },
  { field: 'freeToRead', how: 'accessCondition “Free to read”' },
  { field: 'relations/*/type', how: 'relatedItem/@type or @otherType, and @displayLabel in words' },
]
