/**
 * A judge of JATS documents: libxml2 and the JATS DTDs, in process and without network. The DTD is chosen by the public
 * identifier that the document names, and @dtd-version, which the DTDs leave free since 1.3, must be of that version.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

const schemas = join(dirname(createRequire(import.meta.url).resolve('@jats4r/dtds/package.json')), 'schema')
const catalog = new Map(
  [...readFileSync(join(schemas, 'catalog.xml'), 'utf8').matchAll(/publicId="([^"]*)"\s+uri="([^"]*)"/g)].map(
    ([, publicId = '', uri = '']) => [publicId, join(schemas, uri)],
  ),
)
xmlRegisterFsInputProviders()

const options = (ParseOption.XML_PARSE_DTDLOAD |
  ParseOption.XML_PARSE_DTDATTR |
  ParseOption.XML_PARSE_DTDVALID |
  ParseOption.XML_PARSE_NONET) as ParseOption // an enum of flags

/** What is wrong with the document; an empty list for a valid one. */
export function judgeJats(document: string): readonly string[] {
  const doctype = /<!DOCTYPE article PUBLIC "([^"]*)" "[^"]*">/.exec(document)
  const dtd = catalog.get(doctype?.[1] ?? '')
  if (doctype === null || dtd === undefined) return [`no known DOCTYPE: ${doctype?.[0] ?? 'none'}`]
  const version = /\bv(\d\.\d)\S* \d+\/\/EN$/.exec(doctype[1] ?? '')?.[1]
  const said = /<article\s[^>]*dtd-version="([^"]*)"/.exec(document)?.[1]
  if (said !== version) return [`dtd-version ${said} under a DOCTYPE of ${version}`]
  const local = document.replace(doctype[0], `<!DOCTYPE article PUBLIC "${doctype[1]}" "${dtd}">`)
  try {
    XmlDocument.fromString(local, { option: options }).dispose()
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(({ message, line }) => `${line}: ${message.trim()}`)
    throw error
  }
}
