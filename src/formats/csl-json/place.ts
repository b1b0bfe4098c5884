/** Where the article appeared: journal, volume, pages. */
import type { Journal, Pages } from '../../../schemas/article.ts'
import { firstText, type Item, isObject, type Row, textOf } from './shape.ts'

const inVariables = new Set(['title', 'abbreviatedTitles', 'issn', 'publisher'])

export const journalRow: Row = {
  write({ journal }, item, custom) {
    if (!journal) return
    const { title, abbreviatedTitles, issn, publisher } = journal
    let rest: Item | undefined
    for (const key in journal) if (!inVariables.has(key)) rest = { ...rest, [key]: journal[key as keyof Journal] } // its own keys
    if (title !== undefined) item['container-title'] = title
    const short = abbreviatedTitles?.[0]
    if (short) item['container-title-short'] = short.title
    if (abbreviatedTitles && (abbreviatedTitles.length > 1 || short?.type !== undefined))
      rest = { ...rest, abbreviatedTitles }
    if (publisher?.name !== undefined) item.publisher = publisher.name
    if (publisher?.place !== undefined) item['publisher-place'] = publisher.place
    if (publisher?.ror !== undefined) rest = { ...rest, publisher: { ror: publisher.ror } }
    if (issn) {
      const { print, electronic, linking, unspecified } = issn
      const one = electronic ?? print ?? linking ?? unspecified?.[0]
      if (one !== undefined) item.ISSN = one
      if (unspecified?.length !== 1 || Object.keys(issn).length > 1) rest = rest ? { ...rest, issn } : { issn }
    }
    if (rest) custom.journal = rest
  },
  read({ item, custom }, draft) {
    const journal: Journal = {}
    const title = textOf(item.take('container-title'))
    if (title !== undefined) journal.title = title
    const short = firstText(item, 'container-title-short', 'short-container-title', 'journalAbbreviation')
    if (short !== undefined) journal.abbreviatedTitles = [{ title: short }]
    const name = textOf(item.take('publisher'))
    const place = firstText(item, 'publisher-place', 'publisher-location')
    if (name !== undefined || place !== undefined)
      journal.publisher = { ...(name && { name }), ...(place && { place }) }
    const issn = item.take('ISSN')
    const unspecified = (Array.isArray(issn) ? issn : (textOf(issn)?.split(/[\s,;]+/) ?? [])).filter(isText)
    if (unspecified.length > 0) journal.issn = { unspecified }
    const rest = custom.take('journal')
    if (isObject(rest)) {
      const { publisher, ...others } = rest
      Object.assign(journal, others)
      if (isObject(publisher)) journal.publisher = { ...journal.publisher, ...publisher }
    }
    if (Object.keys(journal).length > 0) draft.journal = journal
  },
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Variables that hold a member of the record as it is. */
const plain = [
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['supplement', 'supplement'],
  ['language', 'language'],
] as const

const plainRow = ([key, variable]: (typeof plain)[number]): Row => ({
  write(article, item) {
    if (article[key] !== undefined) item[variable] = article[key]
  },
  read({ item }, draft) {
    const value = textOf(item.take(variable))
    if (value !== undefined) draft[key] = value
  },
})

export const plainRows: readonly Row[] = plain.map(plainRow)

const simplePage = /^[A-Za-z0-9.]+$/

/**
 * An article number stands in `number` and, without pages, in `page` as well: of ten styles tried six print it only
 * from `page`, and none prints it twice.
 */
export const pagesRow: Row = {
  write({ pages, articleNumber }, item, custom) {
    if (pages) {
      const { first, last, literal } = pages
      item.page = literal ?? (first === undefined || last === undefined ? (first ?? last ?? '') : `${first}-${last}`)
      if (first !== undefined) item['page-first'] = first
      const isSimple = literal === undefined && first !== undefined && simplePage.test(first)
      if (!isSimple || first === articleNumber || (last !== undefined && !simplePage.test(last))) custom.pages = pages
    } else if (articleNumber !== undefined) item.page = articleNumber
    if (articleNumber !== undefined) item.number = articleNumber
  },
  read({ item, custom }, draft) {
    const articleNumber = firstText(item, 'number', 'article-number')
    if (articleNumber !== undefined) draft.articleNumber = articleNumber
    const exact = custom.take('pages')
    const first = textOf(item.take('page-first'))
    const page = textOf(item.take('page')) ?? first
    if (isObject(exact))
      draft.pages = exact as Pages // judged by admit
    else if (page !== undefined && page !== articleNumber) draft.pages = readPages(page)
  },
}

function readPages(page: string): Pages {
  const [first, last, ...others] = page.split(/\s*[‐‑‒–—−-]+\s*/)
  if (first === undefined || others.length > 0 || ![first, last ?? '1'].every((end) => simplePage.test(end))) {
    return { literal: page }
  }
  return last === undefined ? { first } : { first, last }
}
