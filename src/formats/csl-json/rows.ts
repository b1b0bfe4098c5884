/** The mapping between the record and CSL’s variables; what a variable cannot say stands under `custom`, as in the record. */
import type { Article, Draft } from '../../../schemas/article.ts'
import { datesRow } from './dates.ts'
import { doiRow, identifiersRow, statusRow, typeRow } from './links.ts'
import { contributorsRow } from './names.ts'
import { journalRow, pagesRow, plainRows } from './place.ts'
import type { Row } from './shape.ts'
import { abstractRow, keywordsRow, titleRow } from './texts.ts'

/** Members that CSL has no variable for, whole. */
const customs = [
  'affiliations',
  'heading',
  'translatedTitles',
  'issueTitle',
  'specialIssue',
  'licences',
  'copyright',
  'freeToRead',
  'funding',
  'fundingStatement',
  'subjects',
  'contentVersion',
  'links',
  'references',
  'relations',
  'clinicalTrials',
  'unmapped',
] as const satisfies readonly (keyof Article & keyof Draft)[]

const customRow: Row = {
  write(article, _item, custom) {
    for (const key of customs) if (article[key] !== undefined) custom[key] = article[key]
  },
  read({ custom }, draft) {
    for (const key of customs) {
      const value = custom.take(key)
      if (value !== undefined) Object.assign(draft, { [key]: value })
    }
  },
}

/** In the order in which an item is written. `custom` comes before what must know of it. */
export const rows: readonly Row[] = [
  typeRow,
  customRow,
  titleRow,
  contributorsRow,
  journalRow,
  ...plainRows,
  pagesRow,
  datesRow,
  doiRow,
  identifiersRow,
  keywordsRow,
  abstractRow,
  statusRow,
]
