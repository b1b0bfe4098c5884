/** The thread that writes deposits: it has a connection of its own, and does nothing but wait for what it is to write. */
import { setPriority } from 'node:os'
import { MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../article/refusal.ts'
import type { Parcel } from '../library/parcel.ts'
import { type Order, type Scribe, scribeHere } from '../library/scribe.ts'
import { type Packet, parcelFrom, tellRefusal } from '../preparers/message.ts'
import { openStore } from '../store/open.ts'
import type { Reply, ScribeData, Task, ToldLine } from './message.ts'

const { settings, memory }: ScribeData = workerData
// On Linux this is of the thread alone: a look-up takes less than a commit, so that it comes first where both want a core.
setPriority(5)
const store = await openStore(settings.STORE, { courtesy: { memory, givesWay: true } })
const scribe = scribeHere({ store, now: () => new Date(), keyTemplate: settings.CITATION_KEY })

if (parentPort) serve(parentPort)

/** Whoever has a port may give orders. */
function serve(port: MessagePort): void {
  const replies: Reply[] = []
  /** All that one commit has kept is told at once. */
  const reply = (answer: Reply) => {
    if (replies.push(answer) === 1) process.nextTick(() => port.postMessage(replies.splice(0)))
  }
  port.on('message', (said: readonly Task[] | MessagePort | 'close') => {
    if (said === 'close') void close()
    else if (said instanceof MessagePort) serve(said)
    else for (const task of said) void perform(task).then(reply, (error) => reply(failureOf(task.id, error)))
  })
}

async function perform(task: Task): Promise<Reply> {
  const { id } = task
  return 'order' in task ? { id, kept: await writeOne(scribe, task.order) } : { id, lines: await writeMany(task) }
}

async function writeOne({ write }: Scribe, order: Order) {
  const kept = await write(order)
  return kept.record.json === order.json ? { ...kept, record: { ...kept.record, json: '' } } : kept
}

async function close(): Promise<void> {
  await before
  await store.close()
  process.exit()
}

let before: Promise<unknown> = Promise.resolve()
/** One batch at a time: what waits together is one transaction, and who deposits one article waits for its end. */
async function writeMany({ packets, handling }: Extract<Task, { packets: unknown }>): Promise<readonly ToldLine[]> {
  const parcels = packets.map(({ source, ...packet }) => ({
    ...unpackedOnce(packet),
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

/** Its memory is given back at once: V8 counts it, and would look for garbage every few batches. */
function unpackedOnce(packet: Packet): Parcel {
  const { count, items } = parcelFrom(packet)
  return {
    count,
    items() {
      const unpacked = items()
      const { buffer } = packet.packed
      if (buffer instanceof ArrayBuffer) buffer.transfer(0)
      return unpacked
    },
  }
}

const failureOf = (id: number, error: unknown): Reply =>
  error instanceof Refusal ? { id, refused: tellRefusal(error) } : { id, error }
