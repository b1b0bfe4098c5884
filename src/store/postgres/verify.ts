/** Looks at everything that is kept, and names what is not as it was written. */

import { integer, text } from '../sqlite/rows.ts'
import { faultOf } from '../sqlite/verify.ts'
import type { Fault } from '../store.ts'
import type { Place } from './connection.ts'
import { mendable } from './faults.ts'
import { readingSession, type Session } from './session.ts'

/** Versions that are read in one step. */
const step = 500

/** On one state of the store, whatever is written meanwhile. */
export async function* verifyServer(
  { readers, name }: Place,
  progress: (done: number, total: number) => void = () => {},
): AsyncGenerator<Fault> {
  const session = readingSession(readers)
  try {
    const [head] = await session.run('head')
    const last = integer(head?.[2])
    yield* misled(session)
    let expected = 1
    for (let after = 0; after < last; after += step) {
      const rows = await session.run('log', after, Math.min(after + step, last), step + 1)
      for (const row of rows) {
        const [seq, doi, spelt, version, kind, at, by, reason, format, crc, sha256, seal, json] = row
        for (; expected < integer(seq); expected++) yield { message: `Number ${expected} of the change log is missing` }
        if (expected > integer(seq)) yield { message: `Number ${integer(seq)} of the change log is there twice` }
        expected = integer(seq) + 1
        const fault = faultOf(
          [seq, spelt, version, kind, at, by, reason, format, crc, sha256, seal, doi, json].map(known),
        )
        if (fault) yield fault
      }
      progress(Math.min(after + step, last), last)
    }
    for (; expected <= last; expected++) yield { message: `Number ${expected} of the change log is missing` }
  } catch (error) {
    throw mendable(error, name)
  } finally {
    await session.end()
  }
}

const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('A column of the log is missing')
  return value
}

/** Articles whose version is not one of their own, or says otherwise whether they are withdrawn. */
async function* misled(session: Session): AsyncGenerator<Fault> {
  for (const [doi] of await session.run('misled'))
    yield { doi: text(doi), message: 'The version that stands is not one of its own' }
}
