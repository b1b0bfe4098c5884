/** relation, update-to, updated-by: how the work stands to others. */
import type { Article, Relation } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { doiKey } from '../../article/doi.ts'
import { targetOf } from '../crossref/programs.ts'
import { moment } from './dates.ts'
import { relationKeys, updateRows, type Work } from './work.ts'

/** An update needs a DOI; what updates has no day of its own in the record but that of its publication. */
export function putRelations(work: Work, article: Article): void {
  const relation: Record<string, object[]> = {}
  const updates: Record<string, object[]> = {}
  for (const one of article.relations ?? []) {
    const row = updateRows[one.type]
    if (row !== undefined && one.doi !== undefined) {
      add(updates, row.list, update(one, row, article))
    } else {
      const target = targetOf(one)
      if (target === undefined) continue
      add(relation, relationKeys[one.type], { 'id-type': target.type, id: target.id, 'asserted-by': 'subject' })
    }
  }
  work.relation = relation
  Object.assign(work, updates)
}

function add(lists: Record<string, object[]>, name: string, member: object): void {
  const list = lists[name] ?? []
  list.push(member)
  lists[name] = list
}

function update(
  { doi = '', date, label }: Relation,
  row: NonNullable<(typeof updateRows)['corrects']>,
  article: Article,
): object {
  const day = date ?? (row.list === 'update-to' ? citationDate(article) : undefined)
  const updated = moment(day)
  return {
    DOI: doiKey(doi),
    type: row.type,
    label: label ?? row.label,
    source: 'publisher',
    ...(updated !== undefined && { updated }),
  }
}
