/** The pool of workers that formats references: processes of tens of megabytes each, there while references are asked for. */
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../../schemas/settings.ts'
import { createCatalogue } from '../styles/catalogue.ts'
import { createPool } from '../styles/pool.ts'
import type { References } from '../styles/references.ts'

/** Without a reference to format for so many milliseconds the workers end. */
const rest = 300_000

type Workers = Omit<References, 'catalogue'> & { readonly close: () => Promise<void> }

/** Workers start at the first reference, and end after a rest, or with the application. */
export function openReferences(app: FastifyInstance, settings: Settings): References {
  const catalogue = createCatalogue(settings.STYLES_DIR)
  const start = (): Workers =>
    createPool(catalogue, {
      folder: settings.STYLES_DIR,
      workers: settings.CITATION_WORKERS,
      engines: settings.CITATION_STYLES,
      queue: settings.CITATION_QUEUE,
      patience: settings.CITATION_TIMEOUT,
    })
  const workers = resting(start, rest)
  app.addHook('onClose', workers.close)
  return { catalogue, reference: workers.reference, bibliography: workers.bibliography }
}

/** The same, started when it is needed and closed when it was not needed for so many milliseconds. */
export function resting(start: () => Workers, rest: number): Workers {
  let workers: Workers | undefined
  let underWay = 0
  let last = 0
  let isClosed = false
  let look: NodeJS.Timeout | undefined
  const closing = new Set<Promise<void>>()

  const end = (): void => {
    clearInterval(look)
    const ended = workers?.close()
    workers = undefined
    if (ended) closing.add(ended.finally(() => closing.delete(ended)))
  }
  const begin = (): Workers => {
    const begun = start()
    look = setInterval(() => {
      if (underWay === 0 && performance.now() - last >= rest) end()
    }, rest / 4)
    look.unref()
    return begun
  }
  async function ask<T>(question: (workers: Workers) => Promise<T>): Promise<T> {
    if (isClosed) throw new Error('The references are closed.')
    workers ??= begin()
    underWay++
    try {
      return await question(workers)
    } finally {
      underWay--
      last = performance.now()
    }
  }
  return {
    reference: (work, manner) => ask((one) => one.reference(work, manner)),
    bibliography: (works, citations, manner) => ask((one) => one.bibliography(works, citations, manner)),
    async close() {
      isClosed = true
      end()
      await Promise.all(closing)
    },
  }
}
