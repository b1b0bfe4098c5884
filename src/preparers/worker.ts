/** A thread that reads and prepares portions. */
import { setPriority } from 'node:os'
import { workerData } from 'piscina'
import { depositRules } from '../deposit-rules.ts'
import { parcelsOf } from '../library/parcel.ts'
import { preparePortion } from '../library/preparing.ts'
import { createVerification } from '../verify/verify.ts'
import { type Packet, pack, type Task } from './message.ts'
import type { ThreadData } from './pool.ts'

const { settings, aside }: ThreadData = workerData
const rules = depositRules(settings, createVerification())
// On Linux this is of the thread alone: those who wait for an answer come before long lists.
if (aside) setPriority(10)

export default ({ portion, errand }: Task): readonly Packet[] =>
  parcelsOf(preparePortion(portion, errand, rules)).map(pack)
