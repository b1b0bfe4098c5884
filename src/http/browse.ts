/** Pages for whoever walks: `/browse`, a journal’s volumes and issues, an issue’s articles. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import Type from 'typebox'
import type { StoredArticle } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { issuePage, journalPage, journalsPage } from '../web/browse.ts'
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
    return sendPage(reply, journalsPage(journals, { name, span }))
  })

  app.get('/browse/:journal', { schema: { hide: true } }, async (request, reply) => {
    const { journal: slug = '' } = request.params as Record<string, string> // Fastify gives the names of the path
    const { volume, issue = '', page } = readQuery<Type.Static<typeof JournalQuery>>(JournalQuery, request.query)
    const journal = await browse.journal(slug)
    if (!journal) throw missing()
    const path = `/browse/${encodeURIComponent(slug)}`
    const issues = await browse.volumes(slug)
    if (volume === undefined) {
      const span = spanOf(path, page, issues.length, sizes.issues)
      const shown = issues.slice((page - 1) * sizes.issues, page * sizes.issues)
      return sendPage(reply, journalPage(journal, shown, { name, span }))
    }
    const found = issues.find((one) => one.volume === volume && one.issue === issue)
    if (!found) throw missing()
    const where = { volume, issue }
    const span = spanOf(`${path}?${new URLSearchParams(where)}`, page, found.articles, sizes.articles)
    const slice = { offset: (page - 1) * sizes.articles, limit: sizes.articles }
    const records = await browse.articles({ slug, ...where, ...slice })
    const articles = records.map(({ json }): StoredArticle => JSON.parse(json))
    return sendPage(reply, issuePage(journal, where, articles, { name, span }))
  })
}

const missing = () => new Refusal('not-found', 'There is no such journal or issue; /browse has them all.')

function spanOf(path: string, page: number, things: number, size: number) {
  const pages = Math.max(1, Math.ceil(things / size))
  if (page > pages) throw new Refusal('not-found', `There are ${pages} pages.`)
  return { path, page, pages }
}

const sendPage = (reply: FastifyReply, html: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .send(html)
