/** A judge of DOAJ articles: the structure that the DOAJ API reads, and what it refuses (IncomingArticleDO). */
import { Ajv } from 'ajv'

const text = { type: 'string', minLength: 1 }
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
})
const list = (items: object) => ({ type: 'array', items, minItems: 1 })

const article = object({
  admin: object({ publisher_record_id: text }),
  bibjson: object({
    title: text,
    year: { type: 'string', pattern: '^\\d{4}$' },
    month: { type: 'string', pattern: '^([1-9]|1[012])$' },
    abstract: text,
    identifier: {
      type: 'array',
      items: {
        anyOf: [
          object({ type: { const: 'doi' }, id: { type: 'string', pattern: '^10\\.\\S+/\\S+$' } }, ['type', 'id']),
          object({ type: { enum: ['pissn', 'eissn'] }, id: { type: 'string', pattern: '^\\d{4}-\\d{3}[\\dX]$' } }),
        ],
      },
    },
    link: list(
      object(
        {
          type: { const: 'fulltext' },
          url: { type: 'string', pattern: '^https?://' },
          content_type: { enum: ['PDF', 'HTML', 'ePUB', 'XML'] },
        },
        ['type', 'url'],
      ),
    ),
    author: list(
      object(
        {
          name: text,
          affiliation: text,
          orcid_id: { type: 'string', pattern: '^https://orcid\\.org/\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$' },
        },
        ['name'],
      ),
    ),
    keywords: list(text),
    journal: object({
      start_page: text,
      end_page: text,
      volume: text,
      number: text,
      publisher: text,
      title: text,
      language: list({ type: 'string', pattern: '^[A-Z]{2,8}$' }),
    }),
  }),
})
const isShaped = new Ajv({ strict: false }).compile(article)

interface Bibjson {
  readonly title?: string
  readonly identifier: readonly { readonly type: string; readonly id: string }[]
  readonly author?: readonly object[]
  readonly link?: readonly object[]
}

/** What is wrong with a document; what it lacks is named by the field of the record that would say it. */
export function judgeDoaj(document: string): readonly string[] {
  const record: { readonly bibjson: Bibjson } = JSON.parse(document)
  const isWell: boolean = isShaped(record)
  if (!isWell) return (isShaped.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  const { title, identifier, author, link } = record.bibjson
  const id = (type: string) => identifier.find((one) => one.type === type)?.id
  const faults: string[] = []
  if (title === undefined) faults.push('title')
  if (id('pissn') === undefined && id('eissn') === undefined) faults.push('journal/issn')
  if (id('pissn') !== undefined && id('pissn') === id('eissn')) faults.push('one ISSN for both media')
  if (author === undefined) faults.push('contributors')
  if (id('doi') === undefined && link === undefined) faults.push('doi')
  return faults
}
