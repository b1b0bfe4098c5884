/**
 * Proofs of harvesting at full size, over HTTP, against a service in a process of its own.
 *
 *   npm run harvest                             100,000 articles, 20,000 writes, 20,000 tokens
 *   npm run harvest -- 10000 2000 2000          smaller
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { harvestEverything } from './everything.ts'
import { harvestWhileWriting } from './incremental.ts'
import type { Proof } from './proof.ts'
import { tamperWithTokens } from './tokens.ts'

const [articles = 100_000, writes = 20_000, tokens = 20_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'colophon-harvest-'))
const steps: readonly (() => Promise<Proof[]>)[] = [
  () => tamperWithTokens(tokens),
  () => harvestWhileWriting(folder, writes),
  () => harvestEverything(folder, articles, 'oai_dc'),
  () => harvestEverything(folder, articles, 'jats'),
]
let broken = 0
try {
  for (const step of steps) {
    const begun = performance.now()
    for (const { name, value, holds } of await step()) {
      if (!holds) broken++
      console.log(`${holds ? 'ok    ' : 'BROKEN'} ${name}: ${value}`)
    }
    console.log(`       ${Math.round((performance.now() - begun) / 1000)} s`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = broken > 0 ? 1 : 0
