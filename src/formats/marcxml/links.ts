/** 856: where the article is. First indicator 4: HTTP, 1: FTP; second 0: the resource itself. */
import type { Article } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { each, type Markup, sequence } from '../../text/markup.ts'
import { linkTitles } from '../jats/vocabulary.ts'
import { data } from './field.ts'

/** $7: access status, 0 open; only where that is known without a day from which it holds. */
export const links = ({ doi, links, freeToRead }: Article): Markup =>
  sequence(
    data('856', '40', [
      ['u', doi && doiUrl(doi)],
      ['7', doi !== undefined && freeToRead !== undefined && freeToRead.start === undefined ? '0' : undefined],
    ]),
    each(links, ({ url, kind, mediaType, contentVersion }) =>
      data('856', url.startsWith('ftp') ? '10' : '40', [
        ['3', linkTitles[kind]],
        ['u', url],
        ['q', mediaType],
        ['z', contentVersion && `Version: ${contentVersion}`],
      ]),
    ),
  )
