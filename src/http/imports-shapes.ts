/** The shapes of imports in the background, as OpenAPI shows them and queries are read by. */
import Type from 'typebox'
import { ImportOrder, ImportRow } from '../../schemas/imports.ts'
import { Finding } from '../../schemas/problem.ts'
import { readers } from '../formats/index.ts'
import { bodies, problemAnswers } from './openapi.ts'

const ruled = { tags: ['articles'], security: [{ key: [] }] }
const idParameter = Type.Object({ id: Type.String({ examples: ['0123456789ab'] }) })

export const UploadQuery = Type.Object(
  {
    from: Type.Optional(
      Type.Enum(
        readers.map(({ name }) => name),
        { description: 'The format of the body; otherwise by Content-Type or by content.' },
      ),
    ),
    doi: Type.Optional(
      Type.String({ maxLength: 2100, description: 'The DOI of a single record that does not say its own.' }),
    ),
    name: Type.Optional(Type.String({ maxLength: 200, description: 'What the upload is called where it is shown.' })),
  },
  { additionalProperties: false },
)

export const ListedQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 2048, description: '`nextCursor` of the page before.' })),
  },
  { additionalProperties: false },
)

export const RefusalsQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    after: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'The number of the last one one has.' })),
  },
  { additionalProperties: false },
)

const RefusedShape = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  place: Type.String({ description: 'Where the record stands in the source: line 3, record 2, an entry’s key …' }),
  doi: Type.Optional(Type.String()),
  code: Type.String({ description: 'Why it was refused, as the type of a problem.' }),
  detail: Type.String(),
  findings: Type.Array(Finding),
})

const content = bodies.body.content
const order = { anyOf: [ImportOrder, content['application/json']?.schema ?? {}] }

export const orderSchema = {
  ...ruled,
  summary: 'Import many articles in the background',
  description:
    'A body of any length in any readable format, packed or not, as for `POST /articles`; or, as `application/json`, where ' +
    'to take records from: `{"path": …}` below IMPORT_DIR, `{"url": …}` or `{"doi": …}` from IMPORT_HOSTS. The answer comes ' +
    'when the body is on the disk; what becomes of its records is told at the address in Location. An import goes on ' +
    'after a restart, and writes nothing twice.',
  querystring: UploadQuery,
  body: {
    description: 'Records, or where to take them from.',
    content: { ...content, 'application/json': { schema: order } },
  },
  response: {
    202: { description: 'Ordered.', ...ImportRow },
    ...problemAnswers([
      'invalid-request',
      'unreadable',
      'unknown-format',
      'unauthorised',
      'forbidden',
      'unsupported-media-type',
      'too-many',
      'store-full',
      'unavailable',
    ]),
  },
}

export const listSchema = {
  ...ruled,
  summary: 'Imports in the background, newest first',
  description: 'A depositor’s own; all of them for administrators and reader-admins.',
  querystring: ListedQuery,
  response: {
    200: Type.Object({ items: Type.Array(ImportRow), nextCursor: Type.Optional(Type.String()) }),
    ...problemAnswers(['invalid-request', 'unauthorised', 'too-many', 'unavailable']),
  },
}

export const oneSchema = {
  ...ruled,
  summary: 'How far an import is',
  params: idParameter,
  response: { 200: ImportRow, ...problemAnswers(['unauthorised', 'not-found', 'too-many', 'unavailable']) },
}

export const cancelSchema = {
  ...ruled,
  summary: 'Cancel an import',
  description: 'It ends between two transactions: what was written stays. One that is finished stays as it is.',
  params: idParameter,
  response: {
    200: ImportRow,
    ...problemAnswers(['unauthorised', 'forbidden', 'not-found', 'too-many', 'unavailable']),
  },
}

export const refusalsSchema = {
  ...ruled,
  summary: 'The records of an import that were not taken, with findings',
  description: 'In pages; all of them, one a line, as `application/x-ndjson` by Accept.',
  params: idParameter,
  querystring: RefusalsQuery,
  response: {
    200: {
      description: 'In the order of the source.',
      content: {
        'application/json': {
          schema: Type.Object({
            items: Type.Array(RefusedShape),
            next: Type.Optional(Type.Integer({ description: 'What to ask for next as `after`.' })),
          }),
        },
        'application/x-ndjson': { schema: RefusedShape },
      },
    },
    ...problemAnswers(['invalid-request', 'unauthorised', 'not-found', 'too-many', 'unavailable']),
  },
}
