/** A disk that fills up under deposits, and is emptied again. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.ts'
import { type Fault, notRun, type Outcome, type Scale } from './fault.ts'
import { ask, keyFor, put, type Running, smallDisk, start, stop } from './service.ts'

export const fullDisk: Fault = {
  name: 'full-disk',
  title: 'a disk that fills up under deposits',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const trials = full ? 100 : 4
    const wrong: string[] = []
    let acknowledged = 0
    for (let trial = 0; trial < trials; trial++) {
      const disk = join(folder, `disk${trial}`)
      mkdirSync(disk)
      const leave = smallDisk(disk, `${2500 + Math.floor(random() * 1500)}k`)
      if (!leave) return notRun('this user may not mount a tmpfs')
      try {
        acknowledged += await fill(disk, wrong, trial)
      } finally {
        leave()
      }
    }
    return { trials, wrong, seen: `${acknowledged} acknowledged before or while the disk was full` }
  },
}

async function fill(disk: string, wrong: string[], trial: number): Promise<number> {
  const file = join(disk, 'a.db')
  const key = await keyFor(file)
  const running = await start(file, key)
  const say = (what: string) => wrong.push(`trial ${trial}: ${what}`)
  try {
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(700_000))
    const done = await untilFull(running, say)
    for (const doi of done.slice(0, 20)) {
      const { status } = await ask(running, `/articles/${doi}`)
      if (status !== 200) say(`${doi} is answered ${status} while the disk is full`)
    }
    if ((await ask(running, '/readyz')).status !== 200) say('not ready while the disk is full')
    writeFileSync(ballast, '')
    const after = await put(running, '10.5555/after', 'After')
    if (after.status !== 201) say(`with space again ${after.status}: ${after.body}`)
    await stop(running)
    const store = await openStore(`sqlite:${file}`)
    for await (const { message } of store.verify()) say(message)
    for (const doi of done) if (!(await store.read((reader) => reader.byDoi(doi)))) say(`${doi} is missing`)
    await store.close()
    return done.length
  } finally {
    await stop(running, 'SIGKILL')
  }
}

/** Deposits until the disk is full; what was acknowledged. */
async function untilFull(running: Running, say: (what: string) => void): Promise<string[]> {
  const done: string[] = []
  let refusals = 0
  for (let n = 0; n < 2000 && refusals < 10; n += 4) {
    const batch = [0, 1, 2, 3].map(async (part) => {
      const doi = `10.5555/${n + part}`
      const body = JSON.stringify({ title: 'T', abstracts: [{ sections: [{ paragraphs: ['word '.repeat(1500)] }] }] })
      const { status } = await put(running, doi, '', { body })
      if (status === 201) done.push(doi)
      else if (status === 507) refusals++
      else say(`${doi} is answered ${status}`)
    })
    await Promise.all(batch)
  }
  if (refusals === 0) say('the disk never was full')
  return done
}
