/**
 * A judge of CITATION.cff 1.2.0: parsed as YAML, then by keys, types and patterns of the format, which are listed here
 * for what an article needs of them (schema-guide of the Citation File Format, 1.2.0).
 */
import { Ajv } from 'ajv'
import { parse } from 'yaml'

const text = { type: 'string', minLength: 1 }
const integer = { type: 'integer' }
const url = { type: 'string', pattern: "^(https|http|ftp|sftp)://[A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]+$" }
const doi = { type: 'string', pattern: '^10\\.\\d{4,9}(\\.\\d+)?/[A-Za-z0-9:/_;\\-.()\\[\\]\\\\]+$' }
const day = { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$' }
const email = { type: 'string', pattern: '^[\\S]+@[\\S]+\\.[\\S]{2,}$' }
const orcid = { type: 'string', pattern: '^https://orcid\\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$' }
const list = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items })
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
})

const person = object({
  'family-names': text,
  'given-names': text,
  'name-particle': text,
  'name-suffix': text,
  alias: text,
  affiliation: text,
  email,
  orcid,
})
const entity = object({ name: text, address: text, email, orcid, website: url }, ['name'])
const agents = list({ anyOf: [person, entity] })
const identifier = object({ type: { enum: ['doi', 'url', 'swh', 'other'] }, value: text, description: text }, [
  'type',
  'value',
])
const types =
  'article book conference-paper data generic newspaper-article patent report software standard thesis website'.split(
    ' ',
  )
const licence = { type: 'string', pattern: '^[A-Za-z0-9.+-]+$' }
const texts =
  'title abbreviation journal volume-title issue issue-title issue-date collection-title section number edition abstract version notes copyright'

const reference = object(
  {
    ...Object.fromEntries(texts.split(' ').map((key) => [key, text])),
    type: { enum: types },
    status: { enum: ['abstract', 'advance-online', 'in-preparation', 'in-press', 'preprint', 'submitted'] },
    authors: agents,
    editors: agents,
    translators: agents,
    contact: agents,
    volume: integer,
    start: integer,
    end: integer,
    year: integer,
    month: { type: 'integer', minimum: 1, maximum: 12 },
    'date-published': day,
    issn: { type: 'string', pattern: '^\\d{4}-\\d{3}[\\dxX]$' },
    isbn: { type: 'string', pattern: '^[0-9\\- ]{10,17}X?$' },
    pmcid: { type: 'string', pattern: '^PMC[0-9]{7}$' },
    doi,
    url,
    'license-url': url,
    publisher: entity,
    identifiers: list(identifier),
    license: { anyOf: [licence, list(licence)] },
    languages: list({ type: 'string', pattern: '^[a-z]{2,3}$' }),
    keywords: list(text),
  },
  ['authors', 'title', 'type'],
)

const root = object(
  {
    'cff-version': { const: '1.2.0' },
    message: text,
    title: text,
    authors: agents,
    'preferred-citation': reference,
    references: list(reference),
  },
  ['cff-version', 'message', 'title', 'authors'],
)

const isValid = new Ajv({ strict: false }).compile(root)

/** What is wrong with a document; an empty list where all is well. */
export function judgeCff(document: string): readonly string[] {
  if (isValid(parse(document))) return []
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
