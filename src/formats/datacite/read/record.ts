/** The attributes of a DataCite record as a draft. */
import type { Draft } from '../../../../schemas/article.ts'
import { articleTypes } from '../../../../schemas/article.ts'
import { parseRor } from '../../../article/identifiers.ts'
import { type Reading, understood } from '../../codec.ts'
import { notesOf } from '../../records.ts'
import { type Bag, bagOf, bagsOf, isBag, restOf, take, takeText } from './bag.ts'
import { type Context, takeKnown } from './context.ts'
import { readDates } from './dates.ts'
import { readNames } from './names.ts'
import { readRelated } from './related.ts'
import { readFunding, readIdentifiers, readLinks, readRights, readVersion } from './rights.ts'
import { readStanding } from './standing.ts'
import { readDescriptions, readSubjects, readTitles, tagOf } from './texts.ts'

const parts: readonly ((context: Context) => void)[] = [
  readIdentifiers,
  readType,
  readLanguage,
  readPublisher,
  readTitles,
  readNames,
  readSubjects,
  readRelated,
  readDates,
  readRights,
  readDescriptions,
  readStanding,
  readFunding,
  readVersion,
  readLinks,
]

export function readRecord(
  record: Bag,
  place: string,
  more: readonly { path: string; value: unknown }[] = [],
): Reading {
  const draft: Draft = {}
  const notes = notesOf()
  const context: Context = { draft, notes, record, places: new Map() }
  for (const part of parts) part(context)
  for (const derived of ['schemaVersion', 'agency', 'xml']) take(record, derived)
  const formats = bagsOf(record, 'formats', 'format').flatMap((bag) => takeText(bag, 'format') ?? [])
  const rest = [...more, ...formats.map((value) => ({ path: 'formats', value })), ...restOf(record, '')]
  if (rest.length > 0) draft.unmapped = rest
  return understood(place, draft, notes.list)
}

/** resourceTypeGeneral, where it says more than that the resource is an article. */
const generalTypes: Readonly<Record<string, Draft['type']>> = {
  Preprint: 'preprint',
  PeerReview: 'peer-review',
  DataPaper: 'data-paper',
  Dissertation: 'dissertation',
}
const articleLike: ReadonlySet<string> = new Set([
  'JournalArticle',
  'Text',
  'ConferencePaper',
  ...Object.keys(generalTypes),
])
const plain = /^(?:text\/?|journal ?article|article|scholarlyarticle|journal paper|article-journal)*$/i

/** The types of other vocabularies are made of this one by DataCite (`ris`, `bibtex`, `citeproc`, `schemaOrg`). */
function readType({ record, draft, notes }: Context): void {
  const types = bagOf(record, 'types')
  for (const derived of ['ris', 'bibtex', 'citeproc', 'schemaOrg']) take(types, derived)
  const general = takeText(types, 'resourceTypeGeneral') ?? ''
  const specific = takeText(types, 'resourceType') ?? ''
  const word = specific.toLowerCase().replace(/[\s_]+/g, '-')
  const known = articleTypes.find((type) => type === word)
  const type = known ?? generalTypes[general]
  if (type !== undefined) draft.type = type
  if (known === undefined && specific !== '' && !plain.test(specific)) {
    if (general === 'JournalArticle') draft.heading = specific
    else types.resourceType = specific
  }
  if (articleLike.has(general) || general === '') return
  types.resourceTypeGeneral = general
  notes.add('item-type', '/type', `A resource of type “${general}” is read as an article.`, general)
}

function readLanguage({ record, draft }: Context): void {
  const text = typeof record.language === 'string' ? record.language : ''
  const tag = tagOf(text)
  if (tag === undefined) return
  draft.language = tag
  take(record, 'language')
}

function readPublisher({ record, draft }: Context): void {
  const bag = isBag(record.publisher) ? record.publisher : record
  const name = takeKnown(bag, bag === record ? 'publisher' : 'name')
  const id = typeof bag.publisherIdentifier === 'string' ? parseRor(bag.publisherIdentifier) : undefined
  const ror = id !== undefined && 'value' in id ? id.value : undefined
  if (ror !== undefined)
    for (const key of ['publisherIdentifier', 'publisherIdentifierScheme', 'schemeUri']) take(bag, key)
  if (name === undefined && ror === undefined) return
  draft.journal = { publisher: { ...(name !== undefined && { name }), ...(ror !== undefined && { ror }) } }
}
