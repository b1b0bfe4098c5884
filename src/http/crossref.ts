/** The Crossref REST API at the root, and below `/v1`: each route of its table, works by DOI, and works by the batch. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, invalid, notFound, routeNotFound } from '../crossref/answer.ts'
import { answerBatch } from '../crossref/batch.ts'
import { createCrossref, type Route } from '../crossref/crossref.ts'
import { readParameters } from '../crossref/parameters.ts'
import { readings } from '../crossref/paths.ts'
import { answerAgency, answerWork } from '../crossref/work.ts'
import type { Site } from '../formats/codec.ts'
import { writerNamed } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import type { References } from '../styles/references.ts'
import { answerHeaders, preflight } from './crossref-headers.ts'
import { batchSchema, routeSchema, workSchema } from './crossref-openapi.ts'
import { createTransform } from './crossref-transform.ts'
import { createWorkAnswers, type KeptWorks } from './crossref-work.ts'
import { pathOf, queryOf, textOf } from './request.ts'

export interface CrossrefDoors {
  readonly library: Library
  readonly site: Site
  readonly references: References
  readonly kept: KeptWorks
}

/** Where the API answers: clients write its version or do not; DOI resolvers send them to `/v1`. */
const roots = ['', '/v1', '/v1.0'] as const

/** Registers `/works`, `/journals`, `/members`, `/prefixes`, `/types`, `/funders`, `/licenses` and `/doiRA`. */
export function crossrefRoutes(app: FastifyInstance, { library, site, references, kept }: CrossrefDoors): void {
  const parts = { library, site, catalogue: references.catalogue, now: () => new Date(), random: Math.random }
  const crossref = createCrossref(parts)
  const transform = createTransform({ site, references })
  const work = createWorkAnswers(library, site, kept)
  const works = crossref.routes.find(({ path }) => path === '/works')

  const listOrWork = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = pathOf(request)
    // The reference manager Zotero asks for /works/?filter=….
    if (path === '' && works) return send(request, reply, await crossref.answer(works, queryOf(request), ''))
    const generation = await work.generation()
    const again = work.again(request, reply, generation)
    if (again) return again
    for (const { doi, door, type } of readings(path)) {
      const record = await library.find(doi)
      if (!record) continue
      if (door === 'transform' && !record.withdrawn) return transform(request, reply, record, type)
      const fault = judged(request)
      if (!fault && door === 'work' && !record.withdrawn) return work.send(request, reply, record, generation)
      return send(request, reply, fault ?? (door === 'agency' ? answerAgency(record) : answerWork(record, site)))
    }
    return send(request, reply, judged(request) ?? notFound)
  }

  for (const root of roots) {
    const hide = root !== ''
    for (const route of crossref.routes) {
      if (route.versioned && !hide) continue
      app.get(`${root}${route.path}`, { schema: hide ? { hide } : routeSchema(route) }, async (request, reply) =>
        send(request, reply, await crossref.answer(route, queryOf(request), idOf(request, route))),
      )
    }
    app.get(`${root}/works/*`, { schema: hide ? { hide } : workSchema }, listOrWork)
    app.post(`${root}/works/batch`, { schema: hide ? { hide } : batchSchema }, async (request, reply) => {
      const { format } = queryOf(request)
      const codec = format === undefined ? undefined : writerNamed(String(format))
      return send(request, reply, await answerBatch(textOf(request.body), codec, parts))
    })
    // Browsers ask before they send JSON to another host.
    app.options(`${root}/works/batch`, { schema: { hide: true } }, (request, reply) =>
      reply.code(204).headers(answerHeaders(request)).headers(preflight).send(),
    )
    if (hide) {
      app.get(`${root}/*`, { schema: { hide } }, (request, reply) => send(request, reply, routeNotFound))
    }
  }
}

/** What is wrong with the parameters of one work. */
function judged(request: FastifyRequest): Answer | undefined {
  const asked = readParameters(queryOf(request), 'one')
  return 'rows' in asked ? undefined : invalid(asked)
}

function idOf(request: FastifyRequest, { path }: Route): string {
  const { id = '' } = request.params as { id?: string } // named by the table
  return path.endsWith('*') ? pathOf(request) : id
}

const send = (request: FastifyRequest, reply: FastifyReply, { status, headers, body }: Answer): FastifyReply =>
  reply.code(status).headers(answerHeaders(request)).headers(headers).send(body)
