/** The door for OAI-PMH harvesters. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { createOai } from '../oai/oai.ts'
import { verbRows } from '../oai/request.ts'
import { sendText } from './packing.ts'

/** Registers `/oai`, which is asked by GET or by POST of a form. */
export function oaiRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  const oai = createOai({
    library,
    site,
    failed: ({ doi }, format, error) => app.log.error({ err: error, doi, format }, 'record left out of a harvest'),
  })

  /** Query and form are one list of arguments (OAI-PMH 2.0, 3.1.1). */
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const at = request.url.indexOf('?')
    const query = new URLSearchParams(at < 0 ? '' : request.url.slice(at))
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '')
    const text = await oai.answer([...query, ...form])
    reply.type('text/xml; charset=utf-8').header('cache-control', 'no-cache').header('access-control-allow-origin', '*')
    return sendText(request, reply, text)
  }

  const schema = {
    tags: ['harvest'],
    summary: 'OAI-PMH 2.0',
    description:
      'The Open Archives Initiative Protocol for Metadata Harvesting. Errors of the protocol are answers with status 200.',
    response: { 200: { description: 'An OAI-PMH document.', content: { 'text/xml': { schema: { type: 'string' } } } } },
  }
  const names = ['identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken']
  const querystring = {
    type: 'object',
    properties: {
      verb: { type: 'string', enum: Object.keys(verbRows) },
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    },
  }
  app.get('/oai', { schema: { ...schema, querystring } }, answer)
  app.post('/oai', { schema: { ...schema, summary: 'OAI-PMH 2.0, its arguments as a form' } }, answer)
}
