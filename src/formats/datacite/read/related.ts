/** relatedIdentifiers, relatedItems and container: the journal, the cited works, and how the record stands to others. */
import type { RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { type Bag, bagOf, bagsOf, take, takeText } from './bag.ts'
import { citedOf } from './cited.ts'
import { added, type Context, takeKnown } from './context.ts'
import { addIssn, issnTypes, readContainer, readJournal } from './journal.ts'

/** The relations that DataCite means as the record does; every other is one of type `other` with DataCite’s word. */
const meanings: ReadonlyMap<string, RelationType> = new Map<string, RelationType>([
  ['IsNewVersionOf Preprint', 'has-preprint'],
  ['IsPreviousVersionOf JournalArticle', 'is-preprint-of'],
  ['IsTranslationOf', 'is-translation-of'],
  ['HasTranslation', 'has-translation'],
  ['Reviews', 'reviews'],
  ['IsReviewedBy', 'has-review'],
  ['IsSupplementedBy Dataset', 'has-dataset'],
  ['IsSupplementedBy Software', 'has-software'],
  ['IsSupplementedBy', 'has-supplement'],
  // Another article that supplements this one may be anything from a correction to a second part.
  ['IsSupplementedBy JournalArticle', 'other'],
  ['IsPartOf', 'is-part-of'],
  ['IsPublishedIn', 'is-part-of'],
  ['IsVersionOf', 'is-version-of'],
  ['HasVersion', 'has-version'],
  ['References', 'references'],
  ['Cites', 'references'],
])

export interface Meaning {
  readonly type: RelationType
  readonly label?: string
}

export function meaningOf(relationType: string, general: string | undefined): Meaning {
  const type = meanings.get(`${relationType} ${general ?? ''}`) ?? meanings.get(relationType)
  return type === undefined || type === 'other' ? { type: 'other', label: relationType } : { type }
}

export function readRelated(context: Context): void {
  const cited = new Map<string, number>()
  for (const bag of bagsOf(context.record, 'relatedItems', 'title')) readItem(bag, context, cited)
  readContainer(context)
  for (const bag of bagsOf(context.record, 'relatedIdentifiers', 'relatedIdentifier'))
    readIdentifier(bag, context, cited)
}

/** An identifier of the journal, of a cited work, or of another. */
function readIdentifier(bag: Bag, context: Context, cited: Map<string, number>): void {
  const { draft } = context
  const relationType = String(bag.relationType ?? '')
  const type = String(bag.relatedIdentifierType ?? '')
  const value = takeKnown(bag, 'relatedIdentifier')
  if (value === undefined) return
  const medium = Object.hasOwn(issnTypes, type) ? issnTypes[type] : undefined
  if (medium !== undefined && /^Is(?:PublishedIn|PartOf)$/.test(relationType) && addIssn(value, medium, draft)) {
    forget(bag)
    return
  }
  const general = typeof bag.resourceTypeGeneral === 'string' ? bag.resourceTypeGeneral : undefined
  const meaning = meaningOf(relationType, general)
  const target = targetOf(type, value)
  if (meaning.type === 'references' && !('identifier' in target)) {
    const left = 'doi' in target ? (cited.get(target.doi) ?? 0) : 0
    if ('doi' in target && left > 0) cited.set(target.doi, left - 1)
    else draft.references = added(draft.references, target)
  } else draft.relations = added(draft.relations, { ...meaning, ...target })
  forget(bag)
}

/** Members that are understood once the relation is; what the other work is stays, where the relation does not say it. */
function forget(bag: Bag): void {
  for (const member of ['relationType', 'relatedIdentifierType']) take(bag, member)
  if (ordinary.has(String(bag.resourceTypeGeneral))) take(bag, 'resourceTypeGeneral')
}

/** Kinds of other works that a relation says or that go without saying. */
const ordinary: ReadonlySet<string> = new Set([
  'Journal',
  'JournalArticle',
  'Preprint',
  'PeerReview',
  'Dataset',
  'Software',
  'Text',
  'Other',
  '',
])

interface Other {
  identifier: string
  identifierType?: string
}

export function targetOf(type: string, value: string): { doi: string } | { url: string } | Other {
  const doi = type === 'DOI' || /^https?:\/\/(?:dx\.)?doi\.org\//.test(value) ? parseDoi(value) : undefined
  if (doi !== undefined) return { doi }
  const url = type === 'URL' || type === 'PURL' || type === '' ? parseUrl(value) : undefined
  if (url !== undefined && 'value' in url) return { url: url.value }
  return { identifier: value, ...(type !== '' && { identifierType: type }) }
}

function readItem(bag: Bag, context: Context, cited: Map<string, number>): void {
  const relation = takeText(bag, 'relationType') ?? ''
  const type = takeText(bag, 'relatedItemType') ?? ''
  const isJournal = relation === 'IsPublishedIn' && (type === 'Journal' || context.draft.journal?.title === undefined)
  if (isJournal) {
    if (type !== 'Journal' && type !== '') bag.relatedItemType = type
    readJournal(bag, context)
  } else if (type === 'StudyRegistration' && relation === 'References') readTrial(bag, context)
  else if (relation === 'References' || relation === 'Cites') {
    const reference = citedOf(bag, type)
    if (Object.keys(reference).length === 0) return
    context.draft.references = added(context.draft.references, reference)
    if (reference.doi !== undefined) cited.set(reference.doi, (cited.get(reference.doi) ?? 0) + 1)
  } else readOther(bag, relation, type, context)
}

function readTrial(bag: Bag, { draft }: Context): void {
  const [title] = bagsOf(bag, 'titles', 'title')
  const number = title && takeKnown(title, 'title')
  const registry = takeKnown(bag, 'publisher')
  if (number === undefined) return
  const trial = { number, ...(registry !== undefined && { registry }) }
  draft.clinicalTrials = added(draft.clinicalTrials, trial)
}

/** Another work that has more than an identifier: its title stands for it where it has none. */
function readOther(bag: Bag, relation: string, type: string, { draft }: Context): void {
  const id = bagOf(bag, 'relatedItemIdentifier')
  const value = takeKnown(id, 'relatedItemIdentifier')
  const idType = takeText(id, 'relatedItemIdentifierType') ?? ''
  const [title] = value === undefined ? bagsOf(bag, 'titles', 'title') : []
  const identifier = title && takeKnown(title, 'title')
  const target = value === undefined ? { identifier } : targetOf(idType, value)
  draft.relations = added(draft.relations, { ...meaningOf(relation, type), ...target })
  if (!ordinary.has(type)) bag.relatedItemType = type
}
