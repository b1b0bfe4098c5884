/** The pool of workers that formats references, for as long as the application lives. */
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../../schemas/settings.ts'
import { createCatalogue } from '../styles/catalogue.ts'
import { createPool, type Pool } from '../styles/pool.ts'

/** Workers start when the application listens, or at the first reference; they end with it. */
export function openReferences(app: FastifyInstance, settings: Settings): Pool {
  const pool = createPool(createCatalogue(settings.STYLES_DIR), {
    folder: settings.STYLES_DIR,
    workers: settings.CITATION_WORKERS,
    engines: settings.CITATION_STYLES,
    queue: settings.CITATION_QUEUE,
    patience: settings.CITATION_TIMEOUT,
  })
  let closing = false
  app.addHook('onListen', () => {
    pool.warm().catch((error) => {
      // A service that is stopped while it starts has nothing to tell.
      if (!closing) app.log.error({ err: error }, 'the first reference could not be formatted')
    })
  })
  app.addHook('onClose', () => {
    closing = true
    return pool.close()
  })
  return pool
}
