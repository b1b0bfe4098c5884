/** What a request says: its DOI, its query, its body as text, and who sends it. */
import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import { judgeShape } from '../article/shape.ts'
import { notUtf8 } from '../library/intake.ts'
import type { Caller, Library } from '../library/library.ts'

/**
 * The DOIs that a path may mean, likeliest first. Fastify has decoded it once; a client that encodes twice (`%252F`)
 * or adds a slash is understood where the path itself names no article.
 */
export function doisOf(request: FastifyRequest): readonly [string, ...string[]] {
  const path = pathOf(request)
  const spellings = [path, withoutSlash(path), decodedOnce(path), withoutSlash(decodedOnce(path))]
  const [first, ...others] = [...new Set(spellings.map(parseDoi).filter((doi) => doi !== undefined))]
  if (first !== undefined) return [first, ...others]
  throw new Refusal('invalid-request', `“${path.slice(0, 200)}” is not a DOI.`, {
    findings: [
      {
        severity: 'error',
        code: 'doi-syntax',
        pointer: '/doi',
        value: path.slice(0, 2100),
        message: 'This is not a DOI.',
        remedy: 'Ask for /articles/ and a DOI, such as /articles/10.46439/stemcell.5.019; encode # and ? in it.',
      },
    ],
  })
}

/** What the wildcard of the route matched, decoded once. */
export const pathOf = (request: FastifyRequest): string => (request.params as Record<string, string>)['*'] ?? ''

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path)

function decodedOnce(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The query as it came: names with texts, or lists of texts. */
export const queryOf = (request: FastifyRequest): Readonly<Record<string, unknown>> =>
  request.query as Record<string, unknown> // Fastify gives an object

/** The query by its shape, whole numbers read as such. Throws `Refusal('invalid-request')` naming every fault. */
export function readQuery<T>(shape: TObject, query: unknown): T {
  const given: Record<string, unknown> = { ...(query as Record<string, unknown>) } // Fastify gives an object
  for (const [name, property] of Object.entries(shape.properties)) {
    const value = given[name]
    const integer = 'type' in property && property.type === 'integer'
    if (integer && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) given[name] = Number(value)
    if (value === undefined && 'default' in property) given[name] = property.default
  }
  const { findings, unknown } = judgeShape(shape, given)
  for (const { key, pointer } of unknown) {
    findings.push({
      severity: 'error',
      code: 'parameter-unknown',
      pointer,
      value: given[key],
      message: `There is no parameter “${key}” here.`,
      remedy: `There is ${Object.keys(shape.properties).join(', ')}.`,
    })
  }
  const [fault] = findings
  if (!fault) return given as T // judged by the shape that T is the type of
  throw new Refusal('invalid-request', `${fault.pointer}: ${fault.message}`, { findings })
}

/** A body as text. Throws `Refusal('unreadable')` for bytes that are not UTF-8. */
export function textOf(body: unknown): string {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new Refusal('unreadable', 'The request has no body; send the article’s record in it.')
  }
  if (!isUtf8(body)) throw notUtf8(body, 'The body')
  return body.toString('utf8')
}

/** The holder of the key that the request bears. Throws `Refusal('unauthorised')`. */
export function callerOf(request: FastifyRequest, library: Library): Promise<Caller> {
  const [, secret] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  return library.keys.authenticate(secret, request.ip)
}
