/** The thread that writes deposits: it has a connection of its own, and does nothing but wait for what it is to write. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../article/refusal.ts'
import { type Order, type Scribe, scribeHere } from '../library/scribe.ts'
import { parcelFrom, tellRefusal } from '../preparers/message.ts'
import { openStore } from '../store/open.ts'
import type { Reply, ScribeData, Task, ToldLine } from './message.ts'

const { settings, memory }: ScribeData = workerData
// On Linux this is of the thread alone: a look-up takes less than a commit, so that it comes first where both want a core.
setPriority(5)
const store = await openStore(settings.STORE, { courtesy: { memory, givesWay: true } })
const scribe = scribeHere({ store, now: () => new Date(), keyTemplate: settings.CITATION_KEY })

const replies: Reply[] = []
/** All that one commit has kept is told at once. */
function reply(answer: Reply): void {
  if (replies.push(answer) === 1) process.nextTick(() => parentPort?.postMessage(replies.splice(0)))
}

parentPort?.on('message', (tasks: readonly Task[] | 'close') => {
  if (tasks === 'close') void store.close().then(() => process.exit())
  else for (const task of tasks) void perform(task).catch((error) => reply(failureOf(task.id, error)))
})

async function perform(task: Task): Promise<void> {
  const { id } = task
  if ('order' in task) reply({ id, kept: await writeOne(scribe, task.order) })
  else reply({ id, lines: await writeMany(task) })
}

async function writeOne({ write }: Scribe, order: Order) {
  const kept = await write(order)
  return kept.record.json === order.json ? { ...kept, record: { ...kept.record, json: '' } } : kept
}

let before: Promise<unknown> = Promise.resolve()
/** One batch at a time: what waits together is one transaction, and who deposits one article waits for its end. */
async function writeMany({ packets, handling }: Extract<Task, { packets: unknown }>): Promise<readonly ToldLine[]> {
  const parcels = packets.map(({ source, ...packet }) => ({
    ...parcelFrom(packet),
    ...(source !== undefined && { source }),
  }))
  const turn = before
  const written = turn.then(() => scribe.writeAll(parcels, handling))
  before = written.catch(() => {})
  return (await written).map((line) => {
    if (line.outcome !== 'refused') return line
    const { refusal, ...rest } = line
    return { ...rest, refused: tellRefusal(refusal) }
  })
}

const failureOf = (id: number, error: unknown): Reply =>
  error instanceof Refusal ? { id, refused: tellRefusal(error) } : { id, error }
