/** The shape of an item in CSL-JSON 1.0.2, and how its rows are written. */
import type { Article, Draft } from '../../../schemas/article.ts'
import type { WriteOptions } from '../codec.ts'

export interface CslName {
  family?: string
  given?: string
  'dropping-particle'?: string
  'non-dropping-particle'?: string
  suffix?: string
  literal?: string
}

export interface CslDate {
  'date-parts'?: number[][]
  season?: string | number
  literal?: string
}

/** Any members of an item; `csl-data.json` closes the list, the tests see to it. */
export type Item = Record<string, unknown>

/** One subject: written as variables of CSL, and what they cannot say under `custom`. */
export interface Row {
  readonly write: (article: Article, item: Item, custom: Item, options?: WriteOptions) => void
  readonly read: (source: Source, draft: Draft) => void
}

/** The members of one item, each of which is taken once; what nobody takes is reported as not understood. */
export interface Source {
  readonly item: Members
  readonly custom: Members
  readonly note: (code: string, pointer: string, message: string, value?: unknown) => void
}

export interface Members {
  readonly take: (name: string) => unknown
  readonly peek: (name: string) => unknown
  readonly left: () => [string, unknown][]
}

export function membersOf(object: Item): Members {
  const members = new Map(Object.entries(object))
  return {
    peek: (name) => members.get(name),
    take(name) {
      const value = members.get(name)
      members.delete(name)
      return value
    },
    left: () => [...members],
  }
}

export const isObject = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first text of several variables for one thing; those that say another are left. */
export function firstText({ peek, take }: Members, ...names: readonly string[]): string | undefined {
  let first: string | undefined
  for (const name of names) {
    const text = textOf(peek(name))
    first ??= text
    if (text === first) take(name)
  }
  return first
}

/** A variable as text: numbers are allowed for many, and Crossref sends lists of one. */
export function textOf(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value
  if (typeof one === 'number') return String(one)
  return typeof one === 'string' && one.trim() !== '' ? one : undefined
}
