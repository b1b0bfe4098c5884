/** Crossref: what a deposit is refused without, and what its Participation Reports count. */
import { crossref as format } from '../formats/crossref.ts'
import * as asks from './asks.ts'
import type { Ask, Service } from './rule.ts'

/** What the deposit’s own writer demands, told field by field. */
const demanded =
  (field: string): Ask =>
  (article) =>
    format.lacks(article).some(({ pointer }) => pointer === field) ? [field] : []

export const crossrefDeposit: Service = {
  name: 'crossref',
  title: 'Crossref deposit',
  source: 'https://www.crossref.org/documentation/schema-library/required-recommended-elements/',
  rules: [
    {
      weight: 'required',
      ask: demanded('/doi'),
      reason: 'A deposit registers a DOI: 10., four to nine digits, a slash, and what it names.',
      remedy: 'Give a DOI under the prefix that Crossref assigned.',
    },
    {
      weight: 'required',
      ask: demanded('/dates/published'),
      reason: 'publication_date demands a year.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
    {
      weight: 'required',
      ask: asks.journalTitle,
      reason: 'full_title is required: without a journal the article is deposited as posted content.',
      remedy: 'Give the title of the journal.',
    },
    {
      weight: 'required',
      ask: asks.issn,
      reason: 'A journal is registered by its ISSN.',
      remedy: 'Give the print or the electronic ISSN.',
    },
    {
      weight: 'required',
      ask: asks.title,
      reason: 'title is required.',
      remedy: 'Give the title of the article.',
    },
    {
      weight: 'recommended',
      ask: asks.author,
      reason: 'References are matched to the deposit by author, journal, volume and page.',
      remedy: 'Give the contributors.',
    },
    {
      weight: 'recommended',
      ask: asks.place,
      reason: 'References are matched to the deposit by author, journal, volume and page.',
      remedy: 'Give the first page or the article number.',
    },
    {
      weight: 'recommended',
      ask: asks.references,
      reason: 'Cited-by counts only what is deposited (Participation Reports: references).',
      remedy: 'Give the references.',
    },
    {
      weight: 'recommended',
      ask: asks.referenceDois,
      reason: 'A reference that is text alone may not be matched to the work it cites.',
      remedy: 'Give the DOI of the cited work, or its parts.',
    },
    {
      weight: 'recommended',
      ask: asks.abstract,
      reason: 'Abstracts make articles findable elsewhere (Participation Reports: abstracts).',
      remedy: 'Give the abstract.',
    },
    {
      weight: 'recommended',
      ask: asks.orcids,
      reason: 'ORCID records are updated from deposits (Participation Reports: ORCID iDs).',
      remedy: 'Ask the author for the ORCID iD.',
    },
    {
      weight: 'recommended',
      ask: asks.affiliations,
      reason: 'Institutions find their authors by affiliation (Participation Reports: affiliations).',
      remedy: 'Name the ids of the author’s affiliations.',
    },
    {
      weight: 'recommended',
      ask: asks.rors,
      reason: 'Institutions are told apart by their ROR id (Participation Reports: ROR IDs).',
      remedy: 'Look the institution up at ror.org and give its ROR id.',
    },
    {
      weight: 'recommended',
      ask: asks.licenceUrl,
      reason: 'Tools must know what may be done with the text (Participation Reports: licence URLs).',
      remedy: 'Give the licence with its URL.',
    },
    {
      weight: 'recommended',
      ask: asks.linkOf('pdf', 'xml', 'html'),
      reason: 'Text mining needs the full text’s address (Participation Reports: text mining URLs).',
      remedy: 'Give a link to the full text.',
    },
    {
      weight: 'recommended',
      ask: asks.funding,
      reason: 'Funders find what they paid for (Participation Reports: funder ids).',
      remedy: 'Give funders and awards, where there were any.',
    },
    {
      weight: 'recommended',
      ask: asks.funderIds,
      reason: 'A funder without an id is not counted.',
      remedy: 'Give the funder’s ROR id or its DOI in the Open Funder Registry.',
    },
    {
      weight: 'recommended',
      ask: asks.awards,
      reason: 'Funders find their grants by award number (Participation Reports: award numbers).',
      remedy: 'Give the award numbers.',
    },
  ],
}
