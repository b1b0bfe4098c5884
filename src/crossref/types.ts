/** The registry’s types of works, with their labels, and what it calls ours. */

export const types: Readonly<Record<string, string>> = {
  'book-section': 'Book Section',
  monograph: 'Monograph',
  'report-component': 'Report Component',
  report: 'Report',
  'peer-review': 'Peer Review',
  'book-track': 'Book Track',
  'journal-article': 'Journal Article',
  'book-part': 'Part',
  other: 'Other',
  book: 'Book',
  'journal-volume': 'Journal Volume',
  'book-set': 'Book Set',
  'reference-entry': 'Reference Entry',
  'proceedings-article': 'Proceedings Article',
  journal: 'Journal',
  component: 'Component',
  'book-chapter': 'Book Chapter',
  'proceedings-series': 'Proceedings Series',
  'report-series': 'Report Series',
  proceedings: 'Proceedings',
  database: 'Database',
  standard: 'Standard',
  'reference-book': 'Reference Book',
  'posted-content': 'Posted Content',
  'journal-issue': 'Journal Issue',
  dissertation: 'Dissertation',
  grant: 'Grant',
  dataset: 'Dataset',
  'book-series': 'Book Series',
  'edited-book': 'Edited Book',
}

/** The type of a label, whatever its case. */
export const typeLabelled = (label: string): string | undefined =>
  Object.keys(types).find((id) => types[id]?.toLowerCase() === label.trim().toLowerCase())
