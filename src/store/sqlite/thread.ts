/** A thread that searches: one connection, one question at a time, each on one state of the store. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../article/refusal.ts'
import { openConnection } from './connection.ts'
import { mendable } from './faults.ts'
import { createFinding } from './finding.ts'
import type { Task } from './task.ts'
import type { Reply, ThreadPlace } from './threads.ts'

const { name, file, durable }: ThreadPlace = workerData
const database = openConnection({ name, file, durable, leave: () => {} }, 'reader')
const finding = createFinding(database)

parentPort?.on('message', (task: Task) => parentPort?.postMessage(reply(task)))

function reply(task: Task): Reply {
  try {
    database.exec('BEGIN')
    return { answer: finding.perform(task) }
  } catch (error) {
    const known = mendable(error, name)
    if (known instanceof Refusal) return { refusal: { code: known.code, message: known.message } }
    return { error: known }
  } finally {
    if (database.isTransaction) database.exec('COMMIT')
  }
}
