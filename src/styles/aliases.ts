/** Names by which well-known styles go elsewhere. */

/** Earlier names of the CSL repository, those of Citation.js, and the common abbreviations. */
export const aliases: Readonly<Record<string, string>> = {
  abnt: 'associacao-brasileira-de-normas-tecnicas',
  acs: 'american-chemical-society',
  aip: 'american-institute-of-physics',
  ama: 'american-medical-association',
  aps: 'american-physics-society',
  asa: 'american-sociological-association',
  'apa-7th-edition': 'apa',
  chicago: 'chicago-author-date',
  'chicago-fullnote': 'chicago-fullnote-bibliography',
  'chicago-notes-bibliography': 'chicago-note-bibliography',
  cse: 'council-of-science-editors',
  'gb-t-7714': 'china-national-standard-gb-t-7714-2015-numeric',
  'gb-t-7714-2015': 'china-national-standard-gb-t-7714-2015-numeric',
  gost: 'gost-r-7-0-5-2008',
  harvard: 'harvard-cite-them-right',
  harvard1: 'harvard-cite-them-right',
  lancet: 'the-lancet',
  mla: 'modern-language-association',
  'nlm-citation-sequence': 'vancouver',
  'plos-one': 'plos',
}
