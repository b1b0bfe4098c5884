/**
 * What the service and its store withstand, shown: each fault is brought about, and what must not be is looked for.
 *
 *   npm run faults -- [--full] [--seed N] [name …]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { aborts, idle, slow } from './clients.ts'
import { flippedBytes, tornLog } from './damage.ts'
import { fullDisk } from './disk.ts'
import { type Fault, type Outcome, randomFrom } from './fault.ts'
import { kills } from './kills.ts'
import { clocks, neighbours } from './neighbours.ts'
import { sigterm } from './signals.ts'

const faults: readonly Fault[] = [
  kills,
  fullDisk,
  tornLog,
  flippedBytes,
  sigterm,
  clocks,
  idle,
  slow,
  aborts,
  neighbours,
]

const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false }, seed: { type: 'string' } },
  allowPositionals: true,
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const chosen = positionals.length === 0 ? faults : faults.filter(({ name }) => positionals.includes(name))
if (chosen.length === 0) throw new Error(`There is ${faults.map(({ name }) => name).join(', ')}`)

const say = (text: string) => process.stdout.write(`${text}\n`)
say(`seed ${seed}, ${values.full ? 'long' : 'short'} form\n`)
say('| fault | trials | wrong | seconds | seen |\n| --- | --- | --- | --- | --- |')
let bad = 0
for (const fault of chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-faults-'))
  const begun = performance.now()
  const outcome = await attempt(fault, folder)
  rmSync(folder, { recursive: true, force: true })
  const { trials, wrong, seen } = outcome
  const seconds = Math.round((performance.now() - begun) / 1000)
  say(
    `| ${fault.title} | ${trials} | ${wrong.length} | ${seconds} | ${outcome.notRun ? `not run: ${outcome.notRun}` : seen} |`,
  )
  for (const line of wrong.slice(0, 20)) process.stderr.write(`${fault.name}: ${line}\n`)
  bad += wrong.length
}
process.exitCode = bad === 0 ? 0 : 1

async function attempt(fault: Fault, folder: string): Promise<Outcome> {
  try {
    return await fault.run({ full: values.full, seed, random: randomFrom(seed), folder })
  } catch (error) {
    return {
      trials: 0,
      wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      seen: 'it broke',
    }
  }
}
