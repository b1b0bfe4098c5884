/** A coarsening that is what reading gives back, for fields whose written form is words that a reader must understand. */
import type { Article, Draft } from '../../schemas/article.ts'
import { admit } from '../article/admit.ts'
import { Refusal } from '../article/refusal.ts'
import type { AtOnce } from './at-once/values.ts'
import type { Coarsening, Reading } from './codec.ts'

/**
 * `fields` as writing and reading leave them, where these and the fields `beside` them are all there is. `through`
 * writes an article and reads it again. Nothing changes where reading gives what was written. `atOnce` is the short way
 * for plain values.
 */
export const asRead = (
  fields: readonly [keyof Article, ...(keyof Article)[]],
  how: string,
  through: (article: Article) => Draft | undefined,
  { beside = [], atOnce }: { readonly beside?: readonly (keyof Article)[]; readonly atOnce?: AtOnce | undefined } = {},
): Coarsening => ({
  field: fields[0],
  how,
  ...(atOnce && {
    atOnce: (article: Article) =>
      fields.every((field) => article[field] === undefined)
        ? article
        : atOnce(article, (part) => admitted(part, through)),
  }),
  apply(article) {
    if (fields.every((field) => article[field] === undefined)) return article
    const back = readBack(article, [...fields, ...beside], through)
    if (fields.every((field) => isSame(article[field], back?.[field]))) return article
    const out: Record<string, unknown> = { ...article }
    for (const field of fields) {
      if (back?.[field] === undefined) delete out[field]
      else out[field] = back[field]
    }
    return out as Article // its fields are those of one
  },
})

function readBack(
  article: Article,
  fields: readonly (keyof Article)[],
  through: (article: Article) => Draft | undefined,
): Article | undefined {
  const part = Object.fromEntries(fields.flatMap((field) => (field in article ? [[field, article[field]]] : [])))
  return admitted(part, through)
}

function admitted(part: Article, through: (article: Article) => Draft | undefined): Article | undefined {
  try {
    const draft = through(part)
    return draft && admit(draft).article
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The one record of a text of one. */
export function onlyDraft([reading]: readonly Reading[]): Draft | undefined {
  return reading && 'draft' in reading ? reading.draft : undefined
}

/** Whether two values of a record say the same, whatever the order of their members. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const [one, other] = [Object.entries(a), b as Record<string, unknown>] // read by its own keys
  return one.length === Object.keys(b).length && one.every(([key, value]) => isSame(value, other[key]))
}
