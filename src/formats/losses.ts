/** What a format makes of an article: first the coarser forms, then without what has no place. */
import type { Article } from '../../schemas/article.ts'
import { visit } from '../article/paths.ts'
import type { Codec, Field } from './codec.ts'

/** The article as this format can say it: what reading back its output must give. */
export function lessened(article: Article, codec: Pick<Codec, 'loses' | 'coarsens'>): Article {
  let out: Article = structuredClone(article)
  for (const { apply } of codec.coarsens ?? []) out = apply(out)
  return drop(out, codec.loses)
}

/** A copy without these fields, and without what is empty once they are gone. */
export function drop(article: Article, fields: readonly Field[]): Article {
  const out: Article = structuredClone(article)
  for (const field of fields) {
    visit(out, field.split('/'), ({ holder, key }) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
    })
  }
  return (prune(out) ?? {}) as Article // pruning an object gives an object
}

/** Without undefined values, empty lists and empty objects; `freeToRead: {}` says something by being there. */
function prune(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    const list = value.map((member) => prune(member)).filter((member) => member !== undefined)
    return list.length > 0 ? list : undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([name, member]) => [name, prune(member, name)] as const)
    .filter(([, member]) => member !== undefined)
  return entries.length > 0 || key === 'freeToRead' ? Object.fromEntries(entries) : undefined
}

/** Which declared losses this article meets: the fields of it that the format drops or coarsens. */
export function lossesOf(article: Article, codec: Pick<Codec, 'loses' | 'coarsens'>): readonly string[] {
  const met: string[] = []
  for (const field of codec.loses) {
    let found = false
    visit(article, field.split('/'), () => {
      found = true
    })
    if (found) met.push(field)
  }
  for (const { field, how, apply } of codec.coarsens ?? []) {
    if (JSON.stringify(apply(structuredClone(article))) !== JSON.stringify(article)) met.push(`${field}: ${how}`)
  }
  return met
}
