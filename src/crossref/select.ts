/** The members of a work that `select` can ask for. */
import type { Work } from '../formats/crossref-json/work.ts'
import type { Fault } from './answer.ts'

export const selectable: readonly string[] = `DOI ISBN ISSN URL abstract accepted alternative-id approved archive
  article-number assertion author chair clinical-trial-number container-title content-created content-domain contributor
  created degree deposited editor event funder group-title indexed is-referenced-by-count issn-type issue issued
  journal-issue language license link member original-title page posted prefix published published-online published-print
  publisher publisher-location reference reference-count references-count relation resource score short-container-title
  short-title source standards-body subject subtitle title translator type update-policy update-to updated-by
  volume`.split(/\s+/)

const known: ReadonlySet<string> = new Set(selectable)

export const judgeSelect = (names: readonly string[]): Fault[] =>
  names
    .filter((name) => !known.has(name))
    .map((name) => ({
      type: 'select-not-available',
      value: name,
      message: `Select '${name}' specified but there is no such select for this route. Valid selects for this route are: ${selectable.join(', ')}`,
    }))

export const selected = (work: Work, names: readonly string[] | undefined): Work =>
  names === undefined ? work : Object.fromEntries(Object.entries(work).filter(([name]) => names.includes(name)))
