/**
 * Bulk import against a hand-written loop. Both write the same 50,000 synthetic articles into the same tables: the same bytes,
 * the same rows and the same entries of indexes, FTS5’s among them, in transactions of 1,000, with the same pragmas. The loop
 * gets all of it ready made and does nothing else (see hand-written.ts); Colophon gets lines of JSON, which it reads,
 * validates, normalises, compares with what is there and makes searchable. Interleaved; the ratio of the medians counts.
 *
 *   npm run bench:import -- [articles] [rounds]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { depositRules } from '../src/deposit-rules.ts'
import { keepCode } from '../src/kept-code.ts'
import { portionsOf, textOf } from '../src/library/intake.ts'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { createPreparers } from '../src/preparers/pool.ts'
import { readSettings } from '../src/settings.ts'
import { openStore } from '../src/store/open.ts'
import { createVerification } from '../src/verify/verify.ts'
import { handRow, handWritten } from './hand-written.ts'
import { median, perSecond } from './median.ts'
import { note } from './rows.ts'
import { synthetic } from './synthetic.ts'

// As the command line does: threads are started with what was compiled before.
keepCode()

const count = Number(process.argv[2] ?? 50_000)
const rounds = Number(process.argv[3] ?? 3)

const lines = Array.from({ length: count }, (_, n) => JSON.stringify(synthetic(n)))
/** As a file is read: pieces that end anywhere. */
async function* texts(): AsyncGenerator<string> {
  const source = Buffer.from(`${lines.join('\n')}\n`)
  yield* textOf(Readable.from(pieces(source, 2 ** 17)), 'synthetic')
}
function* pieces(source: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < source.length; at += size) yield source.subarray(at, at + size)
}
const rows = lines.map(handRow)

async function colophon(folder: string): Promise<number> {
  const store = await openStore(`sqlite:${join(folder, 'colophon.db')}`)
  const settings = readSettings({})
  const rules = depositRules(settings, createVerification())
  const preparers = createPreparers(rules, settings)
  const library = createLibrary({ store, preparers, ...rules })
  const start = performance.now()
  let created = 0
  for await (const line of library.depositAll(portionsOf(texts()), { by: localCaller })) {
    if (line.outcome === 'created') created++
  }
  const seconds = (performance.now() - start) / 1000
  await preparers.close()
  await store.close()
  if (created !== count) throw new Error(`${created} of ${count} articles were created`)
  return count / seconds
}

const loop: number[] = []
const ours: number[] = []
for (let round = 0; round < rounds; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  loop.push(await handWritten(folder, rows, 1000))
  ours.push(await colophon(folder))
  rmSync(folder, { recursive: true })
  process.stdout.write(
    `round ${round + 1}: loop ${perSecond(loop.at(-1) ?? 0)}, Colophon ${perSecond(ours.at(-1) ?? 0)}\n`,
  )
}
note({
  what: `import of ${count.toLocaleString('en')}`,
  yardstick: 'loop by hand',
  ratio: median(ours) / median(loop),
  target: 0.5,
})
const bytes = Math.round(rows.reduce((sum, row) => sum + row.json.length, 0) / count)
process.stdout.write(
  `${count.toLocaleString('en')} articles of ${bytes} bytes, median of ${rounds}: loop ${perSecond(median(loop))}, ` +
    `Colophon ${perSecond(median(ours))}, ratio ${(median(ours) / median(loop)).toFixed(2)} (target 0.5)\n`,
)
