/** The journal of a record, and where in it the article stands: a related item, or the container of the API. */
import type { Journal } from '../../../../schemas/article.ts'
import { parseIssn } from '../../../article/identifiers.ts'
import { spanOf } from '../pages.ts'
import { type Bag, bagOf, bagsOf, isBag, take, takeText } from './bag.ts'
import { added, type Context, takeKnown } from './context.ts'

export const issnTypes: Readonly<Record<string, 'unspecified' | 'electronic' | 'linking'>> = {
  ISSN: 'unspecified',
  EISSN: 'electronic',
  LISSN: 'linking',
}

/** Adds an ISSN once; false where it is none. */
export function addIssn(
  value: string,
  medium: 'unspecified' | 'electronic' | 'linking',
  draft: Context['draft'],
): boolean {
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

export function readJournal(bag: Bag, context: Context): void {
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
export function readContainer(context: Context): void {
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
