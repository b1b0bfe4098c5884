/** The article by which a style shows what it does. It was never published. */
import type { CslItem } from './csl.ts'

export const example: CslItem = {
  id: 'example',
  type: 'article-journal',
  title: 'Tidal clocks of the shore: a <i>Eurydice</i> in two minds',
  author: [
    { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' },
    { family: 'Okonkwo', given: 'Ada B.' },
    { literal: 'The Shoreline Consortium' },
  ],
  'container-title': 'Journal of Invented Shores',
  'container-title-short': 'J Invent Shores',
  volume: '12',
  issue: '3',
  page: '233-240',
  issued: { 'date-parts': [[2024, 1, 9]] },
  DOI: '10.5555/shores.2024.7',
  URL: 'https://doi.org/10.5555/shores.2024.7',
  ISSN: '2434-561X',
  language: 'en',
}
