/** Cited works as the API says them. */
import type { Reference } from '../../../../schemas/article.ts'
import { change } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { citedAs } from '../../crossref/coarser.ts'
import { richText } from '../../crossref/read/text.ts'
import { readTitles } from '../read/references.ts'
import { citedText, saidTitles } from '../references.ts'
import { face } from './titles.ts'

export const referenceRows: readonly Coarsening[] = [
  face('references/*/unstructured'),
  change(
    'references/*',
    'a key, the first author in one piece, the first page; a book or a chapter by its titles',
    (one, _, { key }) => cited(one as Reference, Number(key)), // the field’s own shape
  ),
]

function cited(reference: Reference, index: number): Reference {
  const { type: _, title: __, containerTitle: ___, ...rest } = citedAs(reference, index, undefined)
  const said = Object.fromEntries(
    Object.entries(saidTitles(reference)).map(([name, title]) => [name, reread(citedText(title))]),
  )
  const out: Reference = rest
  readTitles(said, out)
  return out
}

const reread = (text: string | undefined): string | undefined => (text === undefined ? undefined : richText(text))
