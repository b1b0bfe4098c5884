/** The shapes of bulk deposits and validations, as OpenAPI shows them and queries are read by. */
import Type from 'typebox'
import { ReportRow } from '../../schemas/listing.ts'
import { Finding } from '../../schemas/problem.ts'
import { readers } from '../formats/index.ts'
import { bodies, problemAnswers } from './openapi.ts'

const from = Type.Optional(
  Type.Enum(
    readers.map(({ name }) => name),
    { description: 'The format of the body; otherwise by Content-Type or by content.' },
  ),
)
const doi = Type.Optional(
  Type.String({ maxLength: 2100, description: 'The DOI of a single record that does not say its own.' }),
)
export const DepositQuery = Type.Object(
  {
    from,
    doi,
    'dry-run': Type.Optional(Type.Enum(['', 'true', 'false'], { description: 'Report, and write nothing.' })),
    'on-error': Type.Optional(
      Type.Enum(['continue', 'stop'], {
        description: 'What a refused record does: nothing to the others (unless asked), or it is the last looked at.',
      }),
    ),
  },
  { additionalProperties: false },
)
export const ValidateQuery = Type.Object({ from, doi }, { additionalProperties: false })

const VerdictsShape = Type.Object({
  records: Type.Array(
    Type.Object({
      place: Type.String(),
      doi: Type.Optional(Type.String()),
      valid: Type.Boolean({ description: 'Whether it would be kept.' }),
      findings: Type.Array(Finding),
    }),
  ),
  valid: Type.Integer({ description: 'How many would be kept.' }),
  invalid: Type.Integer(),
})

export const depositSchema = {
  tags: ['articles'],
  summary: 'Deposit many articles',
  description:
    'A body of any length in any readable format, packed or not: NDJSON, BibTeX, RIS … The answer comes while the body ' +
    'is sent, one line of JSON a record in their order: created, updated, unchanged or refused with findings. Records ' +
    'are written by hundreds; a record that has its line is on disk. Sent again, what was written is ' +
    'unchanged. Every record needs a prefix that the key may write under.',
  security: [{ key: [] }],
  querystring: DepositQuery,
  ...bodies,
  response: {
    200: { description: 'The report.', content: { 'application/x-ndjson': { schema: ReportRow } } },
    ...problemAnswers(['invalid-request', 'unreadable', 'unauthorised', 'unknown-format', 'unsupported-media-type']),
  },
}

export const validateSchema = {
  tags: ['formats'],
  summary: 'What a deposit would find in records, storing nothing',
  description: 'One record or many in any readable format. No key is needed.',
  querystring: ValidateQuery,
  ...bodies,
  response: {
    200: { description: 'The findings.', ...VerdictsShape },
    ...problemAnswers(['invalid-request', 'unreadable', 'unknown-format', 'unsupported-media-type']),
  },
}
