/** The first page. */
import type { FastifyInstance } from 'fastify'
import type { StoredArticle } from '../../schemas/article.ts'
import type { Site } from '../formats/codec.ts'
import { codecs } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import { homePage } from '../web/home.ts'
import type { Pages } from './pages.ts'

/** So many of each. */
const shown = { journals: 12, latest: 6 } as const

interface HomeDoors {
  readonly library: Library
  readonly site: Site
  readonly pages: Pages
  /** How many citation styles there are. */
  readonly styles: number
}

/** Registers `/`. */
export function homeRoutes(app: FastifyInstance, { library, site, pages, styles }: HomeDoors): void {
  app.get('/', { schema: { hide: true } }, (request, reply) =>
    pages.send(request, reply, async () => {
      const sort = { by: 'deposited', order: 'descending' } as const
      const { items } = await library.list({ limit: shown.latest, sort })
      const { journals, total } = await library.browse.journals(0, shown.journals)
      return homePage({
        site,
        articles: await library.count(),
        journals,
        allJournals: total,
        latest: items.map(({ json }): StoredArticle => JSON.parse(json)),
        formats: codecs.length,
        styles,
      })
    }),
  )
}
