/**
 * A judge of XML documents by an official XSD: libxml2, in process and without network. A schema that names another by
 * URL gets the local file that `includes` gives for it; the official schemas lie beside the repository, if anywhere.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { XmlDocument, XmlLibError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'
import { fsInputProviders, xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The folder of official schemas; tests that need it are skipped where it is not. */
export const schemas = resolve(root, '../shared/schemas')
/** Why a test that needs these files is skipped; false where it is not. */
export const missing = (...paths: readonly string[]): string | false => {
  const gone = paths.find((path) => !existsSync(join(schemas, path)))
  return gone === undefined ? false : `the official schema ${gone} is not here`
}

/** Where the schemas that others name by URL lie in the folder; each judge may add its own. */
const known: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/xml.xsd': 'w3c/xml-2009-01.xsd',
  'http://www.w3.org/2001/03/xml.xsd': 'w3c/xml-2001-03.xsd',
  'http://www.w3.org/2009/01/xml.xsd': 'w3c/xml-2009-01.xsd',
  'http://www.w3.org/1999/xlink.xsd': 'w3c/xlink-1999.xsd',
  'http://www.loc.gov/mods/xml.xsd': 'loc/mods-xml.xsd',
  'http://www.loc.gov/standards/xlink/xlink.xsd': 'loc/xlink.xsd',
}

const files = new Map(Object.entries(known).map(([url, path]) => [url, join(schemas, path)]))
xmlRegisterFsInputProviders()
xmlRegisterInputProvider({
  ...fsInputProviders,
  match: (name) => files.has(name),
  open: (name) => fsInputProviders.open(files.get(name) ?? name),
})

const validators = new Map<string, XsdValidator>()

/**
 * What is wrong with the document by the schema at `xsdPath` (in the folder of schemas, or absolute); an empty list for
 * a valid one. `includes` maps the URL of an imported schema to its path.
 */
export function validate(
  xml: string,
  xsdPath: string,
  includes: Readonly<Record<string, string>> = {},
): readonly string[] {
  const validator = validatorOf(resolve(schemas, xsdPath), includes)
  return told(() => {
    const document = XmlDocument.fromString(xml)
    try {
      validator.validate(document)
    } finally {
      document.dispose()
    }
  })
}

/** A schema is read once; the validator lives as long as the process. */
function validatorOf(path: string, includes: Readonly<Record<string, string>>): XsdValidator {
  const found = validators.get(path)
  if (found !== undefined) return found
  for (const [url, file] of Object.entries(includes)) files.set(url, resolve(schemas, file))
  const source = XmlDocument.fromBuffer(readFileSync(path), { url: path })
  const validator = XsdValidator.fromDoc(source)
  source.dispose()
  validators.set(path, validator)
  return validator
}

function told(judge: () => void): readonly string[] {
  try {
    judge()
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(({ message, line }) => `${line}: ${message.trim()}`)
    throw error
  }
}
