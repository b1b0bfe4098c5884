/** A judge of OAI-PMH answers: the envelope by OAI-PMH.xsd where it is at hand, each payload by its own schema, and rules of ours always. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { child, descendants, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'
import { judgeJats } from '../judges/jats-dtd.ts'
import { missing, schemas, validate } from '../judges/xsd.ts'

/** Payload schemas by the namespace of their root, in the folder of official schemas. */
const payloadSchemas: Readonly<Record<string, string>> = {
  'http://www.openarchives.org/OAI/2.0/oai_dc/': 'oai/oai_dc.xsd',
  'http://www.openarchives.org/OAI/2.0/oai-identifier': 'oai/oai-identifier.xsd',
  'http://www.loc.gov/MARC21/slim': 'marc/MARC21slim.xsd',
  'http://www.loc.gov/mods/v3': 'mods/mods-3-8.xsd',
  'http://datacite.org/schema/kernel-4': 'datacite/kernel-4/metadata.xsd',
}

export const skip = missing('oai/OAI-PMH.xsd', 'oai/oai_dc.xsd', 'oai/oai-identifier.xsd')

const folder = mkdtempSync(join(tmpdir(), 'colophon-oai-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const whole = join(folder, 'whole.xsd')
// `metadata` is to be checked strictly, and is cut out before: an element of the judge’s own stands for it.
writeFileSync(
  join(folder, 'payload.xsd'),
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:payload"><element name="payload"/></schema>`,
)
writeFileSync(
  whole,
  `<schema xmlns="http://www.w3.org/2001/XMLSchema">
     <import namespace="urn:payload" schemaLocation="payload.xsd"/>
     <import namespace="http://www.openarchives.org/OAI/2.0/" schemaLocation="${join(schemas, 'oai/OAI-PMH.xsd')}"/>
   </schema>`,
)

const parts = /<(metadata|description)>(.*?)<\/\1>/gs

/** The payloads of an answer as documents of their own. */
export const payloads = (xml: string): string[] => [...xml.matchAll(parts)].map(([, , payload = '']) => payload)

/** What is wrong with an answer by the official schemas. */
export function schemaFaults(xml: string): readonly string[] {
  const envelope = xml.replace(parts, '<$1><p:payload xmlns:p="urn:payload"/></$1>')
  const faults = [...validate(envelope, whole)]
  for (const payload of payloads(xml)) {
    const prefix = /^<(?:([\w-]+):)?/.exec(payload)?.[1]
    const namespace = new RegExp(`\\sxmlns${prefix === undefined ? '' : `:${prefix}`}="([^"]*)"`).exec(payload)?.[1]
    const schema = payloadSchemas[namespace ?? '']
    // As in the answer, `xsi` is declared around it.
    const alone = payload.includes('xmlns:xsi=')
      ? payload
      : payload.replace(/(?=[\s/>])/, ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
    if (namespace === 'http://jats.nlm.nih.gov') faults.push(...judgeJats(asJats(alone)))
    if (schema !== undefined && !missing(schema)) faults.push(...validate(alone, schema))
  }
  return faults
}

const doctype =
  '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN" "JATS-journalpublishing1-4-mathml3.dtd">'

/** The JATS document that was made an element of a namespace. */
const asJats = (payload: string): string =>
  `${doctype}${payload.replace(/ xmlns="[^"]*"| xmlns:xsi="[^"]*"| xsi:schemaLocation="[^"]*"/g, '')}`

const verbs = ['Identify', 'ListMetadataFormats', 'ListSets', 'GetRecord', 'ListIdentifiers', 'ListRecords', 'error']

/** What is wrong with it by the rules that need no schema. */
export function structureFaults(xml: string): readonly string[] {
  const root = parseXml(xml)
  const [date, request, ...content] = elements(root)
  const rules: readonly (readonly [boolean, string])[] = [
    [root.name === 'OAI-PMH' && xml.includes('<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'), 'root'],
    [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(textOf(date)) && date?.name === 'responseDate', 'responseDate'],
    [request?.name === 'request' && /^https?:/.test(textOf(request)), 'request'],
    [content.length === 1 && verbs.includes(content[0]?.name ?? ''), 'one verb or error'],
    [
      descendants(root, 'header').every((header) => elements(header)[1]?.name === 'datestamp'),
      'a header without datestamp',
    ],
    [
      descendants(root, 'record').every(
        (record) =>
          (child(record, 'header')?.attributes.status === 'deleted') === (child(record, 'metadata') === undefined),
      ),
      'metadata where, and only where, a record is not deleted',
    ],
    [payloads(xml).every((payload) => /^<[^>]*\sxsi:schemaLocation="\S+ \S+"/.test(payload)), 'schemaLocation'],
    [!/<\?xml/.test(xml.slice(5)) && !xml.includes('<!DOCTYPE'), 'a declaration within'],
    [descendants(root, 'resumptionToken').length <= 1, 'two resumptionTokens'],
  ]
  return rules.filter(([holds]) => !holds).map(([, rule]) => rule)
}

export const textOf = (node: XmlNode | undefined): string => rawText(node)
