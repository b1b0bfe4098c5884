/**
 * A judge of Crossref deposits: schema 5.5.0. The official file is XSD 1.1, which libxml2 cannot compile, so a copy
 * without its three assertions is the judge and the assertions are written out here, on the same document.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { missing, schemas, validate } from './xsd.ts'

const schema = 'crossref/crossref5.5.0.xsd10-derived.xsd'
const mathml = 'crossref/standard-modules/mathml3'
/** Why the judge cannot sit; false where it can. */
export const absent = missing(schema, mathml)

/** MathML’s schema names its parts by URL. */
const includes: Readonly<Record<string, string>> = absent
  ? {}
  : Object.fromEntries(
      readdirSync(join(schemas, mathml)).map((file) => [
        `http://www.w3.org/Math/XMLSchema/mathml3/${file}`,
        `${mathml}/${file}`,
      ]),
    )

/** What is wrong with a deposit; an empty list for a valid one. */
export const judgeDeposit = (document: string): readonly string[] => [
  ...validate(document, schema, includes),
  ...brokenAssertions(document),
]

const vocabularies: Readonly<Record<string, ReadonlySet<string>>> = {
  crossref: new Set(
    'author editor chair reviewer review-assistant stats-reviewer reviewer-external reader translator corresponding-author other'.split(
      ' ',
    ),
  ),
  credit: new Set(
    `conceptualization data-curation formal-analysis funding-acquisition investigation methodology
     project-administration resources software supervision validation visualization writing-original-draft
     writing-review-editing`.split(/\s+/),
  ),
}

/** Lines 1486, 1493 and 1551 of crossref5.5.0.xsd: @type belongs to @vocab, and a person has a role. */
export function brokenAssertions(text: string): readonly string[] {
  const document = XmlDocument.fromString(text)
  const broken: string[] = []
  const walk = (element: XmlElement) => {
    const children = childrenOf(element)
    if (element.name === 'role') {
      const [vocab, type] = [element.attr('vocab')?.value ?? '', element.attr('type')?.value ?? '']
      if (vocabularies[vocab]?.has(type) !== true) broken.push(`role: “${type}” is not of the vocabulary “${vocab}”`)
    }
    if (
      element.name === 'person_name' &&
      !element.attr('contributor_role') &&
      !children.some(({ name }) => name === 'role')
    )
      broken.push('person_name: neither @contributor_role nor role')
    for (const child of children) walk(child)
  }
  walk(document.root)
  document.dispose()
  return broken
}

export function childrenOf(element: XmlElement): readonly XmlElement[] {
  const children: XmlElement[] = []
  for (let child = element.firstChild; child; child = child.next) if (child instanceof XmlElement) children.push(child)
  return children
}
