/** Requests that follow from the OpenAPI document, and others that break it; and what an answer must be under it. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'

type Json = Record<string, unknown>

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly schema: {
    readonly type?: string
    readonly enum?: readonly unknown[]
    readonly minimum?: number
    readonly maximum?: number
  }
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Json }
  readonly responses: Readonly<Record<string, { readonly content?: Json }>>
  readonly security?: readonly unknown[]
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

export interface Asked {
  readonly path: string
  readonly method: string
  readonly operation: Operation | undefined
  readonly request: InjectOptions
}

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

export interface Samples {
  readonly key: string
  readonly dois: readonly string[]
  /** A body for each media type. */
  readonly bodies: Readonly<Record<string, string>>
}

const oddities = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'null',
  'true',
  '__proto__',
  'constructor',
  '../..',
  '%00',
  '\u0000',
  '\ud800',
  '💥',
  '%',
  '%zz',
  '"',
  "'",
  '<script>',
  'a'.repeat(300),
  '10.5555/x',
  '2024-02-30',
  '2024-13-01T00:00:00Z',
  '{}',
  '[',
  'e\u0301',
  '\u202e',
]
const odd = fc.oneof(
  fc.constantFrom(...oddities),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 30 }),
)
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
const accepts = [
  '*/*',
  'application/json',
  'application/x-bibtex',
  'text/html',
  'text/x-bibliography; style=apa',
  'x',
  'a/b;q=2',
  'image/png',
  ';;,',
]

/** Every operation of the document, valid and mutated. */
export function requestsOf(document: Document, samples: Samples): fc.Arbitrary<Asked> {
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return fc.constantFrom(...operations).chain(({ path, method, operation }) =>
    fc
      .record({
        wrongMethod: often(undefined, fc.constantFrom(...methods), 15),
        url: urlOf(path, operation, samples),
        headers: headersOf(operation, samples),
        payload: bodyOf(operation, samples),
      })
      .map(({ wrongMethod, url, headers, payload: [type, text] }) => {
        const asked = wrongMethod ?? method
        const known = document.paths[path]?.[asked.toLowerCase()]
        const sent =
          asked === 'GET' || asked === 'HEAD' || asked === 'OPTIONS' || asked === 'TRACE' ? {} : { payload: text }
        const typed = 'payload' in sent && type !== undefined ? { ...headers, 'content-type': type } : headers
        // Fastify’s type knows the usual methods alone; the others are what is tried.
        const request = { method: asked as 'GET', url, headers: typed, ...sent }
        return { path, method: asked, operation: known, request }
      }),
  )
}

/** The one, or once in so many times another. */
const often = <A, B>(usual: A, other: fc.Arbitrary<B>, once: number): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: once - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })

function urlOf(path: string, { parameters = [] }: Operation, { dois }: Samples): fc.Arbitrary<string> {
  const segments = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const values = segments.map((name) =>
    fc.oneof(name === 'doi' ? fc.constantFrom(...dois) : fc.constantFrom('1', 'apa', ...dois), odd),
  )
  const query = parameters.filter((one) => one.in === 'query')
  const given = query.map(({ name, schema }) =>
    fc.option(
      fc.tuple(fc.constant(name), fc.oneof({ weight: 3, arbitrary: likelyOf(schema) }, { weight: 1, arbitrary: odd })),
    ),
  )
  return fc
    .tuple(fc.tuple(...values), fc.tuple(...given), often(undefined, fc.tuple(odd, odd), 20), fc.boolean())
    .map(([parts, pairs, stranger, encoded]) => {
      let at = 0
      const filled = path.replace(/\{\w+\}/g, () => {
        const isDoi = segments[at] === 'doi'
        const part = parts[at++] || '0'
        // Dots alone are resolved before a request is sent; a slash begins another segment, but of a DOI.
        if (/^\.+$/.test(part)) return 'dots'
        return encoded || !isDoi || !/^10\.[\w./-]+$/.test(part) ? encodeURIComponent(part.toWellFormed()) : part
      })
      const all = [...pairs.filter((pair) => pair !== null), ...(stranger ? [stranger] : [])]
      const search = all.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&')
      return search === '' ? filled : `${filled}?${search}`
    })
}

function likelyOf({ type, enum: names, minimum = 0, maximum = 100 }: Parameter['schema']): fc.Arbitrary<string> {
  if (names) return fc.constantFrom(...names.map(String))
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.min(maximum, 1000) }).map(String)
  return fc.constantFrom('Tidal', '2024', '10.5555/1', 'berg', '2434-561X', '*', 'title:clocks', 'apa', 'de-DE')
}

