/** Files that are not as they were written: a log whose end is torn, pages with flipped bytes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../../src/article/refusal.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { change } from '../store/contract.ts'
import type { Fault, Outcome, Scale } from './fault.ts'

const writer = fileURLToPath(new URL('../store/writes-until-killed.ts', import.meta.url))

const copyStore = (from: string, to: string): void => {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(to + end, { force: true })
    // What SQLite shares in memory is made anew of the log.
    if (end !== '-shm' && existsSync(from + end)) copyFileSync(from + end, to + end)
  }
}

/** A store whose log was not yet written back, since its writer was killed. */
async function withLog(file: string): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, `sqlite:${file}`, '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > 400) child.kill('SIGKILL')
  })
  await once(child, 'close')
}

export const tornLog: Fault = {
  name: 'torn-log',
  title: 'the last frames of the log truncated or garbled',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const whole = join(folder, 'whole.db')
    await withLog(whole)
    const reference = await logOf(whole, join(folder, 'reference.db'))
    const trials = full ? 500 : 60
    const wrong: string[] = []
    let lost = 0
    for (let trial = 0; trial < trials; trial++) {
      const file = join(folder, 'torn.db')
      copyStore(whole, file)
      const size = statSync(`${file}-wal`).size
      const reach = Math.min(Math.ceil(random() * 32 * 8216), size - 32)
      if (random() < 0.5) truncateSync(`${file}-wal`, size - reach)
      else garble(`${file}-wal`, size - Math.ceil(random() * reach), Math.ceil(random() * 512), random)
      try {
        const log = await logOf(file, file)
        lost += reference.length - log.length
        if (log.some((line, index) => line !== reference[index]))
          wrong.push(`trial ${trial}: not a beginning of the log`)
      } catch (error) {
        wrong.push(`trial ${trial}: ${String(error)}`)
      }
    }
    return {
      trials,
      wrong,
      seen: `${reference.length} changes, of which ${Math.round(lost / trials)} were torn off on average`,
    }
  },
}

/** The change log of a store that must be sound. */
async function logOf(from: string, file: string): Promise<string[]> {
  if (from !== file) copyStore(from, file)
  const store = await openStore(`sqlite:${file}`)
  try {
    for await (const { message } of store.verify()) throw new Error(message)
    const log = await store.read((reader) => reader.changesSince(0, 1_000_000))
    return log.map(({ seq, doi, version }) => `${seq} ${doi} ${version}`)
  } finally {
    await store.close()
  }
}

function garble(file: string, at: number, length: number, random: () => number): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.from(Array.from({ length }, () => Math.floor(random() * 256))), 0, length, Math.max(at, 0))
  closeSync(opened)
}

const articles = 120

export const flippedBytes: Fault = {
  name: 'flipped-bytes',
  title: 'random bytes of the file changed',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const whole = join(folder, 'whole.db')
    const store = await openStore(`sqlite:${whole}`)
    await store.write(async (room) => {
      for (let n = 0; n < articles; n++) {
        const doi = `10.1234/${n}`
        const search = { title: `${n}`, abstract: '', names: '', affiliations: '', journal: '', keywords: '' }
        await room.put(
          change(doi, {
            json: JSON.stringify({ doi, title: `${n} `.repeat(200) }),
            citationKey: `key${n}`,
            search: { ...search, facts: `doi\t${doi}` },
          }),
        )
      }
    })
    await store.close()
    const bytes = readFileSync(whole)
    const trials = full ? 1000 : 150
    const wrong: string[] = []
    const tally = { refused: 0, whole: 0, unopened: 0, missing: 0 }
    for (let trial = 0; trial < trials; trial++) {
      const file = join(folder, 'flipped.db')
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
      const flipped = Buffer.from(bytes)
      const length = 1 + Math.floor(random() * 512)
      const at = Math.floor(random() * (bytes.length - length))
      for (let n = 0; n < length; n++) flipped[at + n] = Math.floor(random() * 256)
      writeFileSync(file, flipped)
      const opened = await openStore(`sqlite:${file}`).catch((error: unknown) => error)
      if (opened instanceof Error) {
        tally.unopened++
        if (!(opened instanceof Refusal)) wrong.push(`trial ${trial}: opening: ${opened.message}`)
        continue
      }
      await look(opened as Store, trial, tally, wrong) // otherwise it is a store
    }
    const seen = `${tally.unopened} did not open; of look-ups ${tally.whole} whole, ${tally.refused} refused, ${tally.missing} not found`
    return { trials, wrong, seen }
  },
}

async function look(
  store: Store,
  trial: number,
  tally: Record<'refused' | 'whole' | 'missing', number>,
  wrong: string[],
) {
  const judge = (error: unknown) => {
    tally.refused++
    if (!(error instanceof Refusal)) wrong.push(`trial ${trial}: a bug, not a refusal: ${String(error)}`)
  }
  for (let n = 0; n < articles; n++) {
    const doi = `10.1234/${n}`
    const expected = JSON.stringify({ doi, title: `${n} `.repeat(200) })
    for (const find of [
      () => store.read((reader) => reader.byDoi(doi)),
      () => store.read((reader) => reader.byCitationKey(`key${n}`)),
      () => store.read((reader) => reader.version(doi, 1)),
    ]) {
      await find().then((found) => {
        if (!found) {
          tally.missing++
          wrong.push(`trial ${trial}: ${doi} is said not to be there`)
        } else if (found.json === expected && found.doi === doi) tally.whole++
        else wrong.push(`trial ${trial}: a wrong body for ${doi}`)
      }, judge)
    }
  }
  await store.find({ limit: 200 }).then(({ hits }) => {
    for (const { record } of hits) {
      const n = record.doi.slice('10.1234/'.length)
      if (record.json !== JSON.stringify({ doi: record.doi, title: `${n} `.repeat(200) }))
        wrong.push(`trial ${trial}: in a list`)
    }
  }, judge)
  await store.close().catch(judge)
}
