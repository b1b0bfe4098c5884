/** What a deposit is answered: the article as it is now kept, under the validator of its record. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Finding } from '../../schemas/problem.ts'
import { encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import { json } from '../formats/json.ts'
import type { Deposited } from '../library/deposit.ts'
import { bytesOf, etagOf } from './representation.ts'

/** The format whose document is the record itself: the ETag of a deposit is that of this representation. */
const recordFormat = json.name

export function sendDeposited(
  request: FastifyRequest,
  reply: FastifyReply,
  { outcome, record, notes }: Deposited,
  site: Site,
  read: readonly Finding[] = [],
): FastifyReply {
  request.log.info({ doi: record.doi, outcome, version: record.version, by: record.by }, 'deposit')
  return reply
    .code(outcome === 'created' ? 201 : 200)
    .headers({
      location: `${site.baseUrl}/articles/${encodeDoi(record.doi)}`,
      etag: etagOf(record.version, recordFormat, bytesOf(`${record.json}\n`)),
      'cache-control': 'no-store',
    })
    .type('application/json; charset=utf-8')
    .send(bodyOf({ outcome, doi: record.doi, version: record.version }, record.json, [...read, ...notes]))
}

/** The record is JSON already: to make it once more would cost as much as to read the deposit. */
const bodyOf = (head: object, article: string, notes: readonly Finding[]): string =>
  `${JSON.stringify(head).slice(0, -1)},"article":${article},"notes":${JSON.stringify(notes)}}\n`
