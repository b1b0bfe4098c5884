/** What a reader of a reference must know of the article’s fate, in words. */
import type { Article } from '../../schemas/article.ts'
import { doiUrl } from './doi.ts'

const retracted = 'Retracted'
const standings = [
  ['retracted-by', retracted],
  ['has-expression-of-concern', 'Expression of concern'],
  ['corrected-by', 'Corrected'],
] as const

/** `Retracted: https://doi.org/…`, the gravest first; nothing where nothing happened. */
export function standingOf({ relations = [], dates }: Pick<Article, 'relations' | 'dates'>): string | undefined {
  for (const [type, word] of standings) {
    const found = relations.find((relation) => relation.type === type)
    if (found) return found.doi === undefined ? word : `${word}: ${doiUrl(found.doi)}`
    // A date alone tells of the retraction too, which no concern or correction outweighs.
    if (word === retracted && dates?.retracted !== undefined) return word
  }
  return undefined
}
