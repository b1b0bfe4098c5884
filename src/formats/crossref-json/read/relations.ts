/** relation, update-to, updated-by. */
import type { Relation } from '../../../../schemas/article.ts'
import type { Reading } from '../../crossref/read/context.ts'
import {
  addRelation,
  exactUpdates,
  passive,
  relationOf,
  relationType,
  target,
  updateType,
} from '../../crossref/read/relations.ts'
import { updateRows, type Work } from '../work.ts'
import { dateOf, isObject, objects, textOf } from './members.ts'

export function readRelations(work: Work, reading: Reading): void {
  if (isObject(work.relation)) {
    for (const [key, list] of Object.entries(work.relation)) {
      for (const one of objects(list)) related(key, one, reading)
    }
  }
  for (const one of objects(work['update-to'])) update(one, 'update-to', reading)
  for (const one of objects(work['updated-by'])) update(one, 'updated-by', reading)
}

function related(key: string, one: Work, reading: Reading): void {
  const id = textOf(one.id)
  if (id === undefined) return
  const type = relationType(key)
  addRelation(
    relationOf(type ?? 'other', target(id, textOf(one['id-type'])), type === undefined ? key : undefined),
    reading,
  )
}

/** What the registry’s own label says is said by the type; other words are kept. */
function update(one: Work, list: 'update-to' | 'updated-by', reading: Reading): void {
  const said = textOf(one.DOI)
  if (said === undefined) return
  const word = textOf(one.type) ?? ''
  const active = updateType(word)
  const type = list === 'update-to' ? active : (passive[active] ?? active)
  const label = textOf(one.label) ?? (exactUpdates.has(word) ? undefined : word)
  const isOwn = label === undefined || label.toLowerCase() === updateRows[type]?.label.toLowerCase()
  const relation: Relation = relationOf(type, target(said, 'doi'), isOwn ? undefined : label, dateOf(one.updated))
  addRelation(relation, reading)
  if (one.source !== undefined && one.source !== 'publisher') {
    reading.unmapped.push({
      path: `/${list}/source`,
      value: { DOI: said, source: one.source, 'record-id': one['record-id'] },
    })
  }
}
