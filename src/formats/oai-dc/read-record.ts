/** A Dublin Core record as a draft: fifteen elements in any order, each as often as the source likes. */
import type { Draft } from '../../../schemas/article.ts'
import { languageTag, primaryLanguage } from '../../article/language-codes.ts'
import { elements, type XmlNode } from '../../text/xml.ts'
import { type Reading, understood } from '../codec.ts'
import { type Kept, keptOf } from '../kept.ts'
import { envelopeRest, type Found, type Notes, notesOf } from '../records.ts'
import { type Context, takeTexts } from './context.ts'
import { readDates } from './read-dates.ts'
import { readIdentifiers, readRelations } from './read-links.ts'
import { readRights } from './read-rights.ts'
import { readDescriptions, readPeople, readSources, readSubjects, readTitles, readTypes } from './read-texts.ts'

export const kind = {
  title: 'Dublin Core',
  is: ({ name }: XmlNode): boolean => /^(?:dc|oai_dc|pex-dc|qdc|qualifieddc|simpledc|dublin_?core)$/i.test(name),
}

const parts: readonly ((context: Context) => void)[] = [
  readLanguage,
  readTitles,
  readPeople,
  readSubjects,
  readTypes,
  readIdentifiers,
  readPublisher,
  readDates,
  readSources,
  readRelations,
  readRights,
  readDescriptions,
]

export function readDublinCore({ place, node, header }: Found): Reading {
  const draft: Draft = {}
  const notes: Notes = notesOf()
  const kept: Kept = keptOf((_node, name) => name === 'type')
  const context: Context = { draft, notes, kept, root: node }
  for (const part of parts) part(context)
  for (const element of elements(node)) dropLanguage(element, context)
  const rest = [...envelopeRest(header), ...kept.rest(node)]
  if (rest.length > 0) draft.unmapped = rest.map(({ path, value }) => ({ path: path.replace(/^[^/]*\//, ''), value }))
  return understood(place, draft, notes.list)
}

/** That an element is in the language of the article goes without saying. */
function dropLanguage(element: XmlNode, { draft, kept }: Context): void {
  const tag = languageTag(element.attributes.lang ?? '')
  if (tag !== undefined && primaryLanguage(tag) === primaryLanguage(draft.language ?? ''))
    kept.attribute(element, 'lang')
}

function readLanguage(context: Context): void {
  const { draft } = context
  takeTexts(context, ['language'], (text) => {
    const tag = languageTag(text)
    if (tag === undefined || draft.language !== undefined) return false
    draft.language = tag
    return true
  })
}

function readPublisher(context: Context): void {
  const { draft } = context
  takeTexts(context, ['publisher'], (name) => {
    if (draft.journal?.publisher !== undefined) return false
    draft.journal = { ...draft.journal, publisher: { name } }
    return true
  })
}
