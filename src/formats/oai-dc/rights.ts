/** dc:rights: access in the terms of info-eu-repo, licences by their address, copyright in words. */
import type { Article, ArticleDate } from '../../../schemas/article.ts'
import { span } from '../../article/chronology.ts'
import { dateWords } from '../../article/in-words.ts'
import { each, leaf, type Markup, none, sequence } from '../../text/markup.ts'
import { copyrightLabel, isCopyright } from '../datacite/phrases.ts'

export const rights = (article: Article, published: ArticleDate | undefined): Markup =>
  sequence(access(article, published), each(article.licences, licence), copyright(article.copyright))

/** OpenAIRE Guidelines 3.0, access rights: closed or unknown access is not claimed. */
function access(article: Article, published: ArticleDate | undefined): Markup {
  const { freeToRead } = article
  if (freeToRead === undefined) return none
  const right = isEmbargoed(article, published) ? 'embargoedAccess' : 'openAccess'
  return sequence(
    leaf('dc:rights', `info:eu-repo/semantics/${right}`),
    leaf('dc:rights', freeToRead.start && `Free to read from ${dateWords(freeToRead.start)}`),
  )
}

/** Free to read only some time after it appeared; whether that day has come, the harvester sees for itself. */
function isEmbargoed({ freeToRead }: Article, published: ArticleDate | undefined): boolean {
  const start = freeToRead?.start === undefined ? undefined : span(freeToRead.start)
  const appeared = published === undefined ? undefined : span(published)
  return start !== undefined && (appeared === undefined || start[0] > appeared[1])
}

/** OpenAIRE Guidelines 3.0, embargo end date: only a whole day can be said. */
export function embargoEnd(article: Article, published: ArticleDate | undefined): string | undefined {
  const start = article.freeToRead?.start
  return typeof start === 'string' && start.length === 10 && isEmbargoed(article, published)
    ? `info:eu-repo/date/embargoEnd/${start}`
    : undefined
}

const licence = ({ url, spdx, text }: NonNullable<Article['licences']>[number]): Markup =>
  sequence(leaf('dc:rights', url), leaf('dc:rights', spdx), leaf('dc:rights', text))

function copyright(copyright: Article['copyright']): Markup {
  if (copyright === undefined) return none
  const { statement, year, holder } = copyright
  const owner = `© ${[year, holder].filter((part) => part !== undefined).join(' ')}`
  return sequence(
    leaf('dc:rights', statement && told(statement)),
    leaf('dc:rights', owner === '© ' || owner === statement ? undefined : owner),
  )
}

/** “© 2024 …” alone is told from the owner by the label, and so is what does not say of itself that it is a statement. */
const told = (statement: string): string =>
  isCopyright(statement) && !statement.startsWith('©') ? statement : copyrightLabel + statement
