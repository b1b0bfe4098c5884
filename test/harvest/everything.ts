/** A harvest of everything: each article once, pages that cost the same from first to last, memory that stays, and valid answers. */
import { join } from 'node:path'
import { median } from '../../bench/median.ts'
import { synthetic } from '../../bench/synthetic.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import { schemaFaults, skip, structureFaults } from '../oai/judge.ts'
import { pagesOf } from './harvester.ts'
import type { Proof } from './proof.ts'
import { type RunningService, startServiceOn } from './service.ts'

/** Pages that are judged by their schemas, all over the harvest: 1,000 records. */
const judgedPages = 5

export async function harvestEverything(folder: string, count: number, prefix: string): Promise<Proof[]> {
  const file = `sqlite:${join(folder, 'everything.db')}`
  await fillOnce(file, count)
  const service = await startServiceOn(file)
  try {
    await warmUp(service, prefix)
    return await walk(service, count, prefix)
  } finally {
    await service.stop()
  }
}

/** Whatever is made only once is made before: prepared statements, compiled code, the heap. */
async function warmUp(service: RunningService, prefix: string): Promise<void> {
  let pages = 0
  for await (const { records } of pagesOf(service, `metadataPrefix=${prefix}`)) {
    pages += 1
    if (pages === 150 || records.length === 0) return
  }
}

async function walk(service: RunningService, count: number, prefix: string): Promise<Proof[]> {
  const seen = new Map<string, number>()
  const times: number[] = []
  const memory: number[] = []
  const faults: string[] = []
  let judged = 0
  const every = Math.max(1, Math.floor(count / 200 / judgedPages))
  for await (const { xml, records, took } of pagesOf(service, `metadataPrefix=${prefix}`)) {
    for (const { identifier } of records) seen.set(identifier, (seen.get(identifier) ?? 0) + 1)
    // A last page that is not full says nothing of cost.
    if (records.length === 200) times.push(took)
    memory.push(service.memory())
    if (memory.length % every === 0 && judged < 1000) {
      judged += records.length
      faults.push(...structureFaults(xml), ...(skip ? [] : schemaFaults(xml)))
    }
  }
  const repeated = [...seen.values()].filter((times) => times > 1).length
  const tenth = Math.max(1, Math.floor(times.length / 10))
  const [first, last] = [median(times.slice(0, tenth)), median(times.slice(-tenth))]
  // The first quarter warms up.
  const quarter = Math.floor(memory.length / 4)
  const [early, late] = [Math.max(...memory.slice(quarter, 2 * quarter + 1)), Math.max(...memory.slice(-quarter - 1))]
  const of = (name: string) => `${prefix}: ${name}`
  return [
    {
      name: of('articles seen'),
      value: `${seen.size} of ${count}, ${repeated} twice`,
      holds: seen.size === count && repeated === 0,
    },
    {
      name: of('cost of a page, last / first'),
      value: `${(last / first).toFixed(2)} (${first.toFixed(1)} ms, ${last.toFixed(1)} ms)`,
      holds: last / first <= 1.2,
    },
    { name: of('memory, second and last quarter'), value: `${early} MiB, ${late} MiB`, holds: late <= early * 1.1 },
    {
      name: of('records of answers that were judged'),
      value: `${judged}, ${faults.length} faults${skip ? ' (schemas are not here)' : ''}${faults.slice(0, 2).join(' · ')}`,
      holds: faults.length === 0 && judged >= Math.min(1000, count),
    },
  ]
}

/** The store is kept between formats. */
async function fillOnce(file: string, count: number): Promise<void> {
  const store = await openStore(file)
  const library = createLibrary({ store })
  const done = await library.count()
  for (let from = done; from < count; from += 1000) {
    const readings = Array.from({ length: Math.min(1000, count - from) }, (_, n) => ({
      place: `${n}`,
      draft: synthetic(from + n),
      notes: [],
    }))
    for await (const { outcome, place } of library.depositAll(readings, { by: localCaller })) {
      if (outcome !== 'created') throw new Error(`${place} was ${outcome}`)
    }
  }
  await store.close()
}
