/** Reads a CITATION.cff: the article is the preferred citation, and where there is none the work itself. */
import type { Draft } from '../../../schemas/article.ts'
import { type Reading, understood } from '../codec.ts'
import { notesOf } from '../records.ts'
import { type CffDocument, cffDocuments, type Mapping } from './document.ts'
import { type Keep, type Members, membersOf, plain } from './members.ts'
import { readReferences } from './read-references.ts'
import { readWork } from './read-work.ts'

export const sniffsCff = (text: string): number => {
  const start = text.slice(0, 50_000)
  if (/^["']?cff-version["']?\s*:/m.test(start)) return 0.97
  return /^preferred-citation\s*:/m.test(start) && /^authors\s*:/m.test(start) ? 0.7 : 0
}

export const readCff = (text: string): Reading[] => cffDocuments(text).map(readDocument)

function readDocument({ line, root: map }: CffDocument): Reading {
  const place = `line ${line}`
  if (!(map instanceof Map)) return { place, refusal: map as Exclude<CffDocument['root'], Mapping> } // what is no map is why
  const draft: Draft = {}
  const notes = notesOf()
  const unmapped: { path: string; value: unknown }[] = []
  const keep: Keep = (path, value) => unmapped.push({ path, value })
  const root = membersOf(map, '', keep)
  root.text('cff-version')
  const message = root.text('message')
  if (message !== undefined && !message.includes("from 'preferred-citation'")) root.keep('message', message)
  const citation = map.get('preferred-citation')
  if (citation instanceof Map) {
    readWork(membersOf(citation, 'preferred-citation', keep), draft, keep, notes)
    root.map('preferred-citation')
    leaveWhatIsSaid(root, map, citation)
  } else readWork(root, draft, keep, notes)
  readReferences(root, draft, keep)
  root.rest()
  if (unmapped.length > 0) draft.unmapped = unmapped
  return understood(place, draft, notes.list)
}

/** The root says title and authors again, for programs that read no further. */
function leaveWhatIsSaid(root: Members, map: Mapping, citation: Mapping): void {
  for (const name of ['title', 'authors', 'doi', 'abstract', 'url']) {
    const value = map.get(name)
    if (value !== undefined && JSON.stringify(plain(value)) === JSON.stringify(plain(citation.get(name) ?? '')))
      root.list(name)
  }
}
