/** A thread that reads and prepares portions. */
import { workerData } from 'piscina'
import type { Settings } from '../../schemas/settings.ts'
import { depositRules } from '../deposit-rules.ts'
import { preparePortion } from '../library/preparing.ts'
import { createVerification } from '../verify/verify.ts'
import { type Answer, type Task, told } from './message.ts'

const settings: Settings = workerData
const rules = depositRules(settings, createVerification())

export default ({ portion, errand }: Task): Answer => told(preparePortion(portion, errand, rules))
