/** What a change to an article means to others: its events, and which articles it says to be retracted or corrected. Pure. */
import type { Relation, RelationType, StoredArticle } from '../../schemas/article.ts'
import type { ChangeKind } from '../store/store.ts'

export const eventNames = [
  'article.deposited',
  'article.updated',
  'article.withdrawn',
  'article.restored',
  'article.retracted',
  'article.corrected',
] as const
export type EventName = (typeof eventNames)[number]

const kindEvents: Readonly<Record<ChangeKind, EventName>> = {
  deposit: 'article.deposited',
  update: 'article.updated',
  withdraw: 'article.withdrawn',
  restore: 'article.restored',
}

export interface Meaning {
  /** What happened, the gravest last. */
  readonly events: readonly [EventName, ...EventName[]]
  /** The articles that this change is the first to call retracted: itself, or those that it is the notice of. */
  readonly retracted?: readonly string[]
  readonly corrected?: readonly string[]
}

/** How a record says it of itself, by a relation or by a date, and of others. */
const marks = [
  { name: 'corrected', event: 'article.corrected', passive: 'corrected-by', active: 'corrects' },
  { name: 'retracted', event: 'article.retracted', passive: 'retracted-by', active: 'retracts' },
] as const

/** `json` of the version that the change made, `before` of the one before it. */
export function meaningOf(kind: ChangeKind, json: string, before: string | undefined): Meaning {
  const own = kindEvents[kind]
  if (kind === 'withdraw' || !mayBeMarked(json)) return { events: [own] }
  const article: StoredArticle = JSON.parse(json)
  const earlier: StoredArticle = before === undefined ? { doi: article.doi } : JSON.parse(before)
  const events: [EventName, ...EventName[]] = [own]
  const said: { -readonly [K in 'corrected' | 'retracted']?: readonly string[] } = {}
  for (const { name, event, passive, active } of marks) {
    const isNews = newOf(article, earlier, passive).length > 0 || datesOf(article, name) > datesOf(earlier, name)
    const others = newOf(article, earlier, active).flatMap(({ doi }) => (doi === undefined ? [] : [doi]))
    const dois = [...(isNews ? [article.doi] : []), ...new Set(others)]
    if (dois.length === 0) continue
    events.push(event)
    said[name] = dois
  }
  return { events, ...said }
}

/** Most records say nothing of the kind, and need not be read. */
export const mayBeMarked = (json: string): boolean => /"(?:retract|correct)(?:s|ed|ed-by)"/.test(json)

/** Relations of a type that were not there before. */
function newOf(article: StoredArticle, earlier: StoredArticle, type: RelationType): readonly Relation[] {
  const known = new Set(ofType(earlier, type).map(targetOf))
  return ofType(article, type).filter((relation) => !known.has(targetOf(relation)))
}

const ofType = ({ relations = [] }: StoredArticle, type: RelationType) => relations.filter((one) => one.type === type)

const targetOf = ({ doi, url, identifier }: Relation): string =>
  (doi ?? url ?? identifier ?? '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

const datesOf = ({ dates }: StoredArticle, name: 'corrected' | 'retracted'): number =>
  name === 'corrected' ? (dates?.corrected?.length ?? 0) : Number(dates?.retracted !== undefined)
