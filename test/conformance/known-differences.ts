/** Differences between two records of one article that are the records’ own: each was looked up in both sources. */

interface Known {
  readonly doi: string
  readonly field: string
  /** Every difference of this DOI and field in which one of these formats takes part. */
  readonly format: string
  readonly reason: string
}

const known: readonly Known[] = [
  {
    doi: '10.1023/a:1017379030770',
    field: 'journal',
    format: 'ris',
    reason: 'A test of JabRef’s writes its own marks into the fields of the BibTeX file (“kmptnd” for the journal).',
  },
]

export const reasonOf = (doi: string, field: string, a: string, b: string): string | undefined =>
  known.find((one) => one.doi === doi && one.field === field && (one.format === a || one.format === b))?.reason
