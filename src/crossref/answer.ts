/** What a door answers: status, headers, body; and the envelopes that clients of the Crossref REST API parse. */

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = 'application/json; charset=utf-8'

const inJson = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': json, ...headers },
  body: JSON.stringify(value),
})

/** A message in its envelope. */
export const ok = (type: string, message: unknown, headers?: Readonly<Record<string, string>>): Answer =>
  inJson(200, { status: 'ok', 'message-type': type, 'message-version': '1.0.0', message }, headers)

/** An answer that bears no envelope. */
export const bare = (value: unknown): Answer => inJson(200, value)

export interface ListParts {
  readonly total: number
  readonly items: readonly unknown[]
  readonly rows: number
  readonly offset?: number
  readonly terms?: string | undefined
  readonly facets?: Readonly<Record<string, unknown>>
  readonly nextCursor?: string
}

export const list = (type: string, parts: ListParts): Answer => {
  const { total, items, rows, offset = 0, terms, facets = {}, nextCursor } = parts
  return ok(type, {
    facets,
    ...(nextCursor !== undefined && { 'next-cursor': nextCursor }),
    'total-results': total,
    items,
    'items-per-page': rows,
    query: { 'start-index': offset, 'search-terms': terms ?? null },
  })
}

/** What is wrong with a parameter. */
export interface Fault {
  readonly type: string
  readonly value: string
  readonly message: string
}

export const invalid = (faults: readonly Fault[]): Answer =>
  inJson(400, { status: 'failed', 'message-type': 'validation-failure', message: faults })

export const cursorInvalid = (cursor: string): Answer =>
  inJson(404, {
    status: 'failed',
    'message-type': 'resource-failure',
    message: [{ type: 'cursor-invalid', value: cursor.slice(0, 2000), message: 'Cursor specified but it is invalid' }],
  })

/** Text and no JSON: so the registry says it, and clients know it by the status. */
export const notFound: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Resource not found.',
}

export const withdrawn = (reason: string, headers: Readonly<Record<string, string>>): Answer => ({
  status: 410,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: `Resource withdrawn: ${reason}`,
})

export const routeNotFound: Answer = inJson(404, {
  status: 'error',
  'message-type': 'route-not-found',
  'message-version': '1.0.0',
  message: 'Route not found',
})

/** What could not be done though the request was right. */
export const failed = (status: number, name: string, description: string): Answer =>
  inJson(
    status,
    {
      status: 'error',
      'message-type': 'exception',
      'message-version': '1.0.0',
      message: { name, description, message: description },
    },
    status === 503 ? { 'retry-after': '1' } : {},
  )
