/** What our own writer tells of the fate of an article, in words: it says which of its relations is meant. */
import type { RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { relationTypes } from '../related.ts'
import { bagsOf, take } from './bag.ts'
import { added, type Context } from './context.ts'
import { meaningOf } from './related.ts'

export const standingWords: ReadonlyMap<string, RelationType> = new Map<string, RelationType>([
  ['Retracted', 'retracted-by'],
  ['Expression of concern', 'has-expression-of-concern'],
  ['Corrected', 'corrected-by'],
])

/** `Retracted: https://doi.org/10.1000/x`: relations that DataCite has only a weaker word for are named by it. */
export function readStanding({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'descriptions', 'description')) {
    if (bag.descriptionType !== 'Other' || typeof bag.description !== 'string') continue
    const [, word = '', address] = /^([A-Z][a-z ]{5,25})(?:: (\S+))?$/.exec(bag.description) ?? []
    const type = standingWords.get(word)
    const doi = address === undefined ? undefined : parseDoi(address)
    if (type === undefined || (address !== undefined && doi === undefined)) continue
    take(bag, 'description')
    take(bag, 'descriptionType')
    const weaker = meaningOf(...relationTypes[type])
    const meant = (draft.relations ?? []).filter((one) => one.type === weaker.type && one.label === weaker.label)
    for (const relation of meant) {
      relation.type = type
      delete relation.label
    }
    if (meant.length > 0 || (type === 'retracted-by' && doi === undefined && draft.dates?.retracted !== undefined))
      continue
    draft.relations = added(draft.relations, { type, ...(doi !== undefined && { doi }) })
  }
}
