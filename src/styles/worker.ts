/** A worker of the pool: its own catalogue and its own engines. */
import { workerData } from 'piscina'
import { createCatalogue } from './catalogue.ts'
import { perform, type Task } from './references.ts'
import { createRenderer } from './renderer.ts'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly folder: string
  readonly engines: number
}

const { folder, engines }: WorkerSettings = workerData
const renderer = createRenderer(createCatalogue(folder), engines)

export default (task: Task) => perform(renderer, task)
