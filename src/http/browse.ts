/** Pages for whoever walks: `/browse`, a journal’s volumes and issues, an issue’s articles. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { StoredArticle } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { issuePage, journalPage, journalsPage } from '../web/browse.ts'
import { sendDocument } from './document.ts'
import { pagePolicy } from './page-policy.ts'
import { readQuery } from './request.ts'

const page = { page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }) }
const JournalsQuery = Type.Object(page, { additionalProperties: false })
const text = Type.Optional(Type.String({ maxLength: 200 }))
const JournalQuery = Type.Object({ volume: text, issue: text, ...page }, { additionalProperties: false })

/** On a page. */
const sizes = { journals: 200, issues: 1000, articles: 200 } as const

/** Registers `/browse` and `/browse/{journal}`. */
export function browseRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  const { name } = site
  const { browse } = library

  app.get('/browse', { schema: { hide: true } }, async (request, reply) => {
    const { page } = readQuery<Type.Static<typeof JournalsQuery>>(JournalsQuery, request.query)
    const { journals, total } = await browse.journals((page - 1) * sizes.journals, sizes.journals)
    const span = spanOf('/browse', page, total, sizes.journals)
    return sendPage(request, reply, journalsPage(journals, { name, span }))
  })

  app.get('/browse/:journal', { schema: { hide: true } }, async (request, reply) => {
    const { journal: slug = '' } = request.params as Record<string, string> // Fastify gives the names of the path
    const { volume, issue = '', page } = readQuery<Type.Static<typeof JournalQuery>>(JournalQuery, request.query)
    const journal = await browse.journal(slug)
    if (!journal) throw missing()
    const path = `/browse/${encodeURIComponent(slug)}`
    if (volume === undefined) {
      const issues = await browse.volumes(slug)
      const span = spanOf(path, page, issues.length, sizes.issues)
      const shown = issues.slice((page - 1) * sizes.issues, page * sizes.issues)
      return sendPage(request, reply, journalPage(journal, shown, { name, span }))
    }
    const where = { volume, issue }
    const found = await browse.issue({ slug, ...where })
    if (!found) throw missing()
    const span = spanOf(`${path}?${new URLSearchParams(where)}`, page, found.articles, sizes.articles)
    const slice = { offset: (page - 1) * sizes.articles, limit: sizes.articles }
    const records = await browse.articles({ slug, ...where, ...slice })
    const articles = records.map(({ json }): StoredArticle => JSON.parse(json))
    return sendPage(request, reply, issuePage(journal, where, articles, { name, span }))
  })
}

const missing = () => new Refusal('not-found', 'There is no such journal or issue; /browse has them all.')

function spanOf(path: string, page: number, things: number, size: number) {
  const pages = Math.max(1, Math.ceil(things / size))
  if (page > pages) throw new Refusal('not-found', `There are ${pages} pages.`)
  return { path, page, pages }
}

const sendPage = (request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> => {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('content-security-policy', pagePolicy)
  return sendDocument(request, reply, { text, type: 'text/html; charset=utf-8' })
}
