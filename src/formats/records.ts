/**
 * The records in an XML document of a format: the document itself, a collection, or the answer of a repository
 * (OAI-PMH 2.0, SRU), in which they stand in envelopes. A record that is deleted or in another format is refused alone.
 */
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import { child, elements, parseXml, textOf, type XmlNode } from '../text/xml.ts'
import type { Reading } from './codec.ts'

export interface Found {
  readonly place: string
  readonly node: XmlNode
  /** The header of its envelope in an answer of OAI-PMH. */
  readonly header?: XmlNode
}

/** How the records of a format are known. */
export interface RecordKind {
  /** The format as people call it, for refusals. */
  readonly title: string
  readonly is: (node: XmlNode) => boolean
}

/** Reads every record of a text with `read`; throws `Refusal('unreadable')` where there is none. */
export function readRecords(text: string, kind: RecordKind, read: (found: Found) => Reading): Reading[] {
  return documentsOf(text).flatMap((document, at, { length }) => {
    const place = length > 1 ? `document ${at + 1}` : 'document'
    try {
      return inDocument(parseXml(document), kind, place, read)
    } catch (error) {
      if (length > 1 && error instanceof Refusal) return [{ place, refusal: error }]
      throw error
    }
  })
}

/** Documents one after another, each with its own declaration. */
const documentsOf = (text: string): string[] =>
  text.includes('<?xml', 1) ? text.split(/(?=<\?xml\s)(?<=>\s{0,100})/) : [text]

function inDocument(root: XmlNode, kind: RecordKind, place: string, read: (found: Found) => Reading): Reading[] {
  const failure = child(root, 'error')
  if (root.name === 'OAI-PMH' && failure !== undefined) {
    const why = [failure.attributes.code, textOf(failure)].filter((part) => part !== undefined).join(': ')
    throw new Refusal('unreadable', `Line ${failure.line}: The repository answered with an error, ${why}.`)
  }
  const envelopes = envelopesOf(root)
  if (envelopes.length > 0) return envelopes.map((envelope) => inEnvelope(envelope, kind, read))
  const records = recordsOf(root, kind)
  if (records.length === 0) {
    throw new Refusal(
      'unreadable',
      `Line ${root.line}: The root element is “${root.name}”, and there is no ${kind.title} record in it.`,
    )
  }
  return records.map((node) => read({ place: records.length > 1 ? `line ${node.line}` : place, node }))
}

/** OAI-PMH 2.0, 2.5: a record has a header, and metadata unless it is deleted. */
const isEnvelope = (node: XmlNode): boolean => node.name === 'record' && child(node, 'header') !== undefined

const envelopesOf = (root: XmlNode): XmlNode[] =>
  isEnvelope(root)
    ? [root]
    : elements(root).flatMap((kid) => (isEnvelope(kid) ? [kid] : elements(kid).filter(isEnvelope)))

function inEnvelope(envelope: XmlNode, kind: RecordKind, read: (found: Found) => Reading): Reading {
  const header = child(envelope, 'header') as XmlNode // an envelope has one
  const place = textOf(child(header, 'identifier')) ?? `line ${envelope.line}`
  const stamp = textOf(child(header, 'datestamp'))
  if (header.attributes.status === 'deleted') {
    const when = stamp === undefined ? '' : ` on ${stamp}`
    return { place, refusal: new Refusal('withdrawn', `The repository has deleted the record ${place}${when}.`) }
  }
  const [node] = recordsOf(child(envelope, 'metadata') ?? { ...envelope, children: [] }, kind)
  if (node !== undefined) return read({ place, node, header })
  const other = elements(child(envelope, 'metadata'))[0]?.name
  const what = other === undefined ? 'no metadata' : `metadata in “${other}”`
  return {
    place,
    refusal: new Refusal('unreadable', `Line ${envelope.line}: The record has ${what}, not in ${kind.title}.`),
  }
}

const recordsOf = (node: XmlNode, kind: RecordKind): XmlNode[] =>
  kind.is(node) ? [node] : elements(node).flatMap((kid) => recordsOf(kid, kind))

/** What an envelope says of its record, as it stands. */
export const envelopeRest = (header: XmlNode | undefined): { path: string; value: string }[] =>
  elements(header).flatMap((kid) => {
    const value = textOf(kid)
    return value === undefined ? [] : [{ path: `header/${kid.name}`, value }]
  })

/** A list of notes, and how to add one. */
export interface Notes {
  readonly list: Finding[]
  readonly add: (code: string, pointer: string, message: string, value?: unknown) => void
}

export function notesOf(): Notes {
  const list: Finding[] = []
  return {
    list,
    add(code, pointer, message, value) {
      list.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
    },
  }
}
