/** Refusal → RFC 9457 problem details: the one table of statuses and the only error handler. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Finding, Problem } from '../../schemas/problem.ts'
import { Refusal, type RefusalCode } from '../article/refusal.ts'
import { problemPage } from '../web/problem.ts'
import { negotiate } from './negotiate.ts'
import { pageHeaders } from './page-policy.ts'

interface Row {
  readonly status: number
  readonly title: string
}

export const problems: Readonly<Record<RefusalCode, Row>> = {
  'invalid-article': { status: 422, title: 'The article cannot be admitted' },
  unreadable: { status: 400, title: 'The text cannot be read' },
  'unknown-format': { status: 400, title: 'There is no such format' },
  'not-readable': { status: 415, title: 'The format cannot be read' },
  'not-writable': { status: 406, title: 'The format cannot be written' },
  'not-acceptable': { status: 406, title: 'None of the accepted types can be had' },
  'unsupported-media-type': { status: 415, title: 'The media type cannot be read' },
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-output': { status: 500, title: 'The document would not be valid, and was not sent' },
  'incomplete-article': { status: 406, title: 'The article lacks what the format demands' },
  'not-found': { status: 404, title: 'Not found' },
  withdrawn: { status: 410, title: 'The article was withdrawn' },
  'version-mismatch': { status: 412, title: 'The article has changed' },
  conflict: { status: 409, title: 'The change does not fit the article' },
  'key-reused': { status: 422, title: 'The key was used for another request' },
  unauthorised: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'The key does not cover this' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'too-large': { status: 413, title: 'The body is too large' },
  unavailable: { status: 503, title: 'Not available now' },
  'too-many': { status: 429, title: 'Too many requests' },
  'store-full': { status: 507, title: 'The disk is full' },
  'invalid-settings': { status: 500, title: 'The service is not set up' },
  'store-too-new': { status: 500, title: 'The store is newer than the service' },
}

/** What Fastify itself refuses, in our words. */
const fastifyCodes: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-request',
  FST_ERR_BAD_URL: 'invalid-request',
  FST_ERR_MAX_PARAM_LENGTH: 'invalid-request',
}

export type SendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** Problems of a service of this name. */
export const createProblems =
  (name: string): SendProblem =>
  (error, request, reply) =>
    sendProblem(error, request, reply, name)

/** Sends the problem of an error; what is not the caller’s fault is logged with its stack and leaves as a bare 500. */
function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply {
  const refusal = asRefusal(error)
  const send = (problem: Problem) =>
    isForReader(request) ? sendPage(request, reply, problem, name) : sendJson(reply, problem)
  if (!refusal) {
    request.log.error({ err: error }, 'unexpected error')
    return send({
      type: '/problems/internal',
      title: 'Something went wrong here',
      status: 500,
      detail: 'The fault is ours and was logged. Name the request id when you report it.',
      instance: request.id,
      findings: [],
    })
  }
  const { status, title } = problems[refusal.code]
  const { available, citation, reason, headers } = refusal.extras
  if (headers) reply.headers(headers)
  if (refusal.code === 'unauthorised') reply.header('www-authenticate', 'Bearer realm="colophon"')
  if (status === 503 && headers?.['retry-after'] === undefined) reply.header('retry-after', '1')
  return send({
    type: `/problems/${refusal.code}`,
    title,
    status,
    detail: refusal.message,
    instance: request.id,
    findings: refusal.findings.map(wellFormed),
    ...(available && { available: [...available] }),
    ...(citation !== undefined && { citation }),
    ...(reason !== undefined && { reason }),
  })
}

const forPrograms = { types: ['application/problem+json', 'application/json'] }
const forReaders = { types: ['text/html', 'application/xhtml+xml'] }

/** Browsers ask for HTML before anything else; whoever takes anything gets the problem details. */
const isForReader = ({ headers }: FastifyRequest): boolean =>
  negotiate(headers.accept, [forPrograms, forReaders]) === forReaders

const headers = { vary: 'Accept', 'cache-control': 'no-store', 'access-control-allow-origin': '*' } as const

function sendPage(request: FastifyRequest, reply: FastifyReply, problem: Problem, name: string): FastifyReply {
  const [path, search = ''] = request.url.split('?')
  const query = path === '/search' ? (new URLSearchParams(search).get('q') ?? '') : undefined
  const text = problemPage({ problem, name, ...(query !== undefined && { query }) })
  return reply
    .code(problem.status)
    .headers({ ...headers, ...pageHeaders })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(text)
}

function sendJson(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(headers)
    .type('application/problem+json; charset=utf-8')
    .send(`${JSON.stringify(problem)}\n`)
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { code, statusCode, message } = error as Partial<FastifyError> // whatever was thrown, these are only looked at
  const known = code === undefined ? undefined : fastifyCodes[code]
  if (known) return new Refusal(known, String(message))
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? new Refusal('invalid-request', String(message))
    : undefined
}

/** A finding’s value may be as large as the input; an answer shows its beginning. */
function wellFormed(finding: Finding): Finding {
  const text = JSON.stringify(finding.value)
  return text !== undefined && text.length > 2000 ? { ...finding, value: `${text.slice(0, 2000)}…` } : finding
}
