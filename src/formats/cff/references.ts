/** references: the works an article cites, as far as CFF can hold them. */
import type { Reference } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { plainOf, uri } from '../plain.ts'
import { citedAuthors } from './people.ts'
import { integer, isCffDoi, isCffIsbn } from './values.ts'
import type { Yaml } from './yaml.ts'

/** Types of CFF by JATS’s publication-type. */
const types: Readonly<Record<string, string>> = {
  journal: 'article',
  book: 'book',
  chapter: 'book',
  confproc: 'conference-paper',
  conference: 'conference-paper',
  data: 'data',
  newspaper: 'newspaper-article',
  patent: 'patent',
  report: 'report',
  software: 'software',
  standard: 'standard',
  thesis: 'thesis',
  web: 'website',
}

export const untitled = '[no title]'

export function citedWork(reference: Reference): Yaml {
  const { type, title, containerTitle, year, volume, issue, pages, articleNumber, doi, url } = reference
  const hasDoi = doi !== undefined && isCffDoi(doi)
  const number = integer(volume)
  return {
    type: types[type ?? ''] ?? 'generic',
    authors: citedAuthors(reference),
    title: plainOf(title ?? reference.unstructured ?? containerTitle) ?? untitled,
    journal: plainOf(containerTitle),
    year: integer(year),
    'issue-date': integer(year) === undefined ? year : undefined,
    volume: number,
    'volume-title': number === undefined ? volume : undefined,
    issue,
    ...span(pages),
    number: articleNumber,
    edition: reference.edition,
    publisher: reference.publisher === undefined ? undefined : { name: reference.publisher },
    issn: reference.issn,
    isbn: reference.isbn !== undefined && isCffIsbn(reference.isbn) ? reference.isbn : undefined,
    doi: hasDoi ? doi : undefined,
    url: url !== undefined ? uri(url) : doi === undefined || hasDoi ? undefined : doiUrl(doi),
    identifiers: otherIdentifiers(reference, hasDoi),
    notes: reference.title === undefined ? undefined : plainOf(reference.unstructured),
  }
}

/** Pages are integers in CFF 1.2.0; a page that is none is a section. */
export function span(pages: Reference['pages']): { [key: string]: Yaml | undefined } {
  const [start, end] = [integer(pages?.first), integer(pages?.last)]
  const isWhole = pages?.literal === undefined && (pages?.last === undefined || end !== undefined)
  if (start !== undefined && isWhole) return { start, end }
  const words = pages && (pages.literal ?? [pages.first, pages.last].filter(Boolean).join('–'))
  return { section: words || undefined }
}

function otherIdentifiers({ doi, pmid, isbn }: Reference, hasDoi: boolean): Yaml | undefined {
  const out: Yaml[] = []
  if (doi !== undefined && !hasDoi) out.push({ type: 'other', value: doi, description: 'DOI' })
  if (pmid !== undefined) out.push({ type: 'other', value: pmid, description: 'PMID' })
  if (isbn !== undefined && !isCffIsbn(isbn)) out.push({ type: 'other', value: isbn, description: 'ISBN' })
  return out.length === 0 ? undefined : out
}
