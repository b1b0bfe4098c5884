/** Many records in one request: deposited with a report line for each, or only looked at. */
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { outcomes } from '../../schemas/listing.ts'
import { Finding } from '../../schemas/problem.ts'
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import { readers } from '../formats/index.ts'
import type { Deliverable, ReportLine } from '../library/deposit.ts'
import type { Portion } from '../library/intake.ts'
import type { Library } from '../library/library.ts'
import { findingsOf } from '../library/validate.ts'
import type { Connections } from './connections.ts'
import { portionsOfBody } from './convert-body.ts'
import { bodies, problemAnswers } from './openapi.ts'
import { callerOf, readQuery } from './request.ts'

const from = Type.Optional(
  Type.Enum(
    readers.map(({ name }) => name),
    { description: 'The format of the body; otherwise by Content-Type or by content.' },
  ),
)
const doi = Type.Optional(
  Type.String({ maxLength: 2100, description: 'The DOI of a single record that does not say its own.' }),
)
const DepositQuery = Type.Object(
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
const ValidateQuery = Type.Object({ from, doi }, { additionalProperties: false })

const LineShape = Type.Object({
  place: Type.String({ description: 'Where the record stands in the body: line 3, record 2, an entry’s key …' }),
  outcome: Type.Enum([...outcomes]),
  doi: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  code: Type.Optional(Type.String({ description: 'Why it was refused, as the type of a problem.' })),
  detail: Type.Optional(Type.String()),
  findings: Type.Array(Finding),
})
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

/** Articles a transaction: single deposits and look-ups wait for no more than its commit, a fraction of a second. */
const batch = 250

export interface BulkDoors {
  readonly library: Library
  readonly connections: Connections
  /** How much of a body is held at once, in characters. */
  readonly limit: number
}

/** Registers POST of `/articles` and `/validate`. */
export function bulkRoutes(app: FastifyInstance, { library, connections, limit }: BulkDoors): void {
  // A body is taken from the wire no faster than its records are written: these doors have a parser of their own.
  app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

    door.post('/articles', { schema: depositSchema }, async (request, reply) => {
      const by = await callerOf(request, library)
      const query = readQuery<Type.Static<typeof DepositQuery>>(DepositQuery, request.query)
      const portions = portionsOfBody(request, query.from, limit)
      connections.allowTime(request, reply)
      const dryRun = query['dry-run'] !== undefined && query['dry-run'] !== 'false'
      const lines = library.depositAll(deliverables(portions), {
        by,
        dryRun,
        onError: query['on-error'] ?? 'continue',
        signal: goneSignal(reply),
        turn,
        tellAll: true,
        batch,
        ...doiOf(query.doi),
      })
      reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store')
      return reply.send(streamOf(piecesOf(rowsOf(lines, request, by.name, dryRun))))
    })

    door.post('/validate', { schema: validateSchema }, async (request, reply) => {
      const query = readQuery<Type.Static<typeof ValidateQuery>>(ValidateQuery, request.query)
      const portions = portionsOfBody(request, query.from, limit)
      connections.allowTime(request, reply)
      const verdicts = verdictsOf(library, portions, doiOf(query.doi).doi)
      reply
        .type('application/json; charset=utf-8')
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
      return reply.send(streamOf(piecesOf(verdicts)))
    })
  })
}

function doiOf(given: string | undefined): { readonly doi?: string } {
  if (given === undefined) return {}
  const doi = parseDoi(given)
  if (doi !== undefined) return { doi }
  throw new Refusal('invalid-request', `doi=${given}: this is not a DOI.`)
}

/** A body that cannot be read, or not to its end, is one refusal: what came before it is kept. */
async function* deliverables(portions: AsyncIterable<Portion>): AsyncGenerator<Deliverable> {
  try {
    yield* portions
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield { place: '', refusal: error }
  }
}

/** Aborted when the client leaves before the end of its answer. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => raw.writableFinished || gone.abort())
  return gone.signal
}

async function* rowsOf(
  lines: AsyncIterable<ReportLine>,
  request: FastifyRequest,
  by: string,
  dryRun: boolean,
): AsyncGenerator<string> {
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  try {
    for await (const line of lines) {
      counts[line.outcome]++
      yield `${JSON.stringify(rowOf(line))}\n`
    }
  } catch (error) {
    // A store that takes no more, or a key that was revoked: what has no line was not written.
    if (!(error instanceof Refusal)) throw error
    counts.refused++
    yield `${JSON.stringify(rowOf({ place: '', outcome: 'refused', refusal: error }))}\n`
  } finally {
    request.log.info({ ...counts, dryRun, by }, 'bulk deposit')
  }
}

function rowOf(line: ReportLine): Type.Static<typeof LineShape> {
  const { place, outcome } = line
  if (line.outcome !== 'refused')
    return { place, outcome, doi: line.doi, version: line.version, findings: [...line.notes] }
  const { doi, refusal } = line
  const { code, message: detail } = refusal
  return { place, outcome, ...(doi !== undefined && { doi }), code, detail, findings: [...findingsOf(refusal)] }
}

async function* verdictsOf(
  library: Library,
  portions: AsyncIterable<Portion>,
  doi: string | undefined,
): AsyncGenerator<string> {
  const counts = { valid: 0, invalid: 0 }
  let before = '{"records":['
  try {
    for await (const verdict of library.validate(portions, doi)) {
      counts[verdict.valid ? 'valid' : 'invalid']++
      yield `${before}${JSON.stringify(verdict)}`
      before = ',\n'
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    counts.invalid++
    yield `${before}${JSON.stringify({ place: '', valid: false, findings: findingsOf(error) })}`
    before = ''
  }
  yield `${before.startsWith('{') ? before : ''}],"valid":${counts.valid},"invalid":${counts.invalid}}\n`
}

/** Characters, and milliseconds, of an answer that are sent together. */
const pieceSize = 2 ** 14
const pieceTime = 100

async function* piecesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  let sent = performance.now()
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceSize && performance.now() - sent < pieceTime) continue
    yield piece
    piece = ''
    sent = performance.now()
  }
  if (piece !== '') yield piece
}

const streamOf = (pieces: AsyncIterable<string>): Readable => Readable.from(pieces, { highWaterMark: 2 })

const depositSchema = {
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
    200: { description: 'The report.', content: { 'application/x-ndjson': { schema: LineShape } } },
    ...problemAnswers(['invalid-request', 'unreadable', 'unauthorised', 'unknown-format', 'unsupported-media-type']),
  },
}

const validateSchema = {
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
