/**
 * Brings messages to an address: resolved once, every address of it checked, and only to those that were checked is
 * connected. Redirects are not followed, and no answer is waited for longer than the timeout.
 */
import http from 'node:http'
import https from 'node:https'
import { type ReachOptions, wayTo } from '../net/reach.ts'

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

export interface CourierOptions extends ReachOptions {
  /** Milliseconds that an attempt may take. */
  readonly timeout: number
}

export type Courier = (url: string) => Promise<Line>

export function createCourier(reach: CourierOptions): Courier {
  return async (address) => {
    const { url, isSafe, lookup } = await wayTo(address, reach)
    const options = { keepAlive: true, maxSockets: 1, lookup, autoSelectFamily: true }
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
          lookup,
          signal: AbortSignal.any([signal, AbortSignal.timeout(reach.timeout)]),
        }),
      close: () => agent.destroy(),
    }
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
