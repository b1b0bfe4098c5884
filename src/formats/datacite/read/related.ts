/** relatedIdentifiers, relatedItems and container: the journal, the cited works, and how the record stands to others. */
import type { Journal, RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIssn, parseUrl } from '../../../article/identifiers.ts'
import { spanOf } from '../pages.ts'
import { type Bag, bagOf, bagsOf, isBag, take, takeText } from './bag.ts'
import { citedOf } from './cited.ts'
import { added, type Context, takeKnown } from './context.ts'

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

const issnTypes: Readonly<Record<string, 'unspecified' | 'electronic' | 'linking'>> = {
  ISSN: 'unspecified',
  EISSN: 'electronic',
  LISSN: 'linking',
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

/** Adds an ISSN once; false where it is none. */
function addIssn(value: string, medium: 'unspecified' | 'electronic' | 'linking', draft: Context['draft']): boolean {
  const parsed = parseIssn(value)
  if (!('value' in parsed)) return false
  const issn = parsed.value
  const journal: Journal = draft.journal ?? {}
  const known = journal.issn ?? {}
  if (medium === 'unspecified') {
    const isKnown = known.unspecified?.includes(issn) || known.electronic === issn || known.linking === issn
    if (!isKnown) known.unspecified = added(known.unspecified, issn)
  } else if (known[medium] === undefined) known[medium] = issn
  else if (known[medium] !== issn) return false
  draft.journal = { ...journal, issn: known }
  return true
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

function readJournal(bag: Bag, context: Context): void {
  const { draft, record } = context
  const journal: Journal = draft.journal ?? {}
  for (const title of bagsOf(bag, 'titles', 'title')) {
    const said = takeKnown(title, 'title')
    if (said === undefined) continue
    if (title.titleType === undefined && journal.title === undefined) journal.title = said
    else if (title.titleType === 'AlternativeTitle') {
      journal.abbreviatedTitles = added(journal.abbreviatedTitles, { title: said })
      take(title, 'titleType')
    } else title.title = said
  }
  draft.journal = journal
  readJournalId(bagOf(bag, 'relatedItemIdentifier'), context)
  readPlace(bag, context)
  const publisher = takeKnown(bag, 'publisher')
  const known = draft.journal?.publisher?.name
  if (publisher !== undefined && known === undefined) {
    draft.journal = { ...draft.journal, publisher: { ...draft.journal?.publisher, name: publisher } }
  } else if (publisher !== undefined && publisher !== known) bag.publisher = publisher
  if (String(bag.publicationYear ?? '') === String(record.publicationYear ?? '')) take(bag, 'publicationYear')
}

function readJournalId(id: Bag, { draft }: Context): void {
  const type = String(id.relatedItemIdentifierType ?? '')
  const value = takeKnown(id, 'relatedItemIdentifier')
  if (value === undefined) return
  take(id, 'relatedItemIdentifierType')
  const medium = Object.hasOwn(issnTypes, type) ? issnTypes[type] : undefined
  if (medium !== undefined && addIssn(value, medium, draft)) return
  draft.journal = {
    ...draft.journal,
    identifiers: added(draft.journal?.identifiers, { type: type.toLowerCase() || 'other', value }),
  }
}

/** Volume, issue, article number and pages of an item, or of the container of the API. */
function readPlace(bag: Bag, { draft }: Context): void {
  const volume = takeKnown(bag, 'volume')
  const issue = takeKnown(bag, 'issue')
  if (volume !== undefined) draft.volume = volume
  if (issue !== undefined) draft.issue = issue
  if (/^article$/i.test(String(bag.numberType ?? ''))) {
    const number = takeKnown(bag, 'number')
    if (number !== undefined) {
      draft.articleNumber = number
      take(bag, 'numberType')
    }
  }
  const pages = spanOf(takeKnown(bag, 'firstPage'), takeKnown(bag, 'lastPage'))
  if (pages !== undefined) draft.pages = pages
}

/** `container` of the API: the series of a kernel before relatedItem, as DataCite has taken it apart. */
function readContainer(context: Context): void {
  const { record, draft } = context
  const container = record.container
  if (!isBag(container)) return
  const known = draft.journal?.title
  const title = takeKnown(container, 'title')
  if (title !== undefined && known === undefined) draft.journal = { ...draft.journal, title }
  else if (title !== undefined && title !== known) container.title = title
  const type = takeText(container, 'identifierType')
  const value = takeKnown(container, 'identifier')
  if (value !== undefined) {
    const isIssn = type !== undefined && Object.hasOwn(issnTypes, type)
    if (!isIssn || !addIssn(value, 'unspecified', draft)) {
      const identifier = { type: (type ?? 'other').toLowerCase(), value }
      draft.journal = { ...draft.journal, identifiers: added(draft.journal?.identifiers, identifier) }
    }
  }
  if (draft.volume === undefined && draft.issue === undefined && draft.pages === undefined)
    readPlace(container, context)
}
