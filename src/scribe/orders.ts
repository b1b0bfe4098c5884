/** Orders of many articles as messages, and what is answered. */
import type { Transferable } from 'node:worker_threads'
import type { Parcel } from '../library/parcel.ts'
import type { ReportLine } from '../library/scribe.ts'
import { hearRefusal, pack } from '../preparers/message.ts'
import type { Answer, SourcePacket, Task, ToldLine } from './message.ts'

/** What is packed is not copied: nobody here looks at it again. */
export const handedOver = (task: Task): Transferable[] =>
  'packets' in task ? task.packets.map(({ packed }) => packed.buffer as ArrayBuffer) : [] // packed by a thread, shared by none

export const packetOf = (parcel: Parcel): SourcePacket => {
  const { source } = parcel
  return { ...pack(parcel), ...(source !== undefined && { source }) }
}

export function linesOf(answer: Answer): readonly ReportLine[] {
  if (!('lines' in answer)) throw new Error('The scribe answered another order')
  return answer.lines.map(lineOf)
}

function lineOf(line: ToldLine): ReportLine {
  if (!('refused' in line)) return line
  const { refused, ...rest } = line
  return { ...rest, refusal: hearRefusal(refused) }
}
