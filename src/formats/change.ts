/** Coarsenings as changes of the values under a path that leave every other value where it is. */
import type { Article } from '../../schemas/article.ts'
import { copyOf } from '../article/copy.ts'
import { hasAny, type Place, visit } from '../article/paths.ts'
import type { Coarsening, Field } from './codec.ts'

/** A row that changes every value under a path; undefined leaves it out, in a list without moving its neighbours. */
export const change = (
  field: Field,
  how: string,
  to: (value: unknown, article: Article, place: Place) => unknown,
): Coarsening => ({
  field,
  how,
  apply(article) {
    const path = field.split('/')
    if (!hasAny(article, path)) return article
    const out = copyOf(article)
    visit(out, path, (place) => {
      const value = to(place.value, article, place)
      if (value === undefined) delete place.holder[place.key]
      else place.holder[place.key] = value
    })
    return out
  },
})

/** A row that leaves members out of the objects under a path. */
export const without = <T extends object>(
  field: Field,
  how: string,
  names: (value: T, article: Article) => readonly (keyof T)[],
): Coarsening =>
  change(field, how, (value, article) => {
    const object = value as T // the field’s own shape
    for (const name of names(object, article)) delete object[name]
    return object
  })
