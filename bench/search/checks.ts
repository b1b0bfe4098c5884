/** What a page of 100 pays for comparing its records with their checksums, which who types SQL does without. */
import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from '../../src/store/crc32.ts'
import { quantile, say } from './timing.ts'

const runs = 200

export function tellChecks(database: DatabaseSync): void {
  const records = database
    .prepare('SELECT json, doi, at, writer FROM version ORDER BY seq LIMIT 100')
    .all()
    .map(({ json, doi, at, writer }) => ({ json: String(json), rest: `${doi}\n1\ndeposit\n${at}\n${writer}\n\n` }))
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now()
    for (const { json, rest } of records) crc32(json, rest)
    return performance.now() - begun
  })
  const bytes = records.reduce((sum, { json }) => sum + json.length, 0) / Math.max(records.length, 1)
  say(
    `  of a page of 100: ${quantile(times, 0.5).toFixed(2)} ms for the CRC-32 over ${bytes.toFixed(0)} bytes of each record and over what stands beside it`,
  )
}
