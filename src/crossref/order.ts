/** What lists of works are sorted by: the registry’s names and ours. */
import type { Question, SortKey } from '../store/store.ts'

export const sortFields: Readonly<Record<string, SortKey>> = {
  accepted: 'accepted',
  created: 'created',
  deposited: 'modified',
  indexed: 'modified',
  // Nobody is known to cite anything here: all are equal.
  'is-referenced-by-count': 'deposited',
  issued: 'published',
  posted: 'posted',
  published: 'published',
  'published-online': 'online',
  'published-print': 'print',
  received: 'received',
  'references-count': 'references',
  relevance: 'relevance',
  revised: 'revised',
  score: 'relevance',
  updated: 'modified',
}

export const orders: readonly string[] = ['asc', 'desc', '1', '-1']

interface Asked {
  readonly sort?: string | undefined
  readonly order?: string | undefined
  readonly cursor?: string | undefined
}

/**
 * By relevance where something is searched for, otherwise the newest change first. A walk by cursor goes in the order of
 * first deposit, which nothing that is written meanwhile can change.
 */
export function orderOf({ sort, order, cursor }: Asked, searching: boolean): Question['sort'] {
  const by = (sort === undefined ? undefined : sortFields[sort]) ?? (searching ? 'relevance' : undefined)
  if (by === undefined && cursor !== undefined) return { by: 'deposited', order: 'ascending' }
  const ascending = order === 'asc' || order === '1'
  return { by: by ?? 'modified', order: ascending ? 'ascending' : 'descending' }
}
