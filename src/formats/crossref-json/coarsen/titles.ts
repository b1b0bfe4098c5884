/** Titles as the API says them: lists, in Crossref’s face mark-up. */
import { change } from '../../change.ts'
import type { Coarsening, Field } from '../../codec.ts'
import { rewritten } from '../../crossref/coarser.ts'
import { richText } from '../../crossref/read/text.ts'
import { pairedTitles } from '../read/titles.ts'
import { titleText } from '../text.ts'
import { titleLists } from '../titles.ts'

/** TeX is text in face mark-up, and a tag or an entity in words is one to whoever reads the string. */
const reread = (rich: string): string => richText(titleText(rich)) ?? ''
export const face = (field: Field): Coarsening =>
  change(field, 'TeX as its text', (rich) => reread(String(rich)) || undefined)

export const titleRow = rewritten(
  'translatedTitles/*',
  'lists of titles and of subtitles, without languages',
  (article, out) => {
    const { titles, subtitles, originals } = titleLists(article)
    const read = pairedTitles(titles.map(reread), subtitles.map(reread), originals.map(reread)).titles
    for (const field of ['title', 'subtitle'] as const) {
      if (read[field] === undefined) delete out[field]
      else out[field] = read[field]
    }
    return read.translatedTitles
  },
)
