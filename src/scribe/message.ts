/** What the calling thread and the scribe’s say to each other: many orders a message, since a message costs more than an order. */
import type { Settings } from '../../schemas/settings.ts'
import type { Handling, Kept, Order, ReportLine } from '../library/scribe.ts'
import type { Packet, ToldRefusal } from '../preparers/message.ts'

export interface ScribeData {
  readonly settings: Settings
  readonly memory: SharedArrayBuffer
}

export type Task =
  | { readonly id: number; readonly order: Omit<Order, 'article'> }
  | { readonly id: number; readonly packets: readonly SourcePacket[]; readonly handling: Omit<Handling, 'turn'> }

export interface SourcePacket extends Packet {
  readonly source?: string
}

type RefusedLine = Extract<ReportLine, { readonly outcome: 'refused' }>

/** A refusal is an error, whose own fields a message would lose. */
export type ToldLine =
  | Exclude<ReportLine, RefusedLine>
  | (Omit<RefusedLine, 'refusal'> & { readonly refused: ToldRefusal })

export type Reply =
  /** `json` is not sent back where it is as it was sent. */
  | { readonly id: number; readonly kept: Kept }
  | { readonly id: number; readonly lines: readonly ToldLine[] }
  | { readonly id: number; readonly refused: ToldRefusal }
  | { readonly id: number; readonly error: unknown }

/** A reply that is no failure. */
export type Answer = Exclude<Reply, { readonly refused: unknown } | { readonly error: unknown }>
