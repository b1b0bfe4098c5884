/** What threads say to each other about prepared records: a refusal is an error, whose own fields a message would lose. */
import { deserialize, serialize } from 'node:v8'
import { Refusal, type RefusalCode, type RefusalExtras } from '../article/refusal.ts'
import type { Portion } from '../library/intake.ts'
import type { Parcel, Prepared, Refused } from '../library/parcel.ts'
import type { Errand } from '../library/preparing.ts'

export interface Task {
  readonly portion: Portion
  readonly errand: Errand
}

/** A parcel as a message: whoever only hands it on does not unpack it. */
export interface Packet {
  readonly count: number
  readonly packed: Uint8Array
}

export interface ToldRefusal {
  readonly code: RefusalCode
  readonly detail: string
  readonly extras: RefusalExtras
}

type Told = Omit<Refused, 'refusal'> & ToldRefusal

export const pack = ({ count, packed, items }: Parcel): Packet => ({
  count,
  packed: packed ?? serialize(items().map(toldOf)),
})

export const parcelFrom = ({ count, packed }: Packet): Parcel => ({
  count,
  packed,
  items() {
    const told: readonly (Prepared | Told)[] = deserialize(packed)
    return told.map(heardOf)
  },
})

const toldOf = (item: Prepared | Refused): Prepared | Told => {
  if ('written' in item) return item
  const { refusal, ...rest } = item
  return { ...rest, ...tellRefusal(refusal) }
}

const heardOf = (item: Prepared | Told): Prepared | Refused => {
  if ('written' in item) return item
  const { code, detail, extras, ...rest } = item
  return { ...rest, refusal: hearRefusal({ code, detail, extras }) }
}

export const hearRefusal = ({ code, detail, extras }: ToldRefusal): Refusal => new Refusal(code, detail, extras)

export const tellRefusal = ({ code, message, extras }: Refusal): ToldRefusal => ({ code, detail: message, extras })
