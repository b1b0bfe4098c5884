/** OpenAIRE: Guidelines for institutional and thematic Repository Managers 4.0, application profile. */
import * as asks from './asks.ts'
import type { Service } from './rule.ts'

export const openaire: Service = {
  name: 'openaire',
  title: 'OpenAIRE',
  source:
    'https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/application_profile.html',
  rules: [
    {
      weight: 'required',
      ask: asks.title,
      reason: 'datacite:title is mandatory.',
      remedy: 'Give the title of the article.',
    },
    {
      weight: 'required',
      ask: asks.author,
      reason: 'datacite:creator is mandatory.',
      remedy: 'Give at least one contributor with the role author.',
    },
    {
      weight: 'required',
      ask: asks.year,
      reason: 'datacite:date of the type Issued is mandatory.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
    {
      weight: 'required',
      ask: asks.type,
      reason: 'oaire:resourceType is mandatory, a term of the COAR vocabulary.',
      remedy: 'Give the type of the article.',
    },
    {
      weight: 'required',
      ask: asks.doi,
      reason: 'datacite:identifier is mandatory.',
      remedy: 'Give the DOI.',
    },
    {
      weight: 'required',
      ask: asks.access,
      reason: 'datacite:rights, the access right, is mandatory: open, embargoed, restricted, or metadata alone.',
      remedy: 'Say freeToRead, or give an open licence with its URL.',
    },
    {
      weight: 'recommended',
      ask: asks.language,
      reason: 'dc:language is mandatory if applicable.',
      remedy: 'Give the language of the article.',
    },
    {
      weight: 'recommended',
      ask: asks.publisher,
      reason: 'dc:publisher is mandatory if applicable.',
      remedy: 'Give the name of the journal’s publisher.',
    },
    {
      weight: 'recommended',
      ask: asks.abstract,
      reason: 'dc:description is mandatory if applicable.',
      remedy: 'Give the abstract.',
    },
    {
      weight: 'recommended',
      ask: asks.keywords,
      reason: 'datacite:subject is mandatory if applicable.',
      remedy: 'Give keywords.',
    },
    {
      weight: 'recommended',
      ask: asks.funding,
      reason: 'oaire:fundingReference is mandatory if applicable: the European Commission reports by it.',
      remedy: 'Give funders and awards, where there were any.',
    },
    {
      weight: 'recommended',
      ask: asks.funderIds,
      reason: 'Projects are found by funder and award number.',
      remedy: 'Give the funder’s ROR id or its DOI in the Open Funder Registry.',
    },
    {
      weight: 'recommended',
      ask: asks.awards,
      reason: 'Projects are found by funder and award number.',
      remedy: 'Give the award numbers.',
    },
    {
      weight: 'recommended',
      ask: asks.linkOf('pdf', 'xml', 'html'),
      reason: 'oaire:file is mandatory if applicable: full texts are mined for links.',
      remedy: 'Give a link to the full text.',
    },
    {
      weight: 'recommended',
      ask: asks.licenceUrl,
      reason: 'oaire:licenseCondition tells what may be done with the text.',
      remedy: 'Give the licence with its URL.',
    },
    {
      weight: 'recommended',
      ask: asks.orcids,
      reason: 'Authors are told apart by their ORCID iDs.',
      remedy: 'Ask the author for the ORCID iD.',
    },
  ],
}
