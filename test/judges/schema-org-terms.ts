/**
 * A judge of schema.org documents: every type and property is a term of schema.org, every node is of the shape that its
 * kind has, and values stand where the vocabulary wants them. The list is ours; the official context is asked where its
 * file lies.
 */
import { existsSync, readFileSync } from 'node:fs'

/** What Colophon writes, each a term of schema.org today (schema.org/docs/full.html). */
const terms: ReadonlySet<string> = new Set(
  `Book Chapter ContactPoint CorrectionComment Country CreativeWork Dataset DefinedTerm Event Grant MediaObject MedicalTrial
   NewsArticle Organization Periodical Person PostalAddress PropertyValue PublicationEvent PublicationIssue
   PublicationVolume Report Review Role ScholarlyArticle SoftwareSourceCode Thesis Thing WebPage
   about abstract address addressCountry addressLocality addressRegion affiliation alternateName alternativeHeadline
   articleSection author bookEdition citation conditionsOfAccess contactPoint contactType contentUrl contributor
   copyrightHolder copyrightNotice copyrightYear correction creativeWorkStatus datePublished department description
   disambiguatingDescription editor email encoding encodingFormat endDate exampleOfWork familyName funder funding genre
   givenName hasPart headline honorificPrefix honorificSuffix identifier illustrator inDefinedTermSet inLanguage
   isAccessibleForFree isBasedOn isPartOf isbn issn issueNumber keywords license member mentions name pageEnd pageStart
   pagination position postalCode propertyID publication publisher review roleName sameAs sourceOrganization startDate
   subjectOf translationOfWork translator url value version volumeNumber workExample workTranslation`.split(/\s+/),
)
const keywords: ReadonlySet<string> = new Set(['@context', '@type', '@id', '@language', '@value', '@reverse'])

const file = new URL('../../../shared/schemas/schema_org/jsonldcontext.json', import.meta.url)
/** Terms that came after the context at hand, which is of 2020. */
const younger: ReadonlySet<string> = new Set(['funding', 'copyrightNotice'])
const official: ReadonlySet<string> | undefined = existsSync(file)
  ? new Set(Object.keys(JSON.parse(readFileSync(file, 'utf8'))['@context']))
  : undefined

export const hasOfficialContext = official !== undefined

type Node = Readonly<Record<string, unknown>>

/** What is wrong with a document; an empty list where all is well. */
export function judgeSchemaOrg(text: string): readonly string[] {
  const faults: string[] = []
  const document: unknown = JSON.parse(text)
  if (text.includes('<')) faults.push('a “<” is not escaped')
  if (!isNode(document)) return [...faults, 'no node']
  if (document['@context'] !== 'https://schema.org') faults.push('@context')
  if (document['@type'] !== 'ScholarlyArticle') faults.push('@type')
  walk(document, '', faults)
  return faults
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

function walk(value: unknown, path: string, faults: string[]): void {
  if (Array.isArray(value)) {
    if (value.length === 0) faults.push(`${path}: an empty list`)
    for (const member of value) walk(member, path, faults)
  } else if (isNode(value)) {
    judgeNode(value, path, faults)
    for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`, faults)
  } else if (value === null || value === '') faults.push(`${path}: nothing is said`)
}

const dates = new Set(['datePublished', 'startDate', 'endDate'])
const isDate = (text: unknown) => typeof text === 'string' && /^\d{4}(-(0[1-9]|1[012])(-\d{2})?)?$/.test(text)
/** Properties without which a node of its type says nothing. */
const required: Readonly<Record<string, readonly string[]>> = {
  PropertyValue: ['propertyID', 'value'],
  PublicationVolume: ['volumeNumber'],
  MediaObject: ['contentUrl'],
  Role: ['roleName', 'contributor'],
  Event: ['name'],
  PublicationEvent: ['name'],
  Person: [],
  Thing: ['name'],
  DefinedTerm: ['name', 'inDefinedTermSet'],
}

function judgeNode(node: Node, path: string, faults: string[]): void {
  for (const key of Object.keys(node)) {
    if (keywords.has(key)) continue
    if (!terms.has(key)) faults.push(`${path}/${key}: not in our list of terms`)
    if (official && !official.has(key) && !younger.has(key)) faults.push(`${path}/${key}: not in the official context`)
    if (dates.has(key) && !isDate(node[key])) faults.push(`${path}/${key}: no date: ${node[key]}`)
  }
  const type = node['@type']
  if (typeof type === 'string') {
    if (!terms.has(type) || (official && !official.has(type))) faults.push(`${path}: no type ${type}`)
    for (const name of required[type] ?? []) if (!(name in node)) faults.push(`${path}: ${type} without ${name}`)
  }
  const id = node['@id']
  if (id !== undefined && !/^(_:c\d+(m\d+)?|(https?|ftp):\/\/\S+)$/.test(String(id))) faults.push(`${path}/@id: ${id}`)
  if ('@value' in node && !('@language' in node)) faults.push(`${path}: a value without a language`)
}
