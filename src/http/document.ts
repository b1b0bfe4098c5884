/** Documents that are made when they are asked for, and not sent again to whoever has them (RFC 9110 13). */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import type { Library } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { isFresh } from './conditions.ts'
import { sendText } from './packing.ts'

export interface Document {
  readonly text: string
  /** With its parameters. */
  readonly type: string
  /** What it depends on. */
  readonly vary?: string
}

export async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, type, vary }: Document,
): Promise<FastifyReply> {
  const digest = createHash('sha256').update(type).update('\0').update(text).digest('base64url').slice(0, 20)
  // Weak: packed or not, it is the same document.
  const etag = `"${digest}"`
  const headers = { etag: `W/${etag}`, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }
  reply.headers(headers)
  if (isFresh(request, { etag })) return reply.code(304).send()
  return sendText(request, reply.type(type), text, vary)
}

/** The article that one of these DOIs names. Throws `Refusal` where there is none, or where it is withdrawn. */
export async function standingRecord(library: Library, dois: readonly string[]): Promise<StoredRecord> {
  for (const doi of dois) {
    const record = await library.find(doi)
    if (record?.withdrawn) throw withdrawnRefusal(record)
    if (record) return record
  }
  throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
}
