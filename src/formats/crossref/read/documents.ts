/** The content items of a document, wherever they stand: deposits, results of queries, answers to a harvester. */
import type { Draft } from '../../../../schemas/article.ts'
import { Refusal } from '../../../article/refusal.ts'
import { child, elements, parseXml, textOf, type XmlNode } from '../../../text/xml.ts'
import { type Reading as Result, understood } from '../../codec.ts'
import { finish, newReading, note, type Reading } from './context.ts'
import { dateOf, readPublished } from './dates.ts'
import { envelopes, items, readEnvelopes, works } from './envelopes.ts'
import { readItem } from './item.ts'
import { readContainer, readIssue, readJournal } from './journal.ts'
import { keepAttributes, keepNode } from './keep.ts'

/** One document, or several after one another. */
export function readDocuments(text: string): Result[] {
  const documents = partedDocuments(text)
  return documents.flatMap((document, at) => {
    const place = documents.length > 1 ? `document ${at + 1}` : ''
    try {
      return readDocument(document, place)
    } catch (error) {
      if (documents.length === 1 || !(error instanceof Refusal)) throw error
      return [{ place, refusal: error }]
    }
  })
}

/** Where a declaration follows the end of an element, another document begins. */
function partedDocuments(text: string): string[] {
  const out: string[] = []
  let from = 0
  for (let at = text.indexOf('<?xml', 1); at !== -1; at = text.indexOf('<?xml', at + 5)) {
    if (!/>\s{0,1000}$/.test(text.slice(Math.max(from, at - 1001), at))) continue
    if (text.slice(from, at).trim() === '') continue
    out.push(text.slice(from, at))
    from = at
  }
  out.push(text.slice(from))
  return out
}

function readDocument(text: string, place: string): Result[] {
  const root = parseXml(text)
  const out: Result[] = []
  for (const found of recordsOf(root, [])) {
    const at = [place, `line ${found.node.line}`].filter((part) => part !== '').join(', ')
    out.push(readRecord(found, at))
  }
  if (out.length > 0) return out
  throw new Refusal(
    'unreadable',
    `Line ${root.line}: The root element is “${root.name}”, and there is no record of Crossref in it.`,
  )
}

interface Found {
  readonly node: XmlNode
  /** The elements around it, from the root down to what holds it. */
  readonly around: readonly XmlNode[]
}

function recordsOf(node: XmlNode, around: readonly XmlNode[]): Found[] {
  const inside = [...around, node]
  if (works.has(node.name)) return [{ node, around }]
  const names = Object.hasOwn(items, node.name) ? items[node.name] : undefined
  if (names !== undefined) {
    const found = elements(node).filter(({ name }) => names.includes(name))
    return found.length > 0 ? found.map((one) => ({ node: one, around: inside })) : [{ node, around }]
  }
  if (!envelopes.has(node.name)) return []
  const found = elements(node).flatMap((kid) => recordsOf(kid, inside))
  const isEmpty = found.length === 0 && (node.name === 'query' || node.name === 'doi_record' || node.name === 'record')
  return isEmpty ? [{ node, around }] : found
}

function readRecord({ node, around }: Found, place: string): Result {
  if (node.name === 'error' || envelopes.has(node.name)) {
    const why = (textOf(child(node, 'msg') ?? node) ?? 'it is empty').slice(0, 300)
    return { place, refusal: new Refusal('unreadable', `At ${place} there is no record: ${why}`) }
  }
  const reading = newReading()
  const holder = around.at(-1)
  if (node.name in items && Object.hasOwn(items, node.name)) readWhole(node, reading)
  else {
    readItem(node, reading, node.name)
    if (holder !== undefined && Object.hasOwn(items, holder.name)) readHolder(holder, node, reading)
  }
  readEnvelopes(around, reading)
  return understood(place, tidied(reading), reading.notes)
}

const metadata = /_metadata$/
const noAttributes: ReadonlySet<string> = new Set()

/** A journal, a book or proceedings as a record of its own. */
function readWhole(node: XmlNode, reading: Reading): void {
  keepAttributes(node, reading, node.name, noAttributes)
  for (const kid of elements(node)) {
    const path = `${node.name}/${kid.name}`
    if (kid.name === 'journal_metadata') readJournal(kid, reading, path)
    else if (kid.name === 'journal_issue') readIssue(kid, reading, path)
    else if (metadata.test(kid.name) && kid.name !== 'event_metadata') readItem(kid, reading, path)
    else keepNode(kid, reading, path)
  }
  if (reading.draft.type === undefined) {
    reading.draft.type = 'other'
    note(reading, 'work-type', '/type', `A record of a ${node.name} is read as an article.`, node.name)
    reading.unmapped.push({ path: 'type', value: node.name })
  }
}

function readHolder(holder: XmlNode, item: XmlNode, reading: Reading): void {
  keepAttributes(holder, reading, holder.name, noAttributes)
  for (const kid of elements(holder)) {
    const path = `${holder.name}/${kid.name}`
    if (kid.name === item.name) continue
    if (kid.name === 'journal_metadata') readJournal(kid, reading, path)
    else if (kid.name === 'journal_issue') readIssue(kid, reading, path)
    else if (metadata.test(kid.name) && kid.name !== 'event_metadata') {
      const { dates } = reading.draft
      const isDated = dates?.published ?? dates?.publishedOnline ?? dates?.publishedPrint
      readContainer(kid, reading, path)
      for (const date of elements(kid, 'publication_date')) {
        if (isDated === undefined && dateOf(date) !== undefined) readPublished(date, reading)
        else keepNode(date, reading, `${path}/publication_date`)
      }
    } else keepNode(kid, reading, path)
  }
}

function tidied(reading: Reading): Draft {
  const { draft } = reading
  if (draft.doi === undefined) delete draft.doi
  if (draft.dates !== undefined && Object.keys(draft.dates).length === 0) delete draft.dates
  if (draft.journal !== undefined && Object.keys(draft.journal).length === 0) delete draft.journal
  return finish(reading)
}
