/** The Crossref API in the OpenAPI document: its parameters, envelopes and failures. */
import Type, { type TProperties } from 'typebox'
import { mostInBatch } from '../crossref/batch.ts'
import type { Route } from '../crossref/crossref.ts'
import { facetNames } from '../crossref/facets.ts'
import { filterNames } from '../crossref/filters.ts'
import { sortFields } from '../crossref/order.ts'
import { mostRows, mostSampled, type Takes } from '../crossref/parameters.ts'
import { selectable } from '../crossref/select.ts'
import { writers } from '../formats/index.ts'
import { doiParameter } from './openapi.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))
const mailto = text('Where to write to; it changes nothing.')
const paged = {
  query: text('What to look for.'),
  rows: Type.Optional(Type.Integer({ minimum: 0, maximum: mostRows, default: 20 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 0 })),
  mailto,
}

const parameters: Readonly<Record<Takes, TProperties>> = {
  one: { mailto },
  list: paged,
  works: {
    ...paged,
    'query.bibliographic': text('A reference as it was printed: the article it names comes first.'),
    'query.title': text('Words of titles.'),
    'query.author': text('Names of authors.'),
    'query.container-title': text('Words of titles of journals.'),
    'query.affiliation': text('Words of affiliations.'),
    filter: text(`name:value,name:value; of one name any, of different names all: ${filterNames.join(', ')}.`),
    facet: text(`name:count,name:*; ${facetNames.join(', ')}.`),
    select: text(`Members of works: ${selectable.join(', ')}.`),
    sort: Type.Optional(Type.Enum(Object.keys(sortFields))),
    order: Type.Optional(Type.Enum(['asc', 'desc'])),
    cursor: text('`*`, then each page’s `next-cursor`. A cursor does not expire.'),
    sample: Type.Optional(Type.Integer({ minimum: 0, maximum: mostSampled })),
  },
}

const Envelope = Type.Object({
  status: Type.String({ examples: ['ok'] }),
  'message-type': Type.String(),
  'message-version': Type.String({ examples: ['1.0.0'] }),
  message: Type.Unknown(),
})
const Failure = Type.Object({
  status: Type.String({ examples: ['failed'] }),
  'message-type': Type.String({ examples: ['validation-failure'] }),
  message: Type.Array(Type.Object({ type: Type.String(), value: Type.String(), message: Type.String() })),
})

const answers = (description: string) => ({
  200: { description, content: { 'application/json': { schema: Envelope } } },
  400: { description: 'What is wrong with the parameters', content: { 'application/json': { schema: Failure } } },
  404: { description: 'Not found', content: { 'text/plain': { schema: Type.String() } } },
  410: { description: 'Withdrawn', content: { 'text/plain': { schema: Type.String() } } },
})

/** As the resolver answers, without an envelope. */
const agencies = {
  ...answers(''),
  200: {
    description: 'An entry for each DOI.',
    content: { 'application/json': { schema: Type.Array(Type.Object({ DOI: Type.String() })) } },
  },
}

const tags = ['crossref']

export function routeSchema({ path, summary, takes }: Route): object {
  return {
    tags,
    summary,
    description: 'As the REST API of Crossref answers; also below `/v1`.',
    ...(path.includes(':id') && { params: Type.Object({ id: Type.String() }) }),
    ...(path.endsWith('*') && { params: doiParameter }),
    querystring: Type.Object(parameters[takes]),
    response: path.startsWith('/doiRA') ? agencies : answers('In its envelope.'),
  }
}

export const workSchema = {
  tags,
  summary: 'One work',
  description:
    'As the REST API of Crossref answers. `/agency` behind the DOI tells its agency; `/transform` gives the work in the ' +
    'format that Accept asks for, `/transform/{type}/{subtype}` in that one. The whole record is where Link points to.',
  params: doiParameter,
  querystring: Type.Object({ mailto }),
  response: answers('The work in its envelope.'),
}

export const batchSchema = {
  tags,
  summary: 'Many works by their DOIs',
  description: `At most ${mostInBatch} DOIs: {"dois": […]}, a list in JSON, or one DOI a line. The items are in their order, each with a status.`,
  querystring: Type.Object({ format: Type.Optional(Type.Enum(writers.map(({ name }) => name))) }),
  body: {
    description: 'The DOIs.',
    content: {
      'application/json': { schema: Type.Object({ dois: Type.Array(Type.String()) }) },
      'text/plain': { schema: Type.String() },
    },
  },
  response: answers('An item for each DOI.'),
}
