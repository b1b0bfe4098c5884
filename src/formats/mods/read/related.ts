/** relatedItem: the journal, other works, trials, and cited works. */
import type { Journal, Relation, RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIssn, parseUrl } from '../../../article/identifiers.ts'
import { relationLabels } from '../../../article/in-words.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { readCited } from './cited.ts'
import { added, type Context, filled, peek } from './context.ts'
import { dateIn, readPublisher } from './origin.ts'
import { readPart } from './part.ts'
import { titleText } from './texts.ts'

export function readRelated(node: XmlNode, context: Context): void {
  const { type, otherType, displayLabel } = node.attributes
  if (type === 'host') readHost(node, context)
  else if (otherType === 'clinical trial') readTrial(node, context)
  else if (type === 'references' && displayLabel !== relationLabels.references) readCited(node, context)
  else readRelation(node, context)
}

function readHost(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  if (draft.journal?.title !== undefined) return
  for (const title of elements(node, 'titleInfo')) readJournalTitle(title, context)
  for (const id of filled(node, 'identifier')) readJournalId(id, context)
  const language = languageTag(peek(elements(child(node, 'language'), 'languageTerm')[0]))
  if (language !== undefined && draft.journal?.language === undefined) {
    draft.journal = { ...draft.journal, language }
    kept.text(child(node, 'language'))
  }
  for (const origin of elements(node, 'originInfo')) {
    readPublisher(origin, context)
    const [date] = filled(origin, 'dateIssued')
    if (date !== undefined && JSON.stringify(draft.dates ?? {}).includes(`"${peek(date)}`)) kept.text(date)
  }
  for (const genre of elements(node, 'genre')) {
    if (/^(?:periodical|academic journal|journal|serial)$/i.test(peek(genre))) kept.text(genre)
  }
  for (const part of elements(node, 'part')) readPart(part, context)
}

function readJournalTitle(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const journal: Journal = draft.journal ?? {}
  const isShort = node.attributes.type === 'abbreviated'
  if (!isShort && journal.title !== undefined) return
  const title = titleText(node, context)
  if (title === undefined) return
  const [sub] = isShort ? [] : filled(node, 'subTitle')
  const subtitle = kept.text(sub)
  const type = kept.attribute(node, 'displayLabel')
  if (isShort) {
    const abbreviated = { title, ...(type !== undefined && { type }) }
    draft.journal = { ...journal, abbreviatedTitles: added(journal.abbreviatedTitles, abbreviated) }
  } else draft.journal = { ...journal, title: subtitle === undefined ? title : `${title}: ${subtitle}` }
}

function readJournalId(node: XmlNode, { draft, kept }: Context): void {
  const journal: Journal = draft.journal ?? {}
  const type = node.attributes.type ?? 'other'
  const value = peek(node)
  const parsed = /^[ep]?-?issn(?:-[lep])?$/i.test(type) ? parseIssn(value) : undefined
  kept.text(node)
  if (parsed === undefined || !('value' in parsed)) {
    draft.journal = { ...journal, identifiers: added(journal.identifiers, { type, value }) }
    return
  }
  const issn = { ...journal.issn }
  const words = `${type} ${kept.attribute(node, 'displayLabel') ?? ''}`.toLowerCase()
  if (/issn-l/.test(words)) issn.linking = parsed.value
  else if (/print|pissn|p-issn|issn-p/.test(words) && issn.print === undefined) issn.print = parsed.value
  else if (/electronic|online|eissn|e-issn|issn-e/.test(words) && issn.electronic === undefined)
    issn.electronic = parsed.value
  else issn.unspecified = added(issn.unspecified, parsed.value)
  draft.journal = { ...journal, issn }
}

const byLabel: ReadonlyMap<string, RelationType> = new Map(
  Object.entries(relationLabels).map(([type, label]) => [label, type as RelationType]), // the keys of the table
)
/** What @type says without a label. */
const byType: ReadonlyMap<string, RelationType> = new Map<string, RelationType>([
  ['reviewOf', 'reviews'],
  ['references', 'references'],
  ['otherVersion', 'has-version'],
  ['series', 'is-part-of'],
])

function meaningOf({ attributes }: XmlNode): Pick<Relation, 'type' | 'label'> {
  const known = byLabel.get(attributes.displayLabel ?? '') ?? byType.get(attributes.type ?? '')
  if (known !== undefined) return { type: known }
  const word = attributes.otherType ?? attributes.type ?? attributes.displayLabel
  return { type: 'other', ...(word !== undefined && { label: word }) }
}

/** A work that is named by no identifier stays as it is described. */
function readRelation(node: XmlNode, { draft, kept }: Context): void {
  const relation: Relation = meaningOf(node)
  const isOurs = byLabel.has(node.attributes.displayLabel ?? '')
  for (const id of filled(node, 'identifier')) {
    const doi = /^doi$/i.test(id.attributes.type ?? '') ? parseDoi(peek(id)) : undefined
    if (doi !== undefined && relation.doi === undefined) relation.doi = doi
    else if (relation.identifier === undefined) {
      if (peek(id) !== '—') relation.identifier = peek(id)
      if (id.attributes.type !== undefined) relation.identifierType = id.attributes.type
    } else continue
    kept.text(id)
  }
  const [location] = elements(node, 'location')
  const url = location && filled(location, 'url')[0]
  const parsed = url === undefined ? undefined : parseUrl(peek(url))
  if (parsed !== undefined && 'value' in parsed) {
    relation.url = parsed.value
    kept.text(url)
  }
  if (!isOurs && relation.doi === undefined && relation.url === undefined && relation.identifier === undefined) return
  for (const name of isOurs ? ['displayLabel', 'otherType'] : ['otherType']) kept.attribute(node, name)
  const note = isOurs ? kept.text(child(node, 'note')) : undefined
  if (note !== undefined) relation.label = note
  const dated = child(node, 'originInfo/dateOther')
  const date = dated?.attributes.type === 'relation' ? dateIn(dated) : undefined
  if (date !== undefined) {
    relation.date = date
    kept.text(dated)
  }
  draft.relations = added(draft.relations, relation)
}

function readTrial(node: XmlNode, { draft, kept }: Context): void {
  const [id] = filled(node, 'identifier')
  const number = kept.text(id)
  if (number === undefined) return
  const registry = kept.attribute(id, 'type')
  const note = elements(node, 'note').find(({ attributes }) => attributes.type === 'stage')
  const stage = (['pre-results', 'results', 'post-results'] as const).find((one) => one === peek(note))
  if (stage !== undefined) kept.text(note)
  for (const name of ['displayLabel', 'otherType']) kept.attribute(node, name)
  draft.clinicalTrials = added(draft.clinicalTrials, {
    number,
    ...(registry !== undefined && { registry }),
    ...(stage !== undefined && { stage }),
  })
}
