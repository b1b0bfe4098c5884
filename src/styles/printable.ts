/** An item as the engine is given it: what styles print, said so that they print it right. */
import type { CslItem } from './csl.ts'

/** What is not printed: the record’s rest, and `status`, which few styles know and put anywhere (Bluebook: before the year). */
const unprinted: ReadonlySet<string> = new Set(['custom', 'status', 'citation-key'])

/** The item for a style; `both` is whether the style prints the page and the number of an article. */
export function printable(item: CslItem, both: () => boolean): CslItem {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(item)) {
    if (unprinted.has(name) || value === undefined) continue
    if (Array.isArray(value)) out[name] = value.map(personal)
    else if (typeof value === 'string' && titles.has(name)) out[name] = withBinomials(value)
    else out[name] = value
  }
  // An article number stands in both, since most styles print it from the page alone.
  if (out.number !== undefined && out.number === out.page && both()) {
    delete out.page
    delete out['page-first']
  }
  return out
}

const titles: ReadonlySet<string> = new Set(['title', 'title-short'])

/** `<i>Eurydice pulchra</i>`, `<i>E. coli</i>`: the second word of a species is small in a title of capitals too. */
const binomial = /<i>([A-Z][a-z]*\.? [a-z-]+(?: [a-z-]+)?)<\/i>/g
const withBinomials = (title: string): string =>
  title.includes('<i>') ? title.replace(binomial, '<span class="nocase"><i>$1</i></span>') : title

/**
 * A body as a family name: after persons citeproc-js joins a `literal` by rules of its own, and writes “A., and The
 * Consortium” where the style wants no comma (Nature, Cite Them Right). One that begins small would lose its first word.
 */
function personal(name: unknown): unknown {
  if (typeof name !== 'object' || name === null || !('literal' in name)) return name
  const { literal, ...others } = name
  return typeof literal === 'string' && Object.keys(others).length === 0 && !/^\p{Ll}/u.test(literal)
    ? { family: literal }
    : name
}

/** The item by which a style is asked whether it prints both. */
export const probe: CslItem = {
  type: 'article-journal',
  title: 'T',
  author: [{ family: 'A', given: 'B' }],
  'container-title': 'J',
  volume: '1',
  number: 'N7777',
  page: 'P8888',
  issued: { 'date-parts': [[2020]] },
}
export const hasBoth = (text: string): boolean => text.includes('N7777') && text.includes('P8888')
