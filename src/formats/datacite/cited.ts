/** relatedItem: the works that the article cites. */
import type { Reference } from '../../../schemas/article.ts'
import { plainOf } from '../plain.ts'
import { type Name, type RelatedItem, some, type Title, unavailable } from './shape.ts'

export const citedTypes: Readonly<Record<string, string>> = {
  journal: 'JournalArticle',
  book: 'Book',
  chapter: 'BookChapter',
  confproc: 'ConferencePaper',
  conference: 'ConferencePaper',
  data: 'Dataset',
  preprint: 'Preprint',
  report: 'Report',
  review: 'PeerReview',
  software: 'Software',
  standard: 'Standard',
  thesis: 'Dissertation',
}

/** What is known of a cited work beyond its DOI, which stands among the related identifiers. */
export function citedItem(reference: Reference): RelatedItem | undefined {
  const { doi, key: _key, label: _label, issn: _issn, ...rest } = reference
  if (Object.keys(rest).length === 0) return undefined
  const { type, authors, pages, articleNumber, year } = reference
  return {
    relatedItemType: type === undefined ? 'Text' : (citedTypes[type] ?? 'Other'),
    relationType: 'References',
    relatedItemIdentifier: identifierOf(reference),
    creators: authors && some(authors.map(citedName)),
    titles: citedTitles(reference),
    publicationYear: isYear(year) ? Number(year) : undefined,
    volume: reference.volume,
    issue: reference.issue,
    number: articleNumber,
    numberType: articleNumber === undefined ? undefined : 'Article',
    firstPage: pages?.first ?? pages?.literal,
    lastPage: pages?.last,
    publisher: reference.publisher,
    edition: reference.edition,
  }
}

export const isYear = (year: string | undefined): boolean => /^\d{4}$/.test(year ?? '')

/** One identifier has room. */
export const identifierKinds = [
  ['doi', 'DOI'],
  ['pmid', 'PMID'],
  ['isbn', 'ISBN'],
  ['url', 'URL'],
] as const

function identifierOf(reference: Reference): RelatedItem['relatedItemIdentifier'] {
  for (const [field, relatedItemIdentifierType] of identifierKinds) {
    const relatedItemIdentifier = reference[field]
    if (relatedItemIdentifier !== undefined) return { relatedItemIdentifier, relatedItemIdentifierType }
  }
  return undefined
}

function citedTitles({ title, containerTitle, unstructured }: Reference): readonly Title[] {
  const main: Title = { title: plainOf(title ?? unstructured) ?? unavailable }
  const container = plainOf(containerTitle)
  return container === undefined ? [main] : [main, { title: container, titleType: 'Other' }]
}

const citedName = (name: NonNullable<Reference['authors']>[number]): Name =>
  'literal' in name
    ? { name: name.literal }
    : {
        name: name.given === undefined ? name.family : `${name.family}, ${name.given}`,
        nameType: 'Personal',
        givenName: name.given,
        familyName: name.family,
      }
