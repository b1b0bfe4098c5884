/** Where DataCite records stand: XML of any kernel alone or in answers of OAI-PMH, JSON of the REST API in its forms. */
import { Refusal } from '../../../article/refusal.ts'
import { peekXml } from '../../../text/xml.ts'
import type { Reading } from '../../codec.ts'
import { readJsonRecords } from '../../json/records.ts'
import { envelopeRest, readRecords } from '../../records.ts'
import { type Bag, isBag } from './bag.ts'
import { fromXml } from './from-xml.ts'
import { readRecord } from './record.ts'

const kind = {
  title: 'DataCite XML',
  is: ({ name, children }: { name: string; children: readonly (object | string)[] }): boolean =>
    name === 'resource' && children.some((kid) => typeof kid !== 'string'),
}

export const readDataciteXml = (text: string): Reading[] =>
  readRecords(text, kind, ({ place, node, header }) => readRecord(fromXml(node), place, envelopeRest(header)))

export function sniffsXml(text: string): number {
  const { root, tag } = peekXml(text)
  if (root === 'resource')
    return /datacite\.org\/schema/.test(tag) || /<(?:\w+:)?identifier\s[^>]{0,200}DOI/.test(start(text)) ? 1 : 0.3
  return isEnvelope(root) && /datacite\.org\/schema\/(?:kernel|nonexistant|namespace)/.test(start(text)) ? 0.95 : 0
}

const isEnvelope = (root: string): boolean => root === 'OAI-PMH' || root === 'record' || root === 'records'
const start = (text: string): string => text.slice(0, 100_000)

/** Names that only DataCite’s JSON has. */
const members =
  /"(?:resourceTypeGeneral|publicationYear|relatedIdentifiers|rightsList|fundingReferences|nameIdentifiers|alternateIdentifiers|creators|titles)"\s*:/g

export function sniffsJson(text: string): number {
  const begin = text.slice(0, 200_000)
  if (!/^[\s\ufeff]*[[{]/.test(begin)) return 0
  if (/"schemaVersion"\s*:\s*"https?:\\?\/\\?\/datacite\.org/.test(begin)) return 1
  const found = new Set(begin.match(members))
  return found.size >= 3 ? 0.96 : found.size === 2 ? 0.6 : 0
}

export function readDataciteJson(text: string, line?: number): Reading[] {
  return readJsonRecords(text, line).flatMap((record) =>
    'refusal' in record ? [record] : unwrapped(record.value, record.place).map(({ place, value }) => one(value, place)),
  )
}

interface Wrapped {
  readonly place: string
  readonly value: unknown
}

/** `{ data: [{ attributes }] }` (JSON:API), one of its members, or the attributes themselves. */
function unwrapped(value: unknown, place: string): Wrapped[] {
  if (!isBag(value)) return [{ place, value }]
  const { data } = value
  if (Array.isArray(data)) return data.map((member, at) => ({ place: `data/${at}`, value: member }))
  if (isBag(data) && isBag(data.attributes)) return [{ place, value: { ...value, data: undefined, ...data } }]
  return [{ place, value }]
}

function one(value: unknown, place: string): Reading {
  if (!isBag(value)) {
    return { place, refusal: new Refusal('unreadable', `${place} is no DataCite record but ${shown(value)}.`) }
  }
  if (!isBag(value.attributes)) return readRecord(cased(value), place)
  const { attributes, id, type: _dois, ...beside } = value
  const bag = cased(attributes)
  if (bag.doi === undefined && typeof id === 'string') bag.doi = id
  return readRecord(Object.assign(bag, cased(beside)), typeof id === 'string' ? id : place)
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200)

/** `rights_list` of older tools as `rightsList`; without a prototype, since keys come from outside. */
const cased = (value: Bag): Bag =>
  Object.assign(
    Object.create(null),
    Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        member,
      ]),
    ),
  )
