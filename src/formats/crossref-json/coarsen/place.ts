/** ISSNs, pages and numbers as the API says them. */
import type { Article, Draft } from '../../../../schemas/article.ts'
import { change } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { rewritten } from '../../crossref/coarser.ts'
import { isNoPage, readSpan } from '../../crossref/read/pages.ts'
import { numberType } from '../../crossref/read/values.ts'

export const placeRows: readonly Coarsening[] = [
  rewritten('journal/issn', 'print, electronic, and others without their kind', ({ journal }, out) => {
    const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
    const others = [linking, ...unspecified].filter((one) => one !== undefined && one !== print && one !== electronic)
    const issn = {
      ...(print !== undefined && { print }),
      ...(electronic !== undefined && { electronic }),
      ...(others.length > 0 && { unspecified: [...new Set(others)] }),
    }
    if (journal?.issn !== undefined) out.journal = { ...journal, issn } as Draft['journal'] // of strings alone
    return undefined
  }),
  change('pages', 'one span, parted where that can be done in one way; an article number is none', (pages, article) => {
    const { first, last, literal } = pages as NonNullable<Article['pages']> // the field’s own shape
    const span = literal ?? [first, last].filter(Boolean).join('-')
    return span === article.articleNumber || isNoPage(span) ? undefined : readSpan(span)
  }),
  change('identifiers/*', 'a number of the publisher', (one, { doi }) => {
    const { value } = one as { value: string } // an identifier
    return value.toLowerCase() === doi?.toLowerCase() ? undefined : { type: numberType(value), value }
  }),
]
