/** The judge of losses: searches what a format wrote for everything it says it kept. */
import type { Article } from '../../schemas/article.ts'
import { doiUrl } from '../../src/article/doi.ts'
import type { Codec } from '../../src/formats/codec.ts'
import { fatesOf, leavesOf } from '../../src/formats/losses.ts'
import { plainText } from '../../src/text/rich.ts'
import { wordsOf } from './words.ts'

/** Letters and digits alone: what mark-up, escaping, quotation marks and hyphens may not change. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    // Capitals alone: a final sigma becomes another letter when texts are joined.
    .toUpperCase()

/** The leaves that are said to be kept and are not in the document, as `pointer value`. */
export function unsaidLeaves(document: string, article: Article, codec: Codec): readonly string[] {
  const words = bare(wordsOf(document, codec))
  const leaves = new Map(leavesOf(article))
  return fatesOf(article, codec).flatMap(({ pointer, fate }) => {
    const value = leaves.get(pointer)
    // An empty object has no letters to search for.
    if (fate !== 'kept' || (typeof value === 'object' && value !== null)) return []
    const forms = typeof value === 'string' ? [value, plainText(value), doiUrl(value)] : [String(value)]
    return forms.some((form) => words.includes(bare(form))) ? [] : [`${pointer} ${JSON.stringify(value)}`]
  })
}
