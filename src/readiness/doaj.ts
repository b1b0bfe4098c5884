/** DOAJ: what its article upload refuses without, and what its search offers (Metadata for articles; API, IncomingArticleDO). */

import * as asks from './asks.ts'
import type { Service } from './rule.ts'

/** DOAJ knows its journals by the ISSNs of print and online; others it has no place for. */
const printOrOnline = asks.needs(
  '/journal/issn/electronic',
  ({ journal }) => (journal?.issn?.print ?? journal?.issn?.electronic) !== undefined,
)
const namedAuthor = asks.needs('/contributors', ({ contributors = [] }) =>
  contributors.some(
    (one) => one.role === 'author' && (one.kind !== 'person' || (one.family ?? one.given) !== undefined),
  ),
)
export const doaj: Service = {
  name: 'doaj',
  title: 'DOAJ',
  source: 'https://doaj.org/docs/xml/',
  rules: [
    {
      weight: 'required',
      ask: asks.title,
      reason: 'An upload without a title is refused.',
      remedy: 'Give the title of the article.',
    },
    {
      weight: 'required',
      ask: printOrOnline,
      reason: 'Articles are filed under the ISSNs of a journal that DOAJ lists.',
      remedy: 'Give the print or the electronic ISSN as such; a linking or unspecified ISSN does not count.',
    },
    {
      weight: 'required',
      ask: namedAuthor,
      reason: 'An upload without an author is refused.',
      remedy: 'Give at least one contributor with the role author and a name.',
    },
    {
      weight: 'required',
      ask: asks.eitherOf(asks.doi, asks.linkOf('html', 'pdf', 'landing')),
      reason: 'Duplicates are told by DOI and full-text address; one of them must be there.',
      remedy: 'Give the DOI, or a link to the full text.',
    },
    {
      weight: 'recommended',
      ask: asks.linkOf('html', 'pdf', 'xml'),
      reason: 'DOAJ leads readers to the full text.',
      remedy: 'Give a link of kind html or pdf.',
    },
    {
      weight: 'recommended',
      ask: asks.abstract,
      reason: 'DOAJ searches the abstracts.',
      remedy: 'Give the abstract.',
    },
    {
      weight: 'recommended',
      ask: asks.month,
      reason: 'Articles are ordered by year and month of publication.',
      remedy: 'Give the date of publication with its month.',
    },
    {
      weight: 'recommended',
      ask: asks.keywords,
      reason: 'DOAJ searches the keywords.',
      remedy: 'Give keywords.',
    },
    {
      weight: 'recommended',
      ask: asks.orcids,
      reason: 'DOAJ shows and passes on the authors’ ORCID iDs.',
      remedy: 'Ask the author for the ORCID iD.',
    },
    {
      weight: 'recommended',
      ask: asks.affiliations,
      reason: 'DOAJ shows the authors’ affiliations.',
      remedy: 'Name the ids of the author’s affiliations.',
    },
  ],
}
