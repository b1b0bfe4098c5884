/**
 * Sources that are fetched from elsewhere: from hosts that an administrator allowed alone, by a way that was checked, and
 * no longer or larger than the settings say. Each redirect is judged as the first address was.
 */
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Refusal } from '../article/refusal.ts'
import { type ReachOptions, wayTo } from '../net/reach.ts'

export interface Downloading extends ReachOptions {
  /** `host` or `host:port`; the usual port unless said. */
  readonly hosts: readonly string[]
  /** Milliseconds for the whole of it. */
  readonly timeout: number
  /** Bytes. */
  readonly limit: number
}

/** What may come better another time. */
export class Passing extends Error {
  override readonly name = 'Passing'
}

const mostRedirects = 3
const usualPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' }

/** Throws `Refusal`s: invalid-request for what is no address to fetch from, forbidden for what is not allowed. */
export function judgeAddress(text: string, { hosts, anywhere }: Pick<Downloading, 'hosts' | 'anywhere'>): URL {
  if (hosts.length === 0) {
    throw new Refusal('forbidden', 'Nothing is fetched from elsewhere here; an administrator sets IMPORT_HOSTS.')
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  const schemes = anywhere ? ['https:', 'http:'] : ['https:']
  if (!url || !schemes.includes(url.protocol)) {
    throw refused(`“${text.slice(0, 200)}” is not an address that begins with ${schemes.join(' or ')}//.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('The address has a user or a password; nothing is fetched with credentials.')
  }
  const usual = usualPorts[url.protocol] ?? ''
  const named = hosts.some((host) => host === url.host || host === `${url.hostname}:${url.port || usual}`)
  if (named) return url
  throw new Refusal('forbidden', `${url.host} is not one of the hosts that an administrator allowed: IMPORT_HOSTS.`)
}

/**
 * The bytes of an address. Throws `Refusal`s as `judgeAddress`; unreadable for an answer that is none; too-large; and
 * `Passing` for what may come better another time.
 */
export async function* download(
  address: string,
  accept: string | undefined,
  options: Downloading,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { timeout, limit } = options
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
  let size = 0
  try {
    const answer = await follow(judgeAddress(address, options), accept, options, late)
    for await (const chunk of answer) {
      size += chunk.length
      if (size > limit) throw new Refusal('too-large', `${address} has more than ${limit} bytes: IMPORT_FETCH_LIMIT.`)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Refusal || signal.aborted) throw error
    if (late.aborted) throw new Passing(`${address} was not there within ${timeout} ms: IMPORT_FETCH_TIMEOUT.`)
    throw error instanceof Passing ? error : new Passing(`${address}: ${messageOf(error)}`)
  }
}

async function follow(
  first: URL,
  accept: string | undefined,
  options: Downloading,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = first
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const answer = await get(url, accept, options, signal)
    const { statusCode: status = 0, headers } = answer
    if (status === 200) return answer
    answer.destroy()
    const next = headers.location
    if (status >= 300 && status < 400 && next !== undefined && URL.canParse(next, url.href)) {
      url = judgeAddress(new URL(next, url).href, options)
    } else if (status === 429 || status >= 500) throw new Passing(`${url.href} answered ${status}.`)
    else throw new Refusal('unreadable', `${url.href} answered ${status}, and not with a document.`)
  }
  throw new Refusal('unreadable', `${first.href} leads on more than ${mostRedirects} times.`)
}

async function get(
  url: URL,
  accept: string | undefined,
  options: Downloading,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { isSafe, lookup } = await wayTo(url, options)
  const request = isSafe ? https.request : http.request
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      lookup,
      signal,
      // A connection of its own: none is kept that was checked for something else.
      agent: false,
      headers: {
        accept: accept ?? '*/*',
        'accept-encoding': 'identity',
        'user-agent': 'Colophon-Import/1',
      },
    })
    asking.on('response', resolve).on('error', reject).end()
  })
}

const refused = (detail: string) => new Refusal('invalid-request', detail)
const messageOf = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'failed'
