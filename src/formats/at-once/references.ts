/** Cited works of plain values. */
import type { Reference } from '../../../schemas/article.ts'
import { parseDoi } from '../../article/doi.ts'
import { kinds } from '../../article/identifiers.ts'
import { type AtOnce, arePlainPages, isExact, isPlainUrl, isProse, isTerm, withFields } from './values.ts'

type Author = NonNullable<Reference['authors']>[number]

const terms = ['label', 'type', 'title', 'containerTitle', 'volume', 'issue', 'edition', 'publisher', 'isbn'] as const
const tests: { readonly [K in keyof Reference]?: (text: string) => boolean } = {
  ...Object.fromEntries(terms.map((name) => [name, isTerm])),
  key: (text) => /^[A-Za-z0-9._:-]+$/.test(text),
  year: (text) => /^[1-9]\d{3}[a-z]?$/.test(text),
  pmid: (text) => /^[1-9]\d{0,7}$/.test(text),
  issn: (text) => isExact(kinds.issn.parse(text), text),
  doi: (text) => /^10\.\d{4,9}\/[A-Za-z0-9:/_.()-]+$/.test(text) && parseDoi(text) === text,
  url: isPlainUrl,
  unstructured: isProse,
}

/** Without an article number, which some formats have for a page. */
function isPlainReference(reference: Reference): boolean {
  for (const name in reference) {
    const value = reference[name as keyof Reference] // `in` gives keys of the object
    const test = tests[name as keyof Reference] // likewise
    if (value === undefined || name === 'authors' || name === 'pages') continue
    if (typeof value !== 'string' || test === undefined || !test(value)) return false
  }
  return arePlainPages(reference) && (reference.authors ?? []).every(isPlainAuthor)
}

const isPlainAuthor = (author: Author): boolean =>
  'literal' in author
    ? isTerm(author.literal) && author.literal !== 'anonymous'
    : isTerm(author.family) && (author.given === undefined || isTerm(author.given))

/**
 * The article with its references as `said` has them; those that are not plain are written and read each by itself.
 * `areParted` tells whether none of them depends on another.
 */
export const eachReference =
  (
    said: (reference: Reference) => Reference | undefined,
    areParted?: (list: readonly Reference[]) => boolean,
  ): AtOnce =>
  (article, readBack) => {
    const { references = [] } = article
    if (areParted?.(references) === false) return undefined
    let isSame = true
    const list: Reference[] = []
    for (const reference of references) {
      const one = isPlainReference(reference) ? said(reference) : undefined
      isSame &&= one === reference
      if (one !== undefined) list.push(one)
      else list.push(...(readBack({ references: [reference] })?.references ?? []))
    }
    return isSame ? article : withFields(article, { references: list.length === 0 ? undefined : list })
  }

/** Whether a reference says more than these members. */
export function saysMore(reference: Reference, than: ReadonlySet<string>): boolean {
  for (const name in reference) {
    if (!than.has(name) && reference[name as keyof Reference] !== undefined) return true // `in` gives keys of the object
  }
  return false
}
