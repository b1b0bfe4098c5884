/** What a thread is asked for, and what it answers. */
import type { Answer, Count, Facet, FacetsQuestion, Match, Question } from '../question.ts'
import { columns } from './order.ts'

export type Task =
  | { readonly ask: 'find'; readonly question: Question }
  | { readonly ask: 'facets'; readonly question: FacetsQuestion }
  | { readonly ask: 'count'; readonly match: Match | undefined }

export interface Results {
  readonly find: Answer
  readonly facets: readonly Facet[]
  readonly count: Count
}

/** A page of the list of all articles is a look-up of its first and a few steps: not worth another thread. */
export function isShort(task: Task): boolean {
  if (task.ask === 'count') return task.match === undefined
  if (task.ask === 'facets' || task.question.match !== undefined) return false
  const { sort, offset = 0, limit } = task.question
  const walked = sort?.by === undefined || sort.by === 'relevance' || columns[sort.by] === null
  return walked && offset + limit <= 1000
}
