/** The mapping of BibTeX, in the order in which fields are written. */
import { affiliationsRow } from './affiliations.ts'
import { contributorsRow } from './byline.ts'
import { datesRow } from './dates.ts'
import { extraRows } from './extras.ts'
import { habits } from './habits.ts'
import { identifiersRow, languageRow, linksRow, noteRow, typeRow } from './links.ts'
import { pagesRow } from './pages.ts'
import { journalRow, volumeRow } from './place.ts'
import type { Row } from './row.ts'
import { stateRow } from './state.ts'
import { abstractRow, keywordsRow } from './texts.ts'
import { titleRow } from './titles.ts'

export const rows: readonly Row[] = [
  contributorsRow,
  titleRow,
  journalRow,
  volumeRow,
  pagesRow,
  datesRow,
  linksRow,
  identifiersRow,
  languageRow,
  keywordsRow,
  abstractRow,
  noteRow,
  affiliationsRow,
  typeRow,
  ...extraRows,
]

/** Fields that others refer to are read before those that refer to them. */
export const readingOrder: readonly Row[] = [
  ...rows.filter((row) => row !== linksRow && row !== noteRow && row !== identifiersRow),
  linksRow,
  noteRow,
  identifiersRow,
  stateRow,
  ...habits,
]
