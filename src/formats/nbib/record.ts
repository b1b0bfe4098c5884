/** One record of the tagged form as a draft. */
import type { Draft } from '../../../schemas/article.ts'
import { looseRich } from '../../text/loose-markup.ts'
import { placesOf } from '../pubmed/places.ts'
import { added } from '../pubmed/read/source.ts'
import { putTitles } from '../pubmed/read/texts.ts'
import { endedTitle } from '../pubmed/titles.ts'
import { anyArticle, typeOfWord } from '../pubmed/types.ts'
import { type Notes, notesOf } from '../records.ts'
import type { NbibField, NbibRecord } from './fields.ts'
import { peopleOf } from './people.ts'
import { readDates, readLocation } from './place.ts'
import { readRows } from './rows.ts'
import { type NbibSource, named } from './source.ts'

export function readNbib({ fields }: NbibRecord): { readonly draft: Draft; readonly notes: Notes['list'] } {
  const draft: Draft = {}
  const notes = notesOf()
  const unmapped: { path: string; value: string }[] = []
  const keep = ({ tag, text }: NbibField) => {
    if (text !== '') unmapped.push({ path: tag, value: text })
  }
  const source: NbibSource = { draft, notes, places: placesOf(), fields, keep }
  readTitle(source)
  readTypes(source)
  peopleOf(source)
  readRows(source)
  readDates(source)
  readLocation(source)
  if (source.places.list.length > 0) draft.affiliations = source.places.list
  if (unmapped.length > 0) draft.unmapped = unmapped
  return { draft, notes: notes.list }
}

/** A title over several fields is one title. */
function readTitle({ draft, notes, fields, keep }: NbibSource): void {
  const said = named(fields, 'TI')
    .map(({ text }) => text)
    .join(' ')
  const [own, ...others] = named(fields, 'TT')
  for (const other of others) keep(other)
  const title = said === '' ? undefined : endedTitle(looseRich(said))
  // Of an English article the English title is no translation, whatever else it is called.
  const isOwn = title !== undefined && !title.isTranslation && isEnglish(fields)
  if (own && isOwn) keep(own)
  putTitles(title, own && !isOwn ? looseRich(own.text) : undefined, { draft, notes })
}

function isEnglish(fields: readonly NbibField[]): boolean {
  const languages = fields.filter(({ tag }) => tag === 'LA').map(({ text }) => text.trim().toLowerCase())
  return languages.length > 0 && languages.every((language) => language === 'eng')
}

function readTypes(source: NbibSource): void {
  const { draft, fields, keep } = source
  for (const field of named(fields, 'PT')) {
    const type = typeOfWord(field.text)
    if (field.text === 'Retracted Publication' && !fields.some(({ tag }) => tag === 'RIN')) {
      draft.relations = added(draft.relations, { type: 'retracted-by' })
    } else if (type !== undefined && draft.type === undefined) draft.type = type
    else if (!anyArticle.test(field.text) && field.text !== 'Retracted Publication') keep(field)
  }
}
