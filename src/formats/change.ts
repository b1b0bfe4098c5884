/** Coarsenings as changes of the values under a path that leave every other value where it is. */
import type { Article } from '../../schemas/article.ts'
import { type At, changing } from './changed.ts'
import type { Coarsening, Field } from './codec.ts'

/** A row that changes every value under a path; undefined leaves it out, in a list without moving its neighbours. */
export const change = (
  field: Field,
  how: string,
  to: (value: unknown, article: Article, at: At) => unknown,
): Coarsening => ({ field, how, apply: changing(field, to, 'gaps') })

/** A row that leaves members out of the objects under a path. */
export const without = <T extends object>(
  field: Field,
  how: string,
  names: (value: T, article: Article) => readonly (keyof T)[],
): Coarsening =>
  change(field, how, (value, article) => {
    const object = value as T // the field’s own shape
    const there = names(object, article).filter((name) => object[name] !== undefined)
    if (there.length === 0) return object
    const out = { ...object }
    for (const name of there) delete out[name]
    return out
  })
