/** Pages and the article number that stands for them. */
import type { Article, Pages } from '../../../schemas/article.ts'
import { Pages as PagesSchema } from '../../../schemas/article.ts'
import { formatNotation, parseNotation } from './notation.ts'
import type { Row, Sink, Source } from './row.ts'
import { textField } from './values.ts'

const spaced = /[ \t]?[‐‑‒–—―−-]+[ \t]?/g
const dashes = /[‐‑‒–—―−-]+/g
const simplePage = /^[A-Za-z0-9.]+$/
const simpleSpan = /^([A-Za-z0-9.]+)--([A-Za-z0-9.]+)$/

/**
 * `pages` with two hyphens in every span; an article number stands there where there are no pages, since few styles
 * know `eid`. A span that these do not give back exactly is said again in `pagespan`.
 */
export const pagesRow: Row = {
  write(article, sink) {
    writePages(article, sink)
    const { articleNumber, pages } = article
    if (articleNumber === undefined) return
    if (!pages) sink.put('pages', held(sink.text(articleNumber)))
    sink.put('eid', sink.text(articleNumber))
  },
  read(source, draft) {
    const articleNumber = readArticleNumber(source)
    if (articleNumber !== undefined) draft.articleNumber = articleNumber
    const span = source.take('pagespan')
    const exact = span === undefined ? undefined : parseNotation(span, PagesSchema)
    if (typeof exact === 'object') {
      source.take('pages')
      draft.pages = exact as Pages // by its schema
      return
    }
    const printed = textField(source.peek('pages'))
    if (printed === undefined) return
    // Wiley’s “no-no” and Mendeley’s “n/a-n/a” say that there is no page.
    if (/^(?:no|n\/?a|-)?[-–]*(?:no|n\/?a|-)?$/i.test(printed)) return
    source.take('pages')
    const pages = printed === articleNumber ? undefined : readPages(printed)
    if (pages) draft.pages = pages
  },
}

function readArticleNumber(source: Source): string | undefined {
  for (const field of ['eid', 'article-number', 'articleno', 'art_number']) {
    const value = textField(source.peek(field))
    if (value === undefined) continue
    source.take(field)
    return value
  }
  return undefined
}

export function writePages({ pages, articleNumber }: Article, { put, putTight, text }: Sink): void {
  if (!pages) return
  const { first, last, literal } = pages
  const isSimple =
    literal === undefined &&
    first !== undefined &&
    first !== articleNumber &&
    simplePage.test(first) &&
    (last === undefined || simplePage.test(last))
  if (isSimple) putTight('pages', held(last === undefined ? first : `${first}--${last}`))
  else {
    const printed = literal ?? [first, last].filter((page) => page !== undefined).join('–')
    put('pages', held(text(printed.replace(dashes, '-')).replaceAll('-', '--')))
    put('pagespan', formatNotation(pages, PagesSchema, text))
  }
}

/** A span that begins with page 0 is none to biber, since “0” is false to Perl; into braces it does not look. */
const held = (latex: string): string => (/(?:^|, ?)0(?:-|,|$)/.test(latex) ? `{${latex}}` : latex)

function readPages(printed: string): Pages | undefined {
  const text = printed.replace(/^pp?\. ?(?=[0-9])/, '').replace(spaced, '--')
  if (text === '') return undefined
  if (simplePage.test(text)) return { first: text }
  const span = simpleSpan.exec(text)
  return span?.[1] && span[2] ? { first: span[1], last: span[2] } : { literal: text.replace(/--/g, '-') }
}
