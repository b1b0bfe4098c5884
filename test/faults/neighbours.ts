/** A second service, and the command line, on the store of one that runs; and clocks that jump. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import type { Fault, Outcome, Scale } from './fault.ts'
import { ask, keyFor, put, root, start, stop } from './service.ts'

const command = (file: string, args: readonly string[]): Promise<{ status: number; err: string; took: number }> =>
  new Promise((resolve) => {
    const begun = performance.now()
    const all = [
      '--disable-warning=ExperimentalWarning',
      join(root, 'src/cli.ts'),
      ...args,
      '--store',
      `sqlite:${file}`,
    ]
    execFile(process.execPath, all, { env: { PATH: process.env.PATH, PORT: '0' } }, (error, _out, err) =>
      resolve({ status: error ? Number(error.code) : 0, err, took: performance.now() - begun }),
    )
  })

export const neighbours: Fault = {
  name: 'neighbours',
  title: 'a second service and an import on one store',
  async run({ full, folder }: Scale): Promise<Outcome> {
    const file = join(folder, 'a.db')
    const running = await start(file, await keyFor(file))
    const count = full ? 50_000 : 4000
    const source = join(folder, 'many.ndjson')
    const line = (n: number) => JSON.stringify({ doi: `10.5555/import.${n}`, title: `Import ${n}` })
    writeFileSync(source, Array.from({ length: count }, (_, n) => `${line(n)}\n`).join(''))
    const wrong: string[] = []
    try {
      const imported = command(file, ['import', source])
      let over = false
      const deposits = Array.from({ length: 8 }, async (_, client) => {
        let n = 0
        for (; !over; n++) {
          const { status } = await put(running, `10.5555/single.${client}.${n}`, 'T')
          if (status !== 201) wrong.push(`a deposit beside the import was answered ${status}`)
        }
        return n
      })
      const second = await command(file, ['serve'])
      if (second.status !== 75 || !second.err.includes(`process ${running.pid}`)) {
        wrong.push(`the second service: exit ${second.status}: ${second.err}`)
      }
      const { status, err } = await imported
      over = true
      if (status !== 0) wrong.push(`the import: exit ${status}: ${err.slice(-300)}`)
      const singles = (await Promise.all(deposits)).reduce((sum, n) => sum + n, 0)
      for (let n = 0; n < count; n += 97) {
        const found = await ask(running, `/articles/10.5555/import.${n}`)
        if (found.status !== 200) wrong.push(`the service does not see import ${n}: ${found.status}`)
      }
      await stop(running)
      const store = await openStore(`sqlite:${file}`)
      const { count: kept } = await store.count()
      if (kept !== count + singles) wrong.push(`${kept} articles of ${count + singles}`)
      for await (const { message } of store.verify()) wrong.push(message)
      await store.close()
      const seen = `${count} imported beside ${singles} deposits; the second service ended after ${Math.round(second.took)} ms`
      return { trials: count + singles, wrong, seen }
    } finally {
      await stop(running, 'SIGKILL')
    }
  },
}

const hour = 3_600_000
const jumps = [-hour, hour, -365 * 24 * hour, 365 * 24 * hour, -1, 0, 0, 1, 1000]

export const clocks: Fault = {
  name: 'clocks',
  title: 'clocks that jump, stand still, and pass 2038',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const store = await openStore(`sqlite:${join(folder, 'a.db')}`)
    let time = Date.UTC(2037, 11, 31, 23, 59)
    const library = createLibrary({ store, now: () => new Date(time) })
    const trials = full ? 10_000 : 500
    const wrong: string[] = []
    for (let n = 0; n < trials; n++) {
      time += jumps[Math.floor(random() * jumps.length)] ?? 0
      const doi = `10.5555/${Math.floor(random() * 20)}`
      await library.deposit({ draft: { doi, title: `T ${n}` }, by: localCaller })
      if (n % 50 === 0) await library.harvest.last()
    }
    const log = await library.changesSince(0, trials + 1)
    for (const [index, { at, seq }] of log.entries()) {
      const before = log[index - 1]
      if (before && at < before.at) wrong.push(`change ${seq} is of ${at}, the one before of ${before.at}`)
    }
    if (log.length !== trials) wrong.push(`${log.length} changes of ${trials}`)
    await store.close()
    return {
      trials,
      wrong,
      seen: `${log.length} changes from ${log[0]?.at.slice(0, 10)} to ${log.at(-1)?.at.slice(0, 10)}`,
    }
  },
}
