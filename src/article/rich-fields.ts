/** Where a record holds rich text; a star stands for every member of a list. */
export const richFields = [
  'title',
  'subtitle',
  'shortTitle',
  'translatedTitles/*/title',
  'translatedTitles/*/subtitle',
  'abstracts/*/sections/*/title',
  'abstracts/*/sections/*/paragraphs/*',
  'keywords/*/terms/*',
  'references/*/title',
  'references/*/containerTitle',
  'references/*/unstructured',
] as const
