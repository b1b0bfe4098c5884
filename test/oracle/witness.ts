/** What a service answers, brought into the shape in which the model tells it. */
import type { InjectOptions } from 'fastify'
import type { Told } from './model.ts'
import type { Expected, Operation, RecordDraft } from './operations.ts'

/** A service under the oracle; whatever store is below it. */
export interface Witness {
  ask(request: InjectOptions): Promise<{
    readonly statusCode: number
    readonly body: string
    readonly headers: Readonly<Record<string, unknown>>
  }>
  /** Sets the clock: seconds since the run began. */
  setSecond(second: number): void
  /** Secrets by the name of their key; what is made in the run is added. */
  readonly secrets: Map<string, { readonly id: string; readonly secret: string }>
}

export const instantOf = (second: number): string => new Date(Date.UTC(2024, 0, 1) + second * 1000).toISOString()
const secondOf = (instant: string): number => (Date.parse(instant) - Date.UTC(2024, 0, 1)) / 1000

/** Each version has one ETag, and each ETag one version. */
export interface Etags {
  readonly byVersion: Map<string, string>
  readonly faults: string[]
}

export interface Seen {
  readonly told: Told
  readonly text: string
  /** The ETag that the client said it has. */
  readonly sent?: string
}

export async function witnessed(operation: Operation, count: number, witness: Witness, etags: Etags): Promise<Seen> {
  witness.setSecond(operation.second)
  const secret = witness.secrets.get(operation.by)?.secret ?? (operation.by === 'none' ? undefined : wrong)
  const { headers, ...request } = requestOf(operation, witness, etags)
  const answer = await witness.ask({
    ...request,
    // Wrong keys are limited by address.
    remoteAddress: `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`,
    headers: { ...headers, ...(secret !== undefined && { authorization: `Bearer ${secret}` }) },
  })
  const { statusCode, body } = answer
  const { etag } = answer.headers
  const told = withVersion(toldOf(operation, statusCode, body, witness), operation, etag)
  const sent = headers?.['if-none-match']
  noteEtag(operation, told, etag, request.url, etags)
  const text = `${operation.by}: ${JSON.stringify({ ...request, headers })} → ${statusCode} ${body.slice(0, 600)}`
  return { told, text, ...(sent !== undefined && { sent }) }
}

const wrong = `colophon_0123456789ab_${'x'.repeat(43)}`

interface Asked {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE'
  readonly url: string
  readonly headers?: Record<string, string>
  readonly payload?: string
}

const shapeOf = ({ doi, title, volume, issn }: RecordDraft) => ({
  doi,
  // A title that is none: the record is refused.
  title: title ?? 7,
  ...(volume !== undefined && { volume }),
  ...(issn !== undefined && { journal: { title: 'J', issn: { electronic: issn } } }),
})

function requestOf(operation: Operation, { secrets }: Witness, etags: Etags): Asked {
  const json = { 'content-type': 'application/json' }
  switch (operation.kind) {
    case 'put':
      return {
        method: 'PUT',
        url: `/articles/${operation.doi}`,
        headers: { ...json, ...conditions(operation) },
        payload: JSON.stringify(shapeOf(operation.record)),
      }
    case 'patch':
      return {
        method: 'PATCH',
        url: `/articles/${operation.doi}`,
        headers: { 'content-type': 'application/merge-patch+json', ...conditions(operation) },
        payload: JSON.stringify(operation.change),
      }
    case 'withdraw': {
      const query = new URLSearchParams({ reason: operation.reason })
      return { method: 'DELETE', url: `/articles/${operation.doi}?${query}`, headers: conditions(operation) }
    }
    case 'restore': {
      const query = operation.version === undefined ? '' : `?version=${operation.version}`
      return { method: 'POST', url: `/restore/${operation.doi}${query}`, headers: conditions(operation) }
    }
    case 'bulk': {
      const query = new URLSearchParams({
        ...(operation.dryRun && { 'dry-run': 'true' }),
        ...(operation.stop && { 'on-error': 'stop' }),
      })
      return {
        method: 'POST',
        url: `/articles?${query}`,
        headers: { 'content-type': 'application/x-ndjson' },
        payload: operation.records.map((record) => `${JSON.stringify(shapeOf(record))}\n`).join(''),
      }
    }
    case 'get': {
      const { doi, version, asOf, known } = operation
      const query = version !== undefined ? `?version=${version}` : asOf !== undefined ? `?as-of=${dayTime(asOf)}` : ''
      const last = known ? etags.byVersion.get(`last ${doi.toLowerCase()}`) : undefined
      const fresh: Record<string, string> = last === undefined ? {} : { 'if-none-match': last }
      return { method: 'GET', url: `/articles/${doi}${query}`, headers: { accept: 'application/json', ...fresh } }
    }
    case 'history':
      return { method: 'GET', url: `/history/${operation.doi}?after=${operation.after}&limit=${operation.limit}` }
    case 'changes':
      return { method: 'GET', url: `/changes?etags=none&since=${operation.since}&limit=${operation.limit}` }
    case 'list':
      return { method: 'GET', url: '/articles?limit=100' }
    case 'search':
      return { method: 'GET', url: `/articles?limit=100&q=${encodeURIComponent(operation.query)}` }
    case 'keys':
      return { method: 'GET', url: '/api-keys' }
    case 'make-key':
      return {
        method: 'POST',
        url: '/api-keys',
        headers: json,
        payload: JSON.stringify({ name: operation.name, role: 'depositor', prefixes: [operation.prefix] }),
      }
    case 'revoke-key':
      return { method: 'DELETE', url: `/api-keys/${secrets.get(operation.name)?.id ?? '000000000000'}` }
  }
}

