/** What the service counts and measures, in the text format of Prometheus. */
import type { FastifyInstance } from 'fastify'
import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObject,
  Registry,
} from 'prom-client'
import type { Settings } from '../../schemas/settings.ts'
import { demand } from '../library/authority.ts'
import type { Library } from '../library/library.ts'
import type { Company } from './company.ts'
import { isForwarded } from './forwarding.ts'
import type { Note, Notes } from './front.ts'
import type { Load } from './load.ts'
import { problemAnswers } from './openapi.ts'
import type { Pools } from './pools.ts'
import { callerOf } from './request.ts'

/** What is looked at when somebody asks. */
export interface Gauges {
  readonly load: Load
  readonly pools: Pools
  /** Of the cache of representations. */
  readonly cache: () => { readonly hits: number; readonly misses: number; readonly bytes: number }
}

interface Doors {
  readonly library: Library
  readonly open: Settings['METRICS']
  readonly gauges: Gauges
  /** Other workers, whose metrics are added. */
  readonly company?: Company | undefined
}

// From a cached look-up, well below a millisecond, to a search that is cut off.
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Registers `/metrics`, and counts the requests of all routes that are registered afterwards. */
export function metricRoutes(app: FastifyInstance, { library, open, gauges, company }: Doors): Notes | undefined {
  if (open === 'off') return undefined
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  app.addHook('onClose', async () => registry.clear())
  const notes = countRequests(app, registry)
  addGauges(registry, gauges, library)
  company?.share(() => registry.getMetricsAsJSON())
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['service'],
        summary: 'Counters and measurements for Prometheus',
        description: 'For administrators and reader-admins, or for everybody where METRICS is open.',
        ...(open === 'key' && { security: [{ key: [] }] }),
        response: {
          200: { description: 'Metrics.', content: { 'text/plain': { schema: { type: 'string' } } } },
          ...problemAnswers(['unauthorised', 'forbidden', 'too-many', 'unavailable']),
        },
      },
    },
    async (request, reply) => {
      if (open === 'key') demand(await callerOf(request, library), 'oversees')
      return reply
        .type(registry.contentType)
        .header('cache-control', 'no-store')
        .send(company ? await sumOf(await company.gather()) : await registry.metrics())
    },
  )
  return notes
}

/** As one service: counters are added; a gauge says itself what becomes of several. */
async function sumOf(all: readonly (readonly object[])[]): Promise<string> {
  // They came as JSON, as `getMetricsAsJSON` made them.
  return AggregatorRegistry.aggregate(all as MetricObject[][]).metrics()
}

function countRequests(app: FastifyInstance, registry: Registry): Notes {
  const registers = [registry]
  const requests = new Counter({
    name: 'colophon_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'colophon_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['route'],
    buckets,
    registers,
  })
  // Labels are looked up once for each kind of answer.
  const noteOf = (method: string, route: string): Note => {
    const measured = durations.labels(route)
    const byStatus = new Map<number, Counter.Internal>()
    return (status, seconds) => {
      let counted = byStatus.get(status)
      if (!counted) {
        counted = requests.labels(method, route, String(status))
        byStatus.set(status, counted)
      }
      counted.inc()
      measured.observe(seconds)
    }
  }
  const known = new Map<string, Map<string, Note>>()
  const notes: Notes = (method, route) => {
    const ofMethod = known.get(method) ?? new Map<string, Note>()
    const note = ofMethod.get(route) ?? noteOf(method, route)
    known.set(method, ofMethod.set(route, note))
    return note
  }
  app.addHook('onResponse', (request, reply, done) => {
    if (!isForwarded(request)) {
      const { method, routeOptions } = request
      notes(method, routeOptions.url ?? 'none')(reply.raw.statusCode, reply.elapsedTime / 1000)
    }
    done()
  })
  return notes
}

function addGauges(registry: Registry, { load, pools, cache }: Gauges, library: Library): void {
  const registers = [registry]
  // Of several workers: what each has of its own is added up, what all see of one store is told once.
  const gauge = (
    name: string,
    help: string,
    look: () => number | Promise<number>,
    aggregator: 'sum' | 'max' | 'min' = 'max',
  ) =>
    new Gauge({
      name: `colophon_${name}`,
      help,
      registers,
      aggregator,
      async collect() {
        this.set(await look())
      },
    })
  const byPool = (name: string, help: string, look: () => Readonly<Record<string, number>>) =>
    new Gauge({
      name: `colophon_${name}`,
      help,
      labelNames: ['pool'],
      registers,
      collect() {
        for (const [pool, value] of Object.entries(look())) this.set({ pool }, value)
      },
    })
  gauge('workers', 'Processes that answer.', () => 1, 'sum')
  gauge('event_loop_lag_seconds', 'Median lag of the event loop in the last second.', () => load.lag() / 1000)
  gauge('strain', '0: keeps up; 1: searches are refused; 2: only look-ups and deposits are answered.', load.strain)
  byPool('pool_requests', 'Requests under way, by pool.', pools.inside)
  byPool('pool_refused', 'Requests refused since the start, by pool.', pools.refused)
  gauge('cache_hits', 'Look-ups answered from the cache since the start.', () => cache().hits, 'sum')
  gauge('cache_misses', 'Look-ups that were rendered since the start.', () => cache().misses, 'sum')
  gauge('cache_bytes', 'Memory that the cache takes.', () => cache().bytes, 'sum')
  gauge('store_waiting_writes', 'Writes in line.', () => library.state().waitingWrites, 'sum')
  gauge('store_waiting_searches', 'Searches in line.', () => library.state().waitingSearches, 'sum')
  gauge('store_bytes', 'Size of the store’s file.', () => library.state().bytes)
  gauge('store_log_bytes', 'Size of its write-ahead log.', () => library.state().logBytes)
  gauge('store_writable', '1 as long as deposits are taken.', () => (library.state().writable ? 1 : 0), 'min')
  gauge('articles', 'Articles that are not withdrawn.', () => library.count())
  gauge('changes', 'The newest number of the change log.', () => library.harvest.last())
  gauge('webhooks_pending', 'Changes that webhooks are still to be told of.', async () =>
    (await library.webhooks.list()).reduce((sum, { pending }) => sum + pending, 0),
  )
}
