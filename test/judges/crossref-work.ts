/** A judge of works in the shape of Crossref’s REST API: a JSON Schema of the types that its clients rely on. */
import { Ajv } from 'ajv'
import { registryTypes } from '../../src/article/registry-type.ts'

const text = { type: 'string', minLength: 1 }
const texts = { type: 'array', items: text }
const count = { type: 'integer', minimum: 0 }
const date = {
  type: 'object',
  required: ['date-parts'],
  properties: {
    'date-parts': {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'integer', minimum: 0, maximum: 9999 } },
    },
    'date-time': { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
    timestamp: { type: 'integer' },
  },
  additionalProperties: false,
}
const id = object({ id: text, 'id-type': text, 'asserted-by': text }, ['id', 'id-type', 'asserted-by'])
const person = {
  ...object(
    {
      given: text,
      family: text,
      name: text,
      suffix: text,
      prefix: text,
      sequence: { enum: ['first', 'additional'] },
      ORCID: { type: 'string', pattern: '^https://orcid\\.org/' },
      'authenticated-orcid': { type: 'boolean' },
      affiliation: { type: 'array', items: object({ id: list(id), name: text, place: texts, department: texts }, []) },
      role: list(object({ role: text, vocabulary: { enum: ['crossref', 'credit'] } }, ['role', 'vocabulary'])),
    },
    ['sequence', 'affiliation'],
  ),
}
const update = object({ DOI: text, type: text, label: text, source: text, updated: date }, [
  'DOI',
  'type',
  'label',
  'source',
])

const work = object(
  {
    DOI: { type: 'string', pattern: '^10\\.[^A-Z]+$' },
    URL: { type: 'string', pattern: '^https://doi\\.org/10\\.' },
    prefix: { type: 'string', pattern: '^10\\.[0-9.]+$' },
    resource: object({ primary: object({ URL: text }, ['URL']), secondary: list({ type: 'object' }) }, ['primary']),
    type: { enum: Object.keys(registryTypes) },
    subtype: text,
    institution: list({ type: 'object', properties: { name: text } }),
    version: { type: 'object' },
    'alternative-id': texts,
    language: text,
    title: texts,
    subtitle: texts,
    'short-title': texts,
    'original-title': texts,
    'container-title': texts,
    'short-container-title': texts,
    author: list(person),
    editor: list(person),
    translator: list(person),
    chair: list(person),
    contributor: list(person),
    publisher: text,
    'publisher-location': text,
    ISSN: { type: 'array', items: { type: 'string', pattern: '^\\d{4}-\\d{3}[\\dX]$' } },
    'issn-type': list(object({ type: { enum: ['print', 'electronic'] }, value: text }, ['type', 'value'])),
    volume: text,
    issue: text,
    special_numbering: text,
    'journal-issue': object({ issue: text, 'published-print': date }, []),
    page: text,
    'article-number': text,
    accepted: date,
    'published-online': date,
    'published-print': date,
    published: date,
    posted: date,
    approved: date,
    'content-created': date,
    'content-updated': date,
    'published-other': date,
    issued: date,
    abstract: { type: 'string', pattern: '^<jats:(p|sec)>' },
    subject: texts,
    'group-title': text,
    license: list(
      object({ start: date, 'content-version': text, 'delay-in-days': count, URL: text }, [
        'content-version',
        'delay-in-days',
        'URL',
      ]),
    ),
    link: list(
      object(
        {
          URL: text,
          'content-type': text,
          'content-version': text,
          'intended-application': { enum: ['text-mining', 'similarity-checking', 'syndication', 'unspecified'] },
        },
        ['URL', 'content-type', 'content-version', 'intended-application'],
      ),
    ),
    funder: list(object({ DOI: text, name: text, 'doi-asserted-by': text, award: texts, id: list(id) }, ['award'])),
    'clinical-trial-number': list(
      object({ 'clinical-trial-number': text, registry: text, type: text }, ['clinical-trial-number']),
    ),
    assertion: list({
      type: 'object',
      properties: {
        value: text,
        order: count,
        name: text,
        label: text,
        group: object({ name: text, label: text }, ['name']),
      },
    }),
    ISBN: texts,
    'isbn-type': list({ type: 'object' }),
    event: { type: 'object' },
    'edition-number': text,
    'standards-body': { type: 'object' },
    degree: texts,
    description: text,
    review: { type: 'object' },
    archive: texts,
    'update-policy': text,
    member: text,
    'proceedings-subject': text,
    'free-to-read': { type: 'object' },
    aliases: texts,
    relation: { type: 'object', additionalProperties: list(id) },
    'update-to': list(update),
    'updated-by': list(update),
    reference: list({
      type: 'object',
      required: ['key'],
      properties: { 'doi-asserted-by': { enum: ['publisher', 'crossref'] } },
      additionalProperties: text,
    }),
    'content-domain': object({ domain: texts, 'crossmark-restriction': { type: 'boolean' } }, ['domain']),
    'reference-count': count,
    'references-count': count,
    'is-referenced-by-count': count,
    source: text,
    score: { type: 'number' },
  },
  [
    'type',
    'title',
    'subtitle',
    'short-title',
    'original-title',
    'container-title',
    'short-container-title',
    'relation',
    'content-domain',
    'reference-count',
    'references-count',
    'is-referenced-by-count',
    'source',
    'score',
  ],
)

function object(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false }
}

function list(items: object): object {
  return { type: 'array', minItems: 1, items }
}

const ajv = new Ajv({ allErrors: true })
const validate = ajv.compile(work)

/** What is wrong with a work; an empty list for a good one. */
export const judgeWork = (value: unknown): readonly string[] =>
  validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
