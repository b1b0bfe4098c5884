/** Relations and updates as the API says them. */
import type { Article, Relation } from '../../../../schemas/article.ts'
import { citationDate } from '../../../article/citation-date.ts'
import { doiKey } from '../../../article/doi.ts'
import { standingOf } from '../../../article/standing.ts'
import { rewritten } from '../../crossref/coarser.ts'
import { targetOf } from '../../crossref/programs.ts'
import { relationType, target } from '../../crossref/read/relations.ts'
import { relationKeys, updateRows } from '../work.ts'
import { asParts } from './dates.ts'

/** Relations in the groups of the API; then what a notice did, and what was done to the article. */
export const relationRow = rewritten(
  'relations',
  'one identifier under a key; an update has a date and a label',
  (article) => {
    const groups = new Map<string, Relation[]>()
    for (const name of ['update-to', 'updated-by']) groups.set(name, [])
    const related = new Map<string, Relation[]>()
    for (const relation of article.relations ?? []) {
      const row = relation.doi === undefined ? undefined : updateRows[relation.type]
      const to = targetOf(relation)
      const key = relationKeys[relation.type]
      if (row !== undefined) groups.get(row.list)?.push(updated(relation, article))
      else if (to !== undefined)
        related.set(key, [
          ...(related.get(key) ?? []),
          { type: relationType(key) ?? 'other', ...target(to.id, to.type) },
        ])
    }
    const said = [...related.values(), ...groups.values()].flat()
    const standing = standingOf(article)
    if (standing === undefined || standingOf({ relations: said, dates: article.dates ?? {} }) !== undefined) return said
    const first = article.relations?.find((one) => standingOf({ relations: [one] }) === standing)
    return first === undefined
      ? said
      : [...said, { type: first.type, ...(first.doi !== undefined && { doi: first.doi }) }]
  },
)

/** An update bears the day of the notice where it has none of its own. */
function updated({ type, doi = '', date, label }: Relation, article: Article): Relation {
  const row = updateRows[type]
  const day = asParts(date ?? (row?.list === 'update-to' ? citationDate(article) : undefined))
  const isOwn = label === undefined || label.toLowerCase() === row?.label.toLowerCase()
  return { type, doi: doiKey(doi), ...(!isOwn && { label }), ...(day !== undefined && { date: day }) }
}
