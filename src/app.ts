/** The HTTP application: plugins, then routes, in reading order. Nothing else. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { Article } from '../schemas/article.ts'
import { Problem } from '../schemas/problem.ts'
import type { Settings } from '../schemas/settings.ts'
import { type Bulk, bulkHere } from './bulk/bulk.ts'
import type { Site } from './formats/codec.ts'
import { aboutRoutes } from './http/about.ts'
import { articleRoutes } from './http/articles.ts'
import { assetRoutes } from './http/assets.ts'
import { auditRoutes } from './http/audit.ts'
import { browseRoutes } from './http/browse.ts'
import { bulkRoutes } from './http/bulk.ts'
import { createCache } from './http/cache.ts'
import { changeRoutes } from './http/changes.ts'
import { citationRoutes } from './http/citations.ts'
import { citeRoutes } from './http/cite.ts'
import type { Company } from './http/company.ts'
import { createConnections } from './http/connections.ts'
import { convertRoutes } from './http/convert.ts'
import { crossrefRoutes } from './http/crossref.ts'
import { depositRoutes } from './http/deposits.ts'
import { documentation } from './http/docs.ts'
import { dumpRoutes } from './http/dump.ts'
import { exportRoutes } from './http/export.ts'
import { feedRoutes } from './http/feeds.ts'
import { forwardWrites } from './http/forwarding.ts'
import { createFront } from './http/front.ts'
import { historyRoutes } from './http/history.ts'
import { homeRoutes } from './http/home.ts'
import { importRoutes } from './http/imports.ts'
import { keyRoutes } from './http/keys.ts'
import { limitRates } from './http/limits.ts'
import { linksetRoutes } from './http/linkset.ts'
import { listRoutes } from './http/lists.ts'
import { createLoad } from './http/load.ts'
import { refuseUnknown } from './http/methods.ts'
import { metricRoutes } from './http/metrics.ts'
import { oaiRoutes } from './http/oai.ts'
import { unpackedBody } from './http/packed.ts'
import { docsPolicy } from './http/page-policy.ts'
import { createPages } from './http/pages.ts'
import { patchRoutes } from './http/patch.ts'
import { createPools } from './http/pools.ts'
import { createProblems } from './http/problem.ts'
import { readinessRoutes } from './http/readiness.ts'
import { openReferences } from './http/references.ts'
import { resourceSyncRoutes } from './http/resourcesync.ts'
import { robotsRoutes } from './http/robots.ts'
import { searchRoutes } from './http/search.ts'
import { createHttpServer } from './http/server.ts'
import { sitemapRoutes } from './http/sitemap.ts'
import { styleRoutes } from './http/styles.ts'
import { unapiRoutes } from './http/unapi.ts'
import { webhookRoutes } from './http/webhooks.ts'
import type { Reception } from './imports/reception.ts'
import type { Library } from './library/library.ts'
import type { Verification } from './verify/verify.ts'

export interface AppParts {
  readonly library: Library
  readonly site: Site
  readonly settings: Settings
  readonly version: string
  readonly verification: Verification
  readonly logger?: FastifyBaseLogger
  /** Who takes bulk deposits; the calling thread unless given. */
  readonly bulk?: Bulk
  /** Takes what is to be imported in the background; absent where nothing works there. */
  readonly reception?: Reception
  /** The other workers of the service, where there are any. */
  readonly company?: Company
  /** Whether the service is about to stop; `/readyz` then says so. */
  readonly isDraining?: () => boolean
}

/** Builds the application; it listens nowhere yet. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { library, site, settings, version, verification, logger, company, isDraining = () => false } = parts
  const { bulk = bulkHere(library.depositAll) } = parts
  const connections = createConnections()
  const front = createFront()
  const sendProblem = createProblems(site.name)
  const app: FastifyInstance = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: settings.BODY_LIMIT,
    serverFactory: (routes) => createHttpServer(routes, front, settings),
    return503OnClosing: false,
    trustProxy: (_address, hop) => hop < settings.TRUST_PROXY,
    clientErrorHandler: connections.fail,
    // What the router refuses before there is a route: its own answers are no problem details.
    frameworkErrors: sendProblem,
  })
  // `admit()` and `readQuery()` are the judges: Fastify’s own would drop unknown fields and turn null into ''.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (body) => `${JSON.stringify(body)}\n`)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, unpackedBody)
  app.addSchema({ ...Article })
  app.addSchema({ $id: 'Problem', ...Problem })
  app.setErrorHandler(sendProblem)
  refuseUnknown(app)
  const load = createLoad(settings.OVERLOAD_LAG)
  app.addHook('onClose', async () => load.close())
  const pools = createPools(app, load)
  const cache = createCache(settings.CACHE_MB * 1_048_576)
  const pages = createPages(library, settings.CACHE_MB * 131_072)
  forwardWrites(app, company, connections)
  limitRates(app, settings.RATE_LIMIT, { company })
  const isTold = settings.LOG_LEVEL === 'debug' || settings.LOG_LEVEL === 'trace'
  // Who refuses crawlers says so with every answer.
  const isPlain = !isTold && settings.RATE_LIMIT === 0 && settings.CRAWLERS === 'welcome'
  if (isTold) {
    app.addHook('onResponse', async (request, reply) => {
      request.log.debug({ method: request.method, url: request.url, status: reply.statusCode, ms: reply.elapsedTime })
    })
  }

  await app.register(swagger, documentation(site, version))
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: docsPolicy(site.baseUrl),
    theme: { title: `${site.name}: HTTP interface` },
  })

  const notes = metricRoutes(app, {
    library,
    open: settings.METRICS,
    gauges: { load, pools, cache: cache.counts },
    company,
  })
  const references = openReferences(app, settings)
  assetRoutes(app)
  aboutRoutes(app, { library, site, isDraining })
  homeRoutes(app, { library, site, pages, styles: references.catalogue.styles.length })
  searchRoutes(app, { library, site, pages })
  exportRoutes(app, { library, site })
  listRoutes(app, { library, site })
  articleRoutes(app, {
    library,
    site,
    verification,
    verifyAll: settings.VERIFY_JATS !== 'off',
    references,
    cacheBytes: settings.CACHE_MB * 1_048_576,
    cache,
    front,
  })
  front.open({ cache, generation: library.generation, isOpen: () => isPlain && !isDraining(), notes })
  depositRoutes(app, { library, site })
  patchRoutes(app, { library, site })
  bulkRoutes(app, { library, bulk, connections, limit: settings.CONVERT_LIMIT })
  importRoutes(app, { library, site, connections, reception: parts.reception })
  historyRoutes(app, { library, site, pages })
  citationRoutes(app, { library, references })
  citeRoutes(app, { library, site, references })
  styleRoutes(app, { references })
  oaiRoutes(app, { library, site })
  changeRoutes(app, { library, site })
  dumpRoutes(app, { library, site })
  webhookRoutes(app, { library })
  keyRoutes(app, { library })
  auditRoutes(app, { library })
  readinessRoutes(app, { library, site })
  linksetRoutes(app, { library, site })
  sitemapRoutes(app, { library, site })
  robotsRoutes(app, { site, open: settings.CRAWLERS === 'welcome' })
  feedRoutes(app, { library, site })
  resourceSyncRoutes(app, { library, site })
  browseRoutes(app, { library, site, pages })
  unapiRoutes(app, { library, site })
  crossrefRoutes(app, { library, site, references, kept: { cache, learn: front.learn } })
  convertRoutes(app, {
    library,
    site,
    verification,
    connections,
    limit: settings.CONVERT_LIMIT,
    formLimit: settings.BODY_LIMIT,
  })
  return app
}
