/** The meta elements of one article as a draft: reads as the order of the record. */
import type { Meta } from '../../../text/html-page.ts'
import type { Reading } from '../../codec.ts'
import { bagOf, keepTag } from './bag.ts'
import { readDates } from './dates.ts'
import { readKeywords } from './keywords.ts'
import { readKind } from './kind.ts'
import { readLanguage } from './language.ts'
import { readIdentity, readRights } from './links.ts'
import { readPeople } from './people.ts'
import { readJournal } from './place.ts'
import { readFunding, readReferences } from './references.ts'
import { tagOf } from './tags.ts'
import { readAbstracts, readTitles } from './texts.ts'

/** The element that says which revision of the tags a page follows; ours begin with it. */
export const revision = 'gs_meta_revision'

export function readMetas(metas: readonly Meta[], place: string): Reading & { readonly draft: object } {
  const tags = metas.map(tagOf).filter((tag) => tag !== undefined)
  const bag = bagOf(tags)
  const isRevised = metas.some(({ name }) => name === revision)
  readKind(bag)
  readIdentity(bag)
  readTitles(bag)
  readPeople(bag)
  readJournal(bag)
  readDates(bag)
  readAbstracts(bag)
  readKeywords(bag, isRevised)
  readLanguage(bag)
  readRights(bag)
  readFunding(bag)
  readReferences(bag)
  for (const tag of bag.left()) keepTag(bag, tag)
  if (bag.unmapped.length > 0) bag.draft.unmapped = bag.unmapped
  return { place, draft: bag.draft, notes: bag.notes }
}
