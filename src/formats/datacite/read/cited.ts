/** relatedItem of the relation References: a cited work. */
import type { Reference } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIssn, parseUrl } from '../../../article/identifiers.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { spanOf } from '../pages.ts'
import { type Bag, bagOf, bagsOf, take, takeText } from './bag.ts'
import { added, takeKnown } from './context.ts'

/** relatedItemType as the record says it; a text of no known kind has no type. */
const types: Readonly<Record<string, string>> = {
  JournalArticle: 'journal',
  Book: 'book',
  BookChapter: 'chapter',
  ConferencePaper: 'conference',
  Dataset: 'data',
  Preprint: 'preprint',
  Report: 'report',
  PeerReview: 'review',
  Software: 'software',
  Standard: 'standard',
  Dissertation: 'thesis',
}

export const citedType = (type: string): string | undefined => (Object.hasOwn(types, type) ? types[type] : undefined)

export function citedOf(bag: Bag, type: string): Reference {
  const reference: Reference = {}
  const known = citedType(type)
  if (known !== undefined) reference.type = known
  else if (type !== 'Text' && type !== 'Other' && type !== '') bag.relatedItemType = type
  readNames(bag, reference)
  readTitles(bag, reference)
  readIdentifier(bagOf(bag, 'relatedItemIdentifier'), reference)
  const pages = spanOf(takeKnown(bag, 'firstPage'), takeKnown(bag, 'lastPage'))
  if (pages !== undefined) reference.pages = pages
  for (const [field, key] of fields) {
    const value = takeKnown(bag, key)
    if (value !== undefined) reference[field] = value
  }
  if (/^article$/i.test(String(bag.numberType ?? ''))) {
    const number = takeKnown(bag, 'number')
    if (number !== undefined) reference.articleNumber = number
    take(bag, 'numberType')
  }
  return reference
}

const fields = [
  ['year', 'publicationYear'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['publisher', 'publisher'],
  ['edition', 'edition'],
] as const

function readNames(bag: Bag, reference: Reference): void {
  for (const name of bagsOf(bag, 'creators', 'name')) {
    const family = takeKnown(name, 'familyName')
    const given = takeKnown(name, 'givenName')
    const literal = takeKnown(name, 'name')
    take(name, 'nameType')
    if (family !== undefined) {
      reference.authors = added(reference.authors, { family, ...(given !== undefined && { given }) })
      const said = [family, given].filter((part) => part !== undefined).join(', ')
      if (literal !== undefined && literal !== said) name.name = literal
    } else if (literal !== undefined) reference.authors = added(reference.authors, { literal })
  }
}

/** A second title is that of the container. */
function readTitles(bag: Bag, reference: Reference): void {
  for (const title of bagsOf(bag, 'titles', 'title')) {
    const type = takeText(title, 'titleType')
    const said = takeKnown(title, 'title')
    if (said === undefined) continue
    const field = type === undefined ? 'title' : type === 'Other' ? 'containerTitle' : undefined
    if (field !== undefined && reference[field] === undefined) reference[field] = looseRich(said)
    else Object.assign(title, { title: said, ...(type !== undefined && { titleType: type }) })
  }
}

function readIdentifier(id: Bag, reference: Reference): void {
  const type = takeText(id, 'relatedItemIdentifierType') ?? ''
  const value = takeKnown(id, 'relatedItemIdentifier')
  if (value === undefined) return
  const doi = type === 'DOI' ? parseDoi(value) : undefined
  const url = type === 'URL' ? parseUrl(value) : undefined
  const issn = /ISSN$/.test(type) ? parseIssn(value) : undefined
  if (doi !== undefined) reference.doi = doi
  else if (url !== undefined && 'value' in url) reference.url = url.value
  else if (issn !== undefined && 'value' in issn) reference.issn = issn.value
  else if (type === 'PMID') reference.pmid = value
  else if (type === 'ISBN') reference.isbn = value
  else Object.assign(id, { relatedItemIdentifier: value, relatedItemIdentifierType: type })
}
