/** The thread that takes bulk deposits: all but the writing, which is one other thread’s. */
import { availableParallelism, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { depositRules } from '../deposit-rules.ts'
import { createDepositAll } from '../library/deposit-all.ts'
import { type Preparers, preparersHere } from '../library/preparing.ts'
import { pack, parcelFrom } from '../preparers/message.ts'
import { createPreparers } from '../preparers/pool.ts'
import { scribeOver } from '../scribe/far.ts'
import { createVerification } from '../verify/verify.ts'
import type { BulkData, BulkTask, Ended } from './message.ts'
import { noCounts, reportOf } from './report.ts'
import { draw, pour } from './stream.ts'

const { settings }: BulkData = workerData
const rules = depositRules(settings, createVerification())
// Preparing takes about as long as writing: only where there are more cores than for these two are there others to help.
const isHelped = availableParallelism() > 2
const preparers = isHelped ? createPreparers(rules, settings, { aside: true }) : packing(preparersHere(rules))
// On Linux this is of the thread alone: those who wait for an answer come before long lists.
setPriority(10)

parentPort?.on('message', (task: BulkTask) => void take(task))

const sizes = {
  /** Each is a message, for which the thread that answers wakes. */
  pieces: { characters: 2 ** 16, milliseconds: 100 },
  /** V8 keeps larger texts apart, in memory that is new each time; whoever sends them to others sends fewer. */
  ...(!isHelped && { portion: 2 ** 15 }),
}

async function take({ id, order, body, report, scribe }: BulkTask): Promise<void> {
  const counts = noCounts()
  const gone = new AbortController()
  report.port.on('close', () => gone.abort())
  const depositAll = createDepositAll({ preparers, scribe: scribeOver(scribe), ...rules })
  await pour(report, encoded(reportOf(draw(body), order, { depositAll, counts, signal: gone.signal, ...sizes })))
  scribe.close()
  parentPort?.postMessage({ id, counts } satisfies Ended)
}

/** Packed at once: until a batch is whole, what its records are made of would be copied by each collection of garbage. */
function packing(preparers: Preparers): Preparers {
  return {
    ...preparers,
    prepare: async (portion, errand) =>
      (await preparers.prepare(portion, errand)).map((parcel) => parcelFrom(pack(parcel))),
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}
