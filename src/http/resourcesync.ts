/** The doors of ResourceSync. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  capabilityList,
  changeList,
  changeListIndex,
  changesPath,
  resourceList,
  resourceListIndex,
  resourcesPath,
  sourceDescription,
  syncPaths,
} from '../feed/resource-sync.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { sendDocument } from './document.ts'
import { problemAnswers } from './openapi.ts'
import { sendStream } from './packing.ts'
import { partOf, xmlAnswer } from './sitemap.ts'

type Made = string | AsyncIterable<string>
type Make = (request: FastifyRequest) => Made | Promise<Made>

/** Registers `/.well-known/resourcesync` and what it leads to. */
export function resourceSyncRoutes(app: FastifyInstance, parts: { library: Library; site: Site }): void {
  const { library } = parts
  const type = 'application/xml; charset=utf-8'
  const send = (make: Make) => async (request: FastifyRequest, reply: FastifyReply) => {
    const made = await make(request)
    if (typeof made === 'string') return sendDocument(request, reply, { text: made, type })
    reply.headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }).type(type)
    return sendStream(request, reply, made)
  }
  const rows: readonly (readonly [path: string, summary: string, make: Make])[] = [
    [syncPaths.description, 'ResourceSync: where to begin', () => sourceDescription(parts)],
    [syncPaths.capabilities, 'ResourceSync: what is offered', () => capabilityList(parts)],
    [syncPaths.resources, 'ResourceSync: all records, in parts', () => resourceListIndex(parts)],
    [syncPaths.changes, 'ResourceSync: all changes, in parts', () => changeListIndex(parts)],
  ]
  for (const [path, summary, make] of rows) {
    app.get(path, { schema: { tags: ['harvest'], summary, response: xmlAnswer(summary) } }, send(make))
  }
  const lists = [
    [resourcesPath, 'ResourceSync: a part of the records', resourceList, () => library.browse.lastPlace()],
    [changesPath, 'ResourceSync: a part of the changes', changeList, () => library.harvest.last()],
  ] as const
  for (const [pathOf, summary, list, things] of lists) {
    const schema = {
      tags: ['harvest'],
      summary,
      params: { type: 'object', properties: { part: { type: 'string', examples: ['1.xml'] } }, required: ['part'] },
      response: { ...xmlAnswer(summary), ...problemAnswers(['not-found']) },
    }
    app.get(
      pathOf(0).replace('0.xml', ':part'),
      { schema },
      send(async (request) => list(parts, partOf(request.params, await things()))),
    )
  }
}
