/** Cited works as Crossref’s schema says them. */
import type { Reference } from '../../../../schemas/article.ts'
import { change, without } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { citedAs } from '../coarser.ts'
import { referenceType } from '../read/citations.ts'
import { isDepositableDoi, isIsbn } from '../values.ts'
import { citationTypes } from '../vocabulary.ts'
import { plain, reread } from './texts.ts'

export const referenceRows: readonly Coarsening[] = [
  plain('references/*/title'),
  plain('references/*/containerTitle'),
  without<Reference>('references/*', 'types, DOIs and ISBNs that the schema takes', ({ type, doi, isbn }) => [
    ...(type !== undefined && citationTypes[type] === undefined ? (['type'] as const) : []),
    ...(doi !== undefined && !isDepositableDoi(doi) ? (['doi'] as const) : []),
    ...(isbn !== undefined && !isIsbn(isbn) ? (['isbn'] as const) : []),
  ]),
  change('references/*/unstructured', 'TeX as its text', (rich) => reread(String(rich)) || undefined),
  change('references/*', 'a key, the first author in one piece, the first page', (one, _, { key }) => {
    const reference = one as Reference // the field’s own shape
    const word = reference.type === undefined ? undefined : citationTypes[reference.type]
    const type = referenceType(word)
    return { ...citedAs(reference, Number(key), type), ...(type !== undefined && { type }) }
  }),
]
