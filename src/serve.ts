/** The service’s life: settings → store → library → app → listen → close. */
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Settings } from '../schemas/settings.ts'
import { buildApp } from './app.ts'
import { Refusal } from './article/refusal.ts'
import { bulkHere, createBulk } from './bulk/bulk.ts'
import { depositRules } from './deposit-rules.ts'
import { quietHelpers } from './helper-threads.ts'
import type { Company } from './http/company.ts'
import { createReception } from './imports/reception.ts'
import { receptionOptions, spoolOf } from './imports/set-up.ts'
import { createImportWorker } from './imports/worker.ts'
import { createLibrary, type Library } from './library/library.ts'
import { createPreparers } from './preparers/pool.ts'
import { canHaveScribe, createScribe } from './scribe/scribe.ts'
import { siteOf } from './settings.ts'
import { openStore } from './store/open.ts'
import { sharedMemory } from './store/sqlite/courtesy.ts'
import { listensOn, type Terminal } from './terminal.ts'
import { createVerification } from './verify/verify.ts'
import { packageVersion } from './version.ts'
import { createCourier } from './webhooks/courier.ts'
import { createDeliveries } from './webhooks/deliveries.ts'

export interface Serving {
  readonly address: string
  readonly app: FastifyInstance
  /** Begins what one process of a service does for all: webhooks, imports, the first key. Done already by who is alone. */
  readonly lead: () => Promise<void>
  /** Refuses new requests, finishes those under way and what it is told to await, closes the store. */
  readonly stop: (others?: Promise<void>) => Promise<void>
}

/**
 * Starts the service, or, in `company`, one worker of it; then somebody else holds the store. Throws `Refusal` where
 * settings or store cannot be used.
 */
export async function serve(settings: Settings, { say, demo }: Terminal, company?: Company): Promise<Serving> {
  quietHelpers()
  const memory = sharedMemory()
  const store = await openStore(settings.STORE, {
    searchTimeout: settings.SEARCH_TIMEOUT,
    courtesy: { memory, givesWay: false },
    ...(!company && { tenant: 'a service' }),
  })
  const verification = createVerification()
  const rules = depositRules(settings, verification)
  const preparers = createPreparers(rules, settings, { aside: true })
  const scribe = canHaveScribe(store) ? createScribe(settings, memory) : undefined
  const library = createLibrary({ store, preparers, ...(scribe && { scribe }), ...rules })
  const here = bulkHere(library.depositAll)
  const bulk = scribe ? createBulk({ settings, here, connect: scribe.connect }) : here
  // Logs go to stderr: stdout is for the person who started the service.
  const logger = pino(
    { level: settings.LOG_LEVEL, redact: ['req.headers.authorization', 'headers.authorization'] },
    pino.destination({ dest: 2, sync: false }),
  )
  let draining = false
  const site = siteOf(settings)
  const spool = spoolOf(settings)
  const app = await buildApp({
    library,
    bulk,
    reception: createReception(spool, receptionOptions(settings)),
    site,
    settings,
    version: packageVersion(),
    verification,
    logger,
    isDraining: () => draining,
    ...(company && { company }),
  })
  try {
    // Fastify would log the address that is said below.
    logger.level = 'warn'
    await app.listen({ host: settings.HOST, port: settings.PORT })
    logger.level = settings.LOG_LEVEL
  } catch (error) {
    await scribe?.close()
    await store.close()
    throw asRefusal(error, settings)
  }
  const deliveries = createDeliveries({
    library,
    webhooks: store.webhooks,
    site,
    courier: createCourier({ anywhere: settings.WEBHOOK_ADDRESSES === 'any', timeout: settings.WEBHOOK_TIMEOUT }),
    failed: ({ id, url }, { fault, failures, disabled }) =>
      logger.warn({ webhook: id, host: new URL(url).host, fault, failures, disabled }, 'webhook failed'),
    broken: (error) => logger.error({ err: error }, 'webhooks cannot be looked after'),
  })
  const importing = createImportWorker({
    library,
    imports: store.imports,
    spool,
    ...receptionOptions(settings),
    limit: settings.CONVERT_LIMIT,
    atOnce: settings.IMPORT_AT_ONCE,
    keep: settings.IMPORT_KEEP,
    ended: (id, state, fault) => logger.info({ import: id, state, fault }, 'import ended'),
    broken: (error) => logger.error({ err: error }, 'an import broke'),
  })
  const address = addressOf(app, settings)
  const lead = async () => {
    deliveries.start()
    importing.start()
    await makeFirstKey(library, say)
    if (demo && (await library.count()) === 0) {
      say('The store is empty. Load the examples: npm run colophon -- import examples/')
    }
  }
  if (!company) {
    say(listensOn(address))
    await lead()
  }
  let stopping: Promise<void> | undefined
  const stop = async (others?: Promise<void>) => {
    draining = true
    await settle(settings.DRAIN_DELAY)
    await Promise.all([drain(app, settings.DRAIN_TIMEOUT), deliveries.stop(), importing.stop(), others])
    await preparers.close()
    await bulk.close()
    await scribe?.close()
    await store.close()
    logger.flush()
  }
  return {
    address,
    app,
    lead,
    stop: (others) => {
      stopping ??= stop(others)
      return stopping
    },
  }
}

/** Why nothing can listen there, where that is for whoever set it to mend. */
function asRefusal(error: unknown, { HOST, PORT }: Settings): unknown {
  const { code = '' } = error as NodeJS.ErrnoException // Node’s errors have one
  const remedies: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use. Stop who has it, or name another with --port',
    EACCES: 'is not open to this user. Name one above 1023 with --port',
    EADDRNOTAVAIL: 'is none of this machine. Name one of its own, or 0.0.0.0, with --host',
  }
  const remedy = remedies[code]
  return remedy === undefined ? error : new Refusal('invalid-settings', `Port ${PORT} of ${HOST} ${remedy}.`)
}

/** An empty key table means a new service: its administrator gets a key, shown this once. */
async function makeFirstKey(library: Library, say: (line: string) => void): Promise<void> {
  if ((await library.keys.list()).length > 0) return
  const { secret } = await library.keys.create({ name: 'administrator', role: 'administrator' })
  say(`Administrator’s key, shown only now: ${secret}`)
}

/**
 * Whoever had connected by now is still heard. After a turn of the event loop that took long, timers come before what
 * waits to be accepted and read: so it is several short pauses.
 */
async function settle(delay: number): Promise<void> {
  const steps = 5
  for (let step = 0; step < steps; step++) await pause(Math.max(delay / steps, 10))
}

/** Silent and half-sent connections would keep `close()` waiting for ever; past the limit they are cut. */
async function drain(app: FastifyInstance, limit: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), limit)
  const idle = setInterval(() => app.server.closeIdleConnections(), 100)
  await app.close()
  clearInterval(idle)
  clearTimeout(cut)
}

function addressOf(app: FastifyInstance, settings: Settings): string {
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return siteOf({ ...settings, BASE_URL: '', PORT: port }).baseUrl
}
