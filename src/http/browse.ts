/** Pages for whoever walks: `/browse`, a journal’s volumes and issues, an issue’s articles. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { StoredArticle } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { journalYears } from '../library/journal-years.ts'
import type { Library } from '../library/library.ts'
import { issuePage, journalPage, journalPath, journalsPage, type ListedJournal } from '../web/browse.ts'
import type { Pages } from './pages.ts'
import { readQuery } from './request.ts'

const page = { page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }) }
const JournalsQuery = Type.Object(page, { additionalProperties: false })
const text = Type.Optional(Type.String({ maxLength: 200 }))
const JournalQuery = Type.Object({ volume: text, issue: text, ...page }, { additionalProperties: false })

/** On a page. */
const sizes = { journals: 200, issues: 1000, articles: 200 } as const

interface BrowseDoors {
  readonly library: Library
  readonly site: Site
  readonly pages: Pages
}

/** Registers `/browse` and `/browse/{journal}`. */
export function browseRoutes(app: FastifyInstance, { library, site, pages }: BrowseDoors): void {
  const { name } = site
  const { browse } = library

  app.get('/browse', { schema: { hide: true } }, async (request, reply) => {
    const { page } = readQuery<Type.Static<typeof JournalsQuery>>(JournalsQuery, request.query)
    return pages.send(request, reply, async () => {
      const { journals, total } = await browse.journals((page - 1) * sizes.journals, sizes.journals)
      return journalsPage(journals, { name, span: spanOf('/browse', page, total, sizes.journals) })
    })
  })

  app.get('/browse/:journal', { schema: { hide: true } }, async (request, reply) => {
    const { journal: slug = '' } = request.params as Record<string, string> // Fastify gives the names of the path
    const query = readQuery<Type.Static<typeof JournalQuery>>(JournalQuery, request.query)
    return pages.send(request, reply, async () => {
      const journal = await browse.journal(slug)
      if (!journal) throw missing()
      const { volume, issue = '', page } = query
      return volume === undefined ? volumesOf(journal, page) : articlesIn(journal, { volume, issue }, page)
    })
  })

  async function volumesOf(journal: ListedJournal, page: number): Promise<string> {
    const { slug } = journal
    const issues = await browse.volumes(slug)
    const span = spanOf(journalPath(slug), page, issues.length, sizes.issues)
    const shown = issues.slice((page - 1) * sizes.issues, page * sizes.issues)
    // The plot is worth having, and the page without it too.
    const years = page > 1 ? [] : await journalYears(slug, journal.name, library).catch(noneInTime)
    return journalPage(journal, shown, { name, span }, years)
  }

  async function articlesIn(
    journal: ListedJournal,
    where: { readonly volume: string; readonly issue: string },
    page: number,
  ): Promise<string> {
    const { slug } = journal
    const found = await browse.issue({ slug, ...where })
    if (!found) throw missing()
    const span = spanOf(`${journalPath(slug)}?${new URLSearchParams(where)}`, page, found.articles, sizes.articles)
    const slice = { offset: (page - 1) * sizes.articles, limit: sizes.articles }
    const records = await browse.articles({ slug, ...where, ...slice })
    const articles = records.map(({ json }): StoredArticle => JSON.parse(json))
    return issuePage(journal, where, articles, { name, span })
  }
}

function noneInTime(error: unknown): [] {
  if (error instanceof Refusal && error.code === 'unavailable') return []
  throw error
}

const missing = () => new Refusal('not-found', 'There is no such journal or issue; /browse has them all.')

function spanOf(path: string, page: number, things: number, size: number) {
  const pages = Math.max(1, Math.ceil(things / size))
  if (page > pages) throw new Refusal('not-found', `There are ${pages} pages.`)
  return { path, page, pages }
}
