/** The shape of a service’s rules, and how an article is judged by them. Pure. */
import type { Article } from '../../schemas/article.ts'
import type { Site } from '../formats/codec.ts'

/** Required: the service does not take the article. Recommended: it takes it and makes less of it. */
export const weights = ['required', 'recommended'] as const
export type Weight = (typeof weights)[number]

/** JSON Pointers (RFC 6901) into the record, of what is not there or not as it should be; none where all is well. */
export type Ask = (article: Article, site: Site) => readonly string[]

export interface Rule {
  readonly weight: Weight
  readonly ask: Ask
  /** What the service does with it, and so misses. */
  readonly reason: string
  readonly remedy: string
}

export interface Service {
  readonly name: string
  readonly title: string
  /** Where the service says what it asks for. */
  readonly source: string
  readonly rules: readonly Rule[]
}

export interface MissingRow {
  readonly weight: Weight
  /** The first field that a rule misses. */
  readonly field: string
  /** How many others of the same kind. */
  readonly more: number
  readonly reason: string
  readonly remedy: string
}

export interface ServiceReport {
  readonly service: string
  readonly title: string
  readonly source: string
  /** Whether nothing is missing that is required. */
  readonly ready: boolean
  /** What is required first. */
  readonly missing: readonly MissingRow[]
}

export function reportOf({ name, title, source, rules }: Service, article: Article, site: Site): ServiceReport {
  const missing = rules.flatMap(({ weight, ask, reason, remedy }): MissingRow[] => {
    const [field, ...others] = ask(article, site)
    return field === undefined ? [] : [{ weight, field, more: others.length, reason, remedy }]
  })
  const inOrder = weights.flatMap((weight) => missing.filter((row) => row.weight === weight))
  return { service: name, title, source, ready: inOrder[0]?.weight !== 'required', missing: inOrder }
}
