/**
 * Brings messages to an address: resolved once, every address of it checked, and only to those that were checked is
 * connected. Redirects are not followed, and no answer is waited for longer than the timeout.
 */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { isPublic } from './addresses.ts'

export interface Outcome {
  readonly status: number
  /** Seconds that the receiver asks to be left alone (RFC 9110 10.2.3). */
  readonly retryAfter?: number
}

/** Connections to one receiver, kept while there is something to bring. */
export interface Line {
  post(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Outcome>
  close(): void
}

export interface CourierOptions {
  /** Whether addresses that are not public may be reached too. */
  readonly anywhere: boolean
  /** Milliseconds that an attempt may take. */
  readonly timeout: number
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
}

export type Courier = (url: string) => Promise<Line>

const resolveAll = (host: string) => lookup(host, { all: true })

export function createCourier({ anywhere, timeout, resolve = resolveAll }: CourierOptions): Courier {
  return async (address) => {
    const url = new URL(address)
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const found = isIP(host) === 0 ? await inTime(resolve(host), timeout, host) : literal(host)
    const wrong = anywhere ? undefined : found.find((one) => !isPublic(one.address))
    if (wrong) throw new Error(`${host} is at ${wrong.address}, which is no public address.`)
    if (found.length === 0) throw new Error(`${host} has no address.`)
    const isSafe = url.protocol === 'https:'
    const options = { keepAlive: true, maxSockets: 1, lookup: answering(found), autoSelectFamily: true }
    const agent = isSafe ? new https.Agent(options) : new http.Agent(options)
    return {
      post: (body, headers, signal) =>
        send(isSafe ? https.request : http.request, url, body, {
          agent,
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Colophon-Webhook/1',
          },
          lookup: answering(found),
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
        }),
      close: () => agent.destroy(),
    }
  }
}

const literal = (address: string): readonly LookupAddress[] => [{ address, family: isIP(address) }]

/** The addresses that were checked, whoever asks and however often. */
const answering =
  (found: readonly LookupAddress[]): LookupFunction =>
  (_host, { all }, done) => {
    const [first] = found
    if (all === true) done(null, [...found])
    else done(null, first?.address ?? '', first?.family)
  }

async function inTime<T>(work: Promise<T>, timeout: number, host: string): Promise<T> {
  const over = new AbortController()
  const late = pause(timeout, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${host} was not resolved in time.`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
    late.catch(() => {})
  }
}

/** What is longer than this, or takes longer after the status, is not waited for: the status is all that counts. */
const longest = 65_536
const patience = 1000

function send(
  request: typeof http.request,
  url: URL,
  body: string,
  options: https.RequestOptions & { readonly signal: AbortSignal },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const sending = request(url, options, (response) => {
      const { statusCode: status = 0, headers } = response
      const asked = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0]
      let received = 0
      const cut = setTimeout(() => response.destroy(), patience)
      response.on('data', (bytes: Buffer) => {
        received += bytes.length
        if (received > longest) response.destroy()
      })
      response.on('error', () => {})
      response.on('close', () => {
        clearTimeout(cut)
        resolve({ status, ...(asked !== undefined && { retryAfter: Number(asked) }) })
      })
    })
    sending.on('error', (error) => reject(options.signal.aborted ? new Error('There was no answer in time.') : error))
    sending.end(body)
  })
}
