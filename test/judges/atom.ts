/** A judge of Atom feeds by the rules of RFC 4287, RFC 5005 and RFC 6721: no official schema of XML Schema exists. */
import { child, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const count = (node: XmlNode, name: string): number => elements(node, name).length
const dated = (node: XmlNode, name: string): boolean => stamp.test(rawText(child(node, name)))
const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text)

export interface Feed {
  readonly root: XmlNode
  readonly entries: readonly XmlNode[]
  readonly deleted: readonly XmlNode[]
  /** By relation. */
  readonly links: ReadonlyMap<string, string>
}

/** Throws for a feed that is not valid. */
export function readFeed(xml: string): Feed {
  const root = parseXml(xml)
  const entries = elements(root, 'entry')
  const deleted = elements(root, 'deleted-entry')
  const faults = [
    ...faultsOf(root, [
      [root.name === 'feed' && xml.includes('<feed xmlns="http://www.w3.org/2005/Atom"'), 'the root'],
      [count(root, 'author') > 0 || entries.every((entry) => count(entry, 'author') > 0), '4.1.1: an author'],
      [elements(root, 'link').some(({ attributes }) => attributes.rel === 'self'), '4.1.1: should link to itself'],
      [new Set(entries.map((entry) => rawText(child(entry, 'id')))).size === entries.length, '4.1.1: two of one id'],
      [count(root, 'generator') <= 1, '4.1.1: one generator'],
    ]),
    ...entries.flatMap((entry) =>
      faultsOf(entry, [
        [
          elements(entry, 'link').some(({ attributes }) => attributes.rel === 'alternate'),
          '4.1.2: no content, no alternate',
        ],
        [count(entry, 'published') <= 1 && count(entry, 'summary') <= 1 && count(entry, 'rights') <= 1, '4.1.2: twice'],
        [dated(entry, 'published'), '3.3: published'],
        [elements(entry, 'category').every(({ attributes }) => attributes.term), '4.2.2.1: a term'],
        [elements(entry, 'author').every((author) => count(author, 'name') === 1), '3.2.1: a name'],
      ]),
    ),
    ...deleted.flatMap(({ attributes }) => [
      ...(isIri(attributes.ref ?? '') ? [] : ['RFC 6721, 3: ref']),
      ...(stamp.test(attributes.when ?? '') ? [] : ['RFC 6721, 3: when']),
    ]),
  ]
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const links = elements(root, 'link').map(({ attributes }) => [attributes.rel ?? '', attributes.href ?? ''] as const)
  return { root, entries, deleted, links: new Map(links) }
}

/** With what feed and entry have in common. */
const faultsOf = (node: XmlNode, rules: readonly (readonly [boolean, string])[]): string[] =>
  [
    [count(node, 'id') === 1 && isIri(rawText(child(node, 'id'))), 'one id, an IRI'] as const,
    [count(node, 'title') === 1 && rawText(child(node, 'title')).trim() !== '', 'one title'] as const,
    [count(node, 'updated') === 1 && dated(node, 'updated'), '3.3: updated'] as const,
    [elements(node, 'link').every(({ attributes }) => isIri(attributes.href ?? '')), '4.2.7.1: href'] as const,
    ...rules,
  ].flatMap(([holds, rule]) => (holds ? [] : [`${node.name}: ${rule}`]))
