/**
 * The way to an address that somebody else chose: resolved once, every address of it checked, and connected is only to
 * those that were checked, whatever the name leads to later.
 */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { isPublic } from './addresses.ts'

export interface Way {
  readonly url: URL
  /** Whether it is https. */
  readonly isSafe: boolean
  /** Gives the addresses that were checked, whoever asks and however often. */
  readonly lookup: LookupFunction
}

export interface ReachOptions {
  /** Whether addresses that are not public may be reached too. */
  readonly anywhere: boolean
  /** Milliseconds that resolving may take. */
  readonly timeout: number
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
}

const resolveAll = (host: string) => lookup(host, { all: true })

/** Throws an `Error` for a name without an address, and for one of whose addresses any is not public. */
export async function wayTo(address: string | URL, options: ReachOptions): Promise<Way> {
  const { anywhere, timeout, resolve = resolveAll } = options
  const url = new URL(address)
  const host = hostOf(url)
  const found = isIP(host) === 0 ? await inTime(resolve(host), timeout, host) : literal(host)
  const wrong = anywhere ? undefined : found.find((one) => !isPublic(one.address))
  if (wrong) throw new Error(`${host} is at ${wrong.address}, which is no public address.`)
  if (found.length === 0) throw new Error(`${host} has no address.`)
  return { url, isSafe: url.protocol === 'https:', lookup: answering(found) }
}

/** The host of an address as the resolver takes it, IPv6 without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

const literal = (address: string): readonly LookupAddress[] => [{ address, family: isIP(address) }]

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
