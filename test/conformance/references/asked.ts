/** References that are asked for, and the article that each must find first. */
import type { StoredArticle } from '../../../schemas/article.ts'
import { plainText } from '../../../src/text/rich.ts'

export interface Asked {
  readonly shape: string
  readonly doi: string
  readonly reference: string
}

/** What has no author, or a title of two words, is named by nobody’s reference alone. */
export const isNamed = ({ contributors = [], title = '' }: StoredArticle): boolean =>
  contributors.some(({ role }) => role === 'author') && plainText(title).split(' ').length > 3

/** Without its DOI, which would tell everything. */
export const withoutDoi = (text: string): string =>
  text.replace(/(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:?\s*)?10\.\d{4,9}\/\S+/gi, '').trim()

/** As many as are wanted, evenly over all there are. */
export const spread = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(list.length, most) }, (_, n) => list[Math.floor(n * step)]).filter(
    (one) => one !== undefined,
  )
}