const dayTime = (second: number): string => instantOf(second).replace('.000Z', 'Z')

function conditions({ expected, once }: { readonly expected?: Expected; readonly once?: string }) {
  return {
    ...(expected === 'exists' && { 'if-match': '*' }),
    ...(expected === 'absent' && { 'if-none-match': '*' }),
    ...(typeof expected === 'number' && { 'if-match': `"${expected}"` }),
    ...(once !== undefined && { 'idempotency-key': once }),
  }
}

type Json = Record<string, unknown>

/** Which version it is, an article’s ETag tells. */
const withVersion = (told: Told, { kind }: Operation, etag: unknown): Told =>
  kind === 'get' && told.status === 200
    ? { ...told, body: { ...(told.body as object), version: Number(/^"(\d+)-/.exec(String(etag))?.[1]) } } // made above
    : told

const draftOf = (article: unknown): RecordDraft => {
  const { doi, title, volume, journal } = article as {
    doi: string
    title?: string
    volume?: string
    journal?: { issn?: { electronic?: string } }
  } // what the service answers
  const issn = journal?.issn?.electronic
  return {
    doi,
    ...(title !== undefined && { title }),
    ...(volume !== undefined && { volume }),
    ...(issn !== undefined && { issn }),
  }
}

function toldOf(operation: Operation, status: number, body: string, { secrets }: Witness): Told {
  if (status === 304 || status === 204) return { status }
  if (status >= 400) return { status, body: { code: String(JSON.parse(body).type).replace('/problems/', '') } }
  const lines = (): Json[] => body.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  switch (operation.kind) {
    case 'bulk':
      return {
        status,
        body: lines().map(({ doi, outcome, version, code }) =>
          outcome === 'refused' ? { doi, outcome, code } : { doi, outcome, version },
        ),
      }
    case 'get':
      return { status, body: { article: draftOf(JSON.parse(body)) } }
    case 'keys':
      return { status }
    case 'make-key': {
      const { key, secret } = JSON.parse(body)
      secrets.set(operation.name, { id: key.id, secret })
      return { status }
    }
    case 'withdraw': {
      const { version, withdrawn } = JSON.parse(body)
      return { status, body: { version, reason: withdrawn.reason } }
    }
    case 'history': {
      const versions: Json[] = JSON.parse(body).versions
      const told = versions.map(({ version, kind, by, at }) => ({ version, kind, by, second: secondOf(String(at)) }))
      return { status, body: told }
    }
    case 'changes': {
      const changes: Json[] = JSON.parse(body).changes
      return { status, body: changes.map(({ seq, doi, kind, version }) => ({ seq, doi, kind, version })) }
    }
    case 'list':
    case 'search': {
      const items: Json[] = JSON.parse(body).items
      const drafts = items.map(({ article }) => draftOf(article))
      return { status, body: operation.kind === 'list' ? drafts : drafts.map(({ doi }) => doi).sort() }
    }
    default: {
      const { outcome, version, article } = JSON.parse(body)
      return { status, body: { outcome, version, article: draftOf(article) } }
    }
  }
}

/** A deposit and every reading of the version it made have one ETag, and no other version has it. */
function noteEtag(operation: Operation, { status, body }: Told, etag: unknown, url: string, etags: Etags): void {
  if (typeof etag !== 'string' || !('doi' in operation) || operation.kind === 'history' || status >= 300) return
  const doi = operation.doi.toLowerCase()
  const { version } = body as { version?: number } // what was made above
  const name = `${doi} ${version}`
  const before = etags.byVersion.get(name)
  if (before !== undefined && before !== etag) etags.faults.push(`${name} had ${before}, and by ${url} has ${etag}`)
  etags.byVersion.set(name, etag)
  if (operation.kind !== 'get' || (operation.version === undefined && operation.asOf === undefined)) {
    etags.byVersion.set(`last ${doi}`, etag)
  }
}
