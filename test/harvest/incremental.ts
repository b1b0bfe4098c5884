/** A harvester that asks again from the last responseDate, while many write: what was acknowledged, it has in the end. */
import { join } from 'node:path'
import { pagesOf } from './harvester.ts'
import type { Proof } from './proof.ts'
import { type RunningService, startServiceOn } from './service.ts'

const writers = 32
/** Articles of each writer. */
const own = 40

export async function harvestWhileWriting(folder: string, writes: number): Promise<Proof[]> {
  const service = await startServiceOn(`sqlite:${join(folder, 'incremental.db')}`)
  try {
    return await race(service, writes)
  } finally {
    await service.stop()
  }
}

async function race(service: RunningService, writes: number): Promise<Proof[]> {
  /** What stands by the answers that writers had. */
  const standing = new Map<string, string>()
  const seen = new Map<string, string>()
  const tally = { written: 0, deleted: 0, rounds: 0, told: 0 }
  let isWorking = true
  const harvester = async () => {
    for (let from = ''; ; ) {
      const isLast = !isWorking
      from = await round(service, from, seen, tally)
      if (isLast) return
    }
  }
  const harvesting = harvester()
  await Promise.all(
    Array.from({ length: writers }, (_, name) => write(service, name, writes / writers, standing, tally)),
  )
  isWorking = false
  await harvesting
  const missed = [...standing].filter(([identifier, said]) => seen.get(identifier) !== said)
  return [
    {
      name: 'writes acknowledged to 32 writers',
      value: `${tally.written}, of them ${tally.deleted} deletions`,
      holds: tally.written >= writes && tally.deleted > 0,
    },
    {
      name: 'incremental harvests by responseDate',
      value: `${tally.rounds} rounds, ${tally.told} records told`,
      holds: tally.rounds > 1,
    },
    {
      name: 'articles of which the harvester has not the last version',
      value: `${missed.length} of ${standing.size}${missed.slice(0, 2).map((one) => ` ${one}`)}`,
      holds: missed.length === 0,
    },
  ]
}

interface Tally {
  written: number
  deleted: number
  rounds: number
  told: number
}

async function write(
  service: RunningService,
  name: number,
  count: number,
  standing: Map<string, string>,
  tally: Tally,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    const doi = `10.5555/w${name}.${n % own}`
    const gone = n >= own && n % 5 === 0
    const title = `Title ${name} ${n}`
    const { status, text } = gone
      ? await service.ask('DELETE', `/articles/${doi}?reason=A+double.`)
      : await service.ask('PUT', `/articles/${doi}`, JSON.stringify({ title, journal: { title: `J ${name % 3}` } }))
    if (status >= 300) throw new Error(`${doi}: ${status} ${text.slice(0, 300)}`)
    standing.set(`oai:localhost.localdomain:${doi}`, gone ? 'deleted' : title)
    tally.written++
    if (gone) tally.deleted++
  }
}

/** One harvest from where the one before ended; says where the next begins. */
async function round(service: RunningService, from: string, seen: Map<string, string>, tally: Tally): Promise<string> {
  let first: string | undefined
  let last = ''
  for await (const { records, responseDate } of pagesOf(service, `metadataPrefix=oai_dc${from}`)) {
    first ??= responseDate
    last = responseDate
    for (const { identifier, deleted, xml } of records) {
      seen.set(identifier, deleted ? 'deleted' : (/<dc:title[^>]*>([^<]*)</.exec(xml)?.[1] ?? ''))
    }
    tally.told += records.length
  }
  tally.rounds++
  // Some harvesters keep that of the first page, some that of the last; what changes during a walk comes again at its end.
  return `&from=${tally.rounds % 2 === 0 ? first : last}`
}