function headersOf(operation: Operation, { key }: Samples): fc.Arbitrary<Record<string, string>> {
  const right = operation.security ? 9 : 1
  return fc
    .record({
      authorization: fc.oneof(
        { weight: right, arbitrary: fc.constant(key) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            undefined,
            'Bearer x',
            `Bearer colophon_0123456789ab_${'x'.repeat(43)}`,
            'Basic eA==',
          ),
        },
      ),
      accept: fc.option(fc.constantFrom(...accepts), { nil: undefined }),
      'if-match': often(undefined, fc.constantFrom('"1"', '*', 'x', '"', 'W/"1"'), 8),
      'if-none-match': often(undefined, fc.constantFrom('*', '"1"', 'x'), 8),
      'idempotency-key': often(undefined, fc.constantFrom('a', '', '"x"', 'é', 'k'.repeat(300)), 8),
      'accept-datetime': often(undefined, fc.constantFrom('Thu, 31 May 2007 20:35:00 GMT', 'soon'), 8),
      range: often(undefined, fc.constant('bytes=0-'), 20),
    })
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).filter(
          (entry): entry is [string, string] => entry[1] !== undefined && isHeader(entry[1]),
        ),
      ),
    )
}

/** What Node lets out at all. */
const isHeader = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text)

function bodyOf({ requestBody }: Operation, { bodies }: Samples): fc.Arbitrary<readonly [string | undefined, string]> {
  const types = [...Object.keys(requestBody?.content ?? {}), 'application/json']
  const type = often(
    undefined,
    fc.constantFrom('text/plain', 'image/png', 'application/json; charset=latin1', ';', undefined),
    10,
  )
  const texts = fc.constantFrom(...types).chain((named) => {
    const whole = bodies[named] ?? bodies['application/json'] ?? ''
    const broken = fc
      .tuple(fc.nat(whole.length), odd, fc.nat(20))
      .map(([at, text, cut]) => whole.slice(0, at) + text + whole.slice(at + cut))
    const changed = fc
      .tuple(fc.constantFrom('"title"', '"doi"', '2024', 'Tidal', '{', ':'), odd)
      .map(([from, to]) => whole.replace(from, () => to))
    const text = fc.oneof({ weight: 4, arbitrary: fc.constant(whole) }, broken, changed, odd)
    return fc.tuple(fc.constant(named), text)
  })
  return fc.tuple(type, texts).map(([wrong, [named, text]]) => [wrong ?? named, text.toWellFormed()] as const)
}

/** Judges answers by the document; each kind of fault is told once. */
export function createJudge(document: Document) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'openapi', ...document })
  const pointer = (...parts: string[]) =>
    parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')

  const faultOf = ({ path, method, operation }: Asked, { statusCode, headers, body }: Answer): string | undefined => {
    const type = String(headers['content-type'] ?? '').split(';')[0] ?? ''
    const status = String(statusCode)
    if (statusCode >= 500 && statusCode !== 503) return `answered ${status}: ${body.slice(0, 300)}`
    if (method === 'OPTIONS' || (method === 'HEAD' && statusCode < 400)) return undefined
    if (!operation) {
      // Pages for people are no part of the document, as the one that posts its form to /convert.
      if (method === 'HEAD' || (method === 'GET' && type === 'text/html')) return undefined
      // A body that cannot be read is refused before it is asked what for.
      if (![400, 401, 404, 405, 413, 415].includes(statusCode)) return `has no such method, and answered ${status}`
      return statusCode === 405 && headers.allow === undefined ? '405 without Allow' : undefined
    }
    // RFC 9110 15.4.5: what any conditional request may be answered.
    if (statusCode === 304) return undefined
    const documented = operation.responses[status]
    if (!documented) return `answered ${status}, which is not documented: ${body.slice(0, 200)}`
    if (!documented.content || body === '') return undefined
    if (!(type in documented.content)) return `answered ${status} with the type ${type}, which is not documented`
    if (!type.endsWith('json')) return undefined
    const ref = `openapi#/${pointer('paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema')}`
    const validate = ajv.getSchema(ref)
    return validate?.(JSON.parse(body)) === false
      ? `answered ${status} against its schema: ${ajv.errorsText(validate.errors)}`
      : undefined
  }
  const told = new Map<string, string>()
  return {
    judge(asked: Asked, answer: Answer): void {
      const fault = faultOf(asked, answer)
      if (fault === undefined) return
      const kind = `${asked.method} ${asked.path} ${fault.slice(0, 60)}`
      if (!told.has(kind))
        told.set(
          kind,
          `${asked.method} ${asked.request.url}: ${fault}\n  ${JSON.stringify(asked.request).slice(0, 600)}`,
        )
    },
    faults: () => [...told.values()],
  }
}
