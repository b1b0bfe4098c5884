/** What a request asks of a writer, beside the format. */
import Type from 'typebox'
import { type DatePolicy, datePolicies } from '../article/citation-date.ts'
import { Refusal } from '../article/refusal.ts'
import type { WriteOptions } from '../formats/codec.ts'

/** What a request asks of a writer, beside the format. */
export interface Asked extends WriteOptions {
  /** Judge the document before it is sent. */
  readonly verify?: boolean
}

/** The query parameters that change what is written, as OpenAPI shows them. */
export const askedParameters = {
  date: Type.Optional(
    Type.Enum([...datePolicies], { description: 'Which publication a citation is dated by; `earliest` unless asked.' }),
  ),
  formatVersion: Type.Optional(
    Type.String({ description: 'A version of the format other than its newest: `1.3` of JATS.', maxLength: 20 }),
  ),
  verify: Type.Optional(
    Type.Boolean({ description: 'Judge the document before it is sent; one that would be invalid is not sent.' }),
  ),
}

/** Reads them of a query. Throws `Refusal('invalid-request')` for a policy that is none. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const { date, formatVersion, verify } = query
  if (date !== undefined && !isPolicy(date)) {
    throw new Refusal('invalid-request', `date=${String(date)}: there is ${datePolicies.join(', ')}.`)
  }
  return {
    ...(date !== undefined && { date }),
    ...(formatVersion !== undefined && { version: String(formatVersion) }),
    ...(verify !== undefined && { verify: verify !== 'false' }),
  }
}

const isPolicy = (value: unknown): value is DatePolicy => datePolicies.some((policy) => policy === value)
