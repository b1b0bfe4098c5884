/** Coarsenings of formats that have no mark-up, or give a character a meaning of its own. */
import type { Article } from '../../../schemas/article.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { changing } from '../changed.ts'
import type { Coarsening, Field } from '../codec.ts'

/** Every text at a field as `change` leaves it; undefined drops it. */
export const rewriting = (field: Field, how: string, change: (text: string) => string | undefined): Coarsening => ({
  field,
  how,
  apply: changing(field, (value) => (typeof value === 'string' ? change(value) : value)),
})

/** The article with the value at a field changed or, where `change` gives nothing, gone. */
export const edited = (article: Article, field: Field, change: (value: unknown) => unknown): Article =>
  changing(field, change)(article)

/** A field that is kept only where `keeps` says so. */
export const dropping = (field: Field, how: string, keeps: (article: Article) => boolean): Coarsening => ({
  field,
  how,
  apply: (article) => (keeps(article) ? article : edited(article, field, () => undefined)),
})

export const titleFields: readonly Field[] = [
  'title',
  'subtitle',
  'shortTitle',
  'translatedTitles/*/title',
  'translatedTitles/*/subtitle',
]
export const abstractFields: readonly Field[] = ['abstracts/*/sections/*/title', 'abstracts/*/sections/*/paragraphs/*']
const keywordField = 'keywords/*/terms/*'
export const richFields: readonly Field[] = [...titleFields, ...abstractFields, keywordField]

/** Rich text where the format has plain text alone. */
export const plainly = (fields: readonly Field[]): readonly Coarsening[] =>
  fields.map((field) =>
    rewriting(field, 'Mark-up becomes plain text, mathematics one line.', (text) => escapeRich(plainText(text))),
  )

/** Keywords in a format whose readers part them at semicolons. */
export const withoutSemicolons: Coarsening = rewriting(
  keywordField,
  'A semicolon inside a keyword becomes a comma.',
  (term) => escapeRich(plainText(term).replaceAll(';', ',')),
)
