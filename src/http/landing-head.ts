/** What the formats put into a landing page for programs: above its text, and within it. */
import type { StoredArticle } from '../../schemas/article.ts'
import type { Site } from '../formats/codec.ts'
import { coins } from '../formats/coins.ts'
import { dublinCoreMetas } from '../formats/highwire/dublin-core.ts'
import { metaTags } from '../formats/highwire.ts'
import { writers } from '../formats/index.ts'
import { schemaOrg } from '../formats/schema-org.ts'
import { landingHead } from '../web/head.ts'
import { landingLinks, landingUrl, linksetLinks } from '../web/signposting.ts'

export const headOf = (article: StoredArticle, site: Site) =>
  landingHead({
    tags: metaTags(article, site),
    dublinCore: dublinCoreMetas(article),
    jsonLd: schemaOrg.write(article, site, {}),
    links: [
      { rel: 'canonical', href: landingUrl(article.doi, site) },
      ...landingLinks(article, landingUrl(article.doi, site), writers),
      ...linksetLinks(article.doi, site),
    ],
  })

/** The span that library software looks for in the text. */
export const contextOf = (article: StoredArticle, site: Site): string => coins.write(article, site)
