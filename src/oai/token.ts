/** Resumption tokens: the whole question and the place in it, signed; nothing is kept here and they do not expire. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Fault } from './fault.ts'
import type { VerbName } from './request.ts'

export interface Position {
  readonly verb: VerbName
  readonly metadataPrefix: string
  readonly set: string
  readonly from: string
  readonly until: string
  /** The place of the last item told. */
  readonly after: number
  /** How many items were told before. */
  readonly cursor: number
  /** How many there were when the walk began. */
  readonly size: number
}

export interface Tokens {
  format(position: Position): string
  /** Throws `Fault('badResumptionToken')`. */
  parse(token: string, verb: VerbName): Position
}

export function createTokens(secret: Uint8Array): Tokens {
  const sign = (text: string) => createHmac('sha256', secret).update(`oai ${text}`).digest('base64url').slice(0, 27)
  return {
    format(position) {
      const { verb, metadataPrefix, set, from, until, after, cursor, size } = position
      const values = [verb, metadataPrefix, set, from, until, after, cursor, size]
      const text = Buffer.from(JSON.stringify(values)).toString('base64url')
      return `${text}.${sign(text)}`
    },
    parse(token, verb) {
      const [text = '', signature = '', ...more] = token.split('.')
      const given = Buffer.from(signature)
      const due = Buffer.from(sign(text))
      if (more.length > 0 || given.length !== due.length || !timingSafeEqual(given, due)) throw unknown()
      const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
      if (!Array.isArray(values) || values[0] !== verb) throw unknown()
      const [, metadataPrefix, set, from, until, after, cursor, size] = values
      return { verb, metadataPrefix, set, from, until, after, cursor, size } // signed, so it is what `format` was given
    },
  }
}

const unknown = () => new Fault('badResumptionToken', 'This service gave out no such resumptionToken for this verb.')
