/** One record of RIS, Refer or EndNote XML as a draft. */
import type { ArticleDate, ArticleType, Dates } from '../../../../schemas/article.ts'
import { type Reading, understood } from '../../codec.ts'
import { datesRow } from './dates.ts'
import { accessionRow, doiRow, linksRow, userRow } from './links.ts'
import { contributorsRow, plainValue } from './names.ts'
import { journalRow, pagesRow, volumeRow } from './place.ts'
import { type Entry, type Row, readEntries } from './source.ts'
import { abstractRow, affiliationsRow, keywordsRow, languageRow, notesRow, titlesRow, workTypeRow } from './texts.ts'

/** What a word for the kind of record means: an article of a type, or nothing more than an article. */
export type Types = ReadonlyMap<string, ArticleType | undefined>

export interface TaggedOptions {
  readonly place: string
  readonly types: Types
  /** What becomes of a date of publication that is written and read again. */
  readonly asCited: (dates: Dates) => ArticleDate | undefined
}

export function readTagged(entries: readonly Entry[], { place, types, asCited }: TaggedOptions): Reading {
  const { draft, notes } = readEntries(entries, [
    ({ take }) => take('key'),
    typeRow(types),
    doiRow,
    linksRow,
    workTypeRow,
    titlesRow,
    contributorsRow,
    affiliationsRow,
    journalRow,
    volumeRow,
    pagesRow,
    accessionRow,
    userRow,
    languageRow,
    keywordsRow,
    abstractRow,
    notesRow,
    datesRow(asCited),
  ])
  return understood(place, draft, notes)
}

const typeRow =
  (types: Types): Row =>
  (source) => {
    for (const { value } of source.take('type')) {
      const word = plainValue(value)
      const key = word.toLowerCase()
      const type = types.get(key)
      if (type !== undefined) source.draft.type = type
      else if (!types.has(key))
        source.note('item-type', '/type', `A record of type “${word}” is read as an article.`, word)
    }
  }
