/** A MODS record as a draft. */
import type { Draft } from '../../../../schemas/article.ts'
import { articleTypes } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { type Reading, understood } from '../../codec.ts'
import { keptOf } from '../../kept.ts'
import { envelopeRest, type Found, notesOf } from '../../records.ts'
import { readAccess, readLocation } from './access.ts'
import { added, type Context, type Part, peek } from './context.ts'
import { readName } from './names.ts'
import { readOrigin, settleIssued } from './origin.ts'
import { readPart } from './part.ts'
import { readRelated } from './related.ts'
import { readAbstract, readNote, readSubject, readTitle } from './texts.ts'

const parts: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['language', readLanguage],
  ['titleInfo', readTitle],
  ['name', readName],
  ['genre', readGenre],
  ['typeOfResource', readKind],
  ['originInfo', readOrigin],
  ['abstract', readAbstract],
  ['note', readNote],
  ['subject', readSubject],
  ['identifier', readIdentifier],
  ['location', readLocation],
  ['accessCondition', readAccess],
  ['part', (node, context) => readPart(node, context)],
  ['relatedItem', readRelated],
  ['recordInfo', readRecordInfo],
])

export const kind = {
  title: 'MODS',
  is: ({ name, children }: XmlNode): boolean => name === 'mods' && children.some((kid) => typeof kid !== 'string'),
}

/** Attributes that say how a value is written or what kind it is; the shape of the record says it. */
const structure =
  /^(?:type|authority|authorityURI|encoding|keyDate|usage|point|unit|typeURI|altType|level|supplied|nameTitleGroup|script|transliteration)$/

export function readMods({ place, node, header }: Found): Reading {
  const draft: Draft = {}
  const notes = notesOf()
  const kept = keptOf((_node, name) => structure.test(name))
  const context: Context = { draft, notes, kept, places: new Map() }
  // What others refer to comes first: the language of titles, the DOI of locations and of the record.
  for (const [name, part] of parts) for (const element of elements(node, name)) part(element, context)
  settleIssued(context)
  const rest = [...envelopeRest(header), ...kept.rest(node)]
  if (rest.length > 0) draft.unmapped = rest
  return understood(place, draft, notes.list)
}

/** The tag of BCP 47 before a code of libraries before a name: `eng`, `English`. */
function readLanguage(node: XmlNode, { draft, kept }: Context): void {
  const terms = elements(node, 'languageTerm')
  const candidates = terms.length === 0 ? [node] : terms
  const best = candidates.find((term) => /^rfc/.test(term.attributes.authority ?? '')) ?? candidates[0]
  const tag = languageTag(peek(best))
  if (tag === undefined || (draft.language ?? tag) !== tag) return
  draft.language = tag
  for (const term of candidates) if (languageTag(peek(term))?.split('-')[0] === tag.split('-')[0]) kept.text(term)
}

/** Genres that say no more than that it is an article. */
const plainGenre = /^(?:journal ?article|article|academic journal|periodical)$/i

function readGenre(node: XmlNode, { draft, kept, notes }: Context): void {
  const text = peek(node)
  const type = articleTypes.find((one) => one === text.toLowerCase().replace(/\s+/g, '-'))
  if (node.attributes.type === 'heading' && draft.heading === undefined) draft.heading = text
  else if (node.attributes.type !== 'heading' && type !== undefined && draft.type === undefined) draft.type = type
  else if (!plainGenre.test(text)) {
    notes.add('item-type', '/type', `A resource of genre “${text}” is read as an article.`, text)
    return
  }
  kept.done(node)
}

function readKind(node: XmlNode, { kept }: Context): void {
  if (peek(node) === 'text') kept.done(node)
}

function readIdentifier(node: XmlNode, { draft, kept }: Context): void {
  const value = peek(node)
  const type = node.attributes.type ?? 'other'
  const doi = /^doi$/i.test(type) || (/^uri$/i.test(type) && /doi\.org\//.test(value)) ? parseDoi(value) : undefined
  if (value === '') return
  kept.text(node)
  const isSame = doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()
  if (isSame) draft.doi ??= doi
  else draft.identifiers = added(draft.identifiers, { type, value })
}

/** About the record, not the article: our own says nothing that is not said elsewhere. */
function readRecordInfo(node: XmlNode, { draft, kept }: Context): void {
  const origin = peek(child(node, 'recordOrigin'))
  if (/^Written by .{1,200} from its record of the article\.$/.test(origin)) kept.done(node)
  const id = child(node, 'recordIdentifier')
  if (id !== undefined && parseDoi(peek(id)) === draft.doi && draft.doi !== undefined) kept.text(id)
}
