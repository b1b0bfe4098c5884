/** A MARC 21 record as a draft. */
import type { Draft } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { elements, type XmlNode } from '../../../text/xml.ts'
import { type Reading, understood } from '../../codec.ts'
import { envelopeRest, type Found, notesOf } from '../../records.ts'
import { physical } from '../fixed.ts'
import { type Context, contextOf, drop, fieldsOf, restOf } from './fields.ts'
import { readHost } from './host.ts'
import { readIdentifiers, readLanguages, readLinks } from './identity.ts'
import { readNames } from './names.ts'
import { readAbstracts, readNotes } from './notes.ts'
import { readWorks } from './relations.ts'
import { readFunding, readRights } from './rights.ts'
import { readPublication, readSubjects, readTitles } from './titles.ts'

export const kind = {
  title: 'MARCXML',
  is: (node: XmlNode): boolean =>
    node.name === 'record' &&
    elements(node).some(({ name }) => name === 'datafield' || name === 'controlfield' || name === 'leader'),
}

const parts: readonly ((context: Context) => void)[] = [
  readIdentifiers,
  readTitles,
  readNames,
  readNotes,
  readAbstracts,
  readLanguages,
  readFunding,
  readRights,
  readSubjects,
  readHost,
  readPublication,
  readWorks,
  readLinks,
  dropOurs,
]

export function readMarc({ place, node, header }: Found): Reading {
  const draft: Draft = {}
  const notes = notesOf()
  const context = contextOf(node, draft, notes)
  for (const part of parts) part(context)
  const rest = [...envelopeRest(header), ...restOf(context)]
  if (rest.length > 0) draft.unmapped = rest
  return understood(place, draft, notes.list)
}

/** What our own records have that says nothing of the article. */
function dropOurs(context: Context): void {
  const { controls, isOurs, draft } = context
  const number = controls.get('001')
  if (number !== undefined && draft.doi !== undefined && parseDoi(number) === draft.doi) controls.delete('001')
  if (!isOurs) return
  for (const tag of ['leader', '008']) controls.delete(tag)
  if (controls.get('007') === physical) controls.delete('007')
  for (const field of fieldsOf(context, '040', '336', '337', '338')) drop(field)
}
