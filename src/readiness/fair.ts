/** FAIR metrics: FAIRsFAIR Data Object Assessment Metrics 0.8, as F-UJI tests them on a landing page. */
import * as asks from './asks.ts'
import type { Ask, Service } from './rule.ts'

const isHttps: Ask = (_, { baseUrl }) => (baseUrl.startsWith('https://') ? [] : [''])
const dataOverHttps: Ask = ({ links = [] }) =>
  links.flatMap(({ url, kind }, n) => (kind !== 'landing' && url.startsWith('http:') ? [`/links/${n}/url`] : []))
const fileType: Ask = ({ links = [] }) =>
  links.flatMap(({ kind, mediaType }, n) =>
    kind === 'other' && mediaType === undefined ? [`/links/${n}/mediaType`] : [],
  )
const related = asks.needs(
  '/references',
  ({ references = [], relations = [], funding = [] }) => references.length + relations.length + funding.length > 0,
)

export const fair: Service = {
  name: 'fair',
  title: 'FAIR metrics (F-UJI)',
  source: 'https://github.com/pangaea-data-publisher/fuji',
  rules: [
    {
      weight: 'required',
      ask: asks.doi,
      reason: 'F1: a globally unique and persistent identifier.',
      remedy: 'Give the DOI, and register it.',
    },
    {
      weight: 'required',
      ask: asks.title,
      reason: 'F2: core metadata, the title.',
      remedy: 'Give the title of the article.',
    },
    {
      weight: 'required',
      ask: asks.author,
      reason: 'F2: core metadata, the creator.',
      remedy: 'Give at least one contributor with the role author.',
    },
    {
      weight: 'required',
      ask: asks.publisher,
      reason: 'F2: core metadata, the publisher.',
      remedy: 'Give the name of the journal’s publisher.',
    },
    {
      weight: 'required',
      ask: asks.year,
      reason: 'F2: core metadata, the publication date.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
    {
      weight: 'required',
      ask: asks.abstract,
      reason: 'F2: core metadata, the summary.',
      remedy: 'Give the abstract.',
    },
    {
      weight: 'required',
      ask: asks.keywords,
      reason: 'F2: core metadata, the keywords.',
      remedy: 'Give keywords.',
    },
    {
      weight: 'required',
      ask: asks.licenceUrl,
      reason: 'R1.1: a licence that machines know, by its URL.',
      remedy: 'Give the licence with its URL, best one of Creative Commons.',
    },
    {
      weight: 'recommended',
      ask: asks.linkOf('pdf', 'xml', 'html'),
      reason: 'F3, A1, R1, R1.3: metadata must name the data; without a link five points cannot be had.',
      remedy: 'Give a link to the full text.',
    },
    {
      weight: 'recommended',
      ask: fileType,
      reason: 'R1, R1.3: the type of the data must be told.',
      remedy: 'Give the media type of the link.',
    },
    {
      weight: 'recommended',
      ask: asks.access,
      reason: 'A1: the access right must be told.',
      remedy: 'Say freeToRead, or give an open licence with its URL.',
    },
    {
      weight: 'recommended',
      ask: isHttps,
      reason: 'A1.1, A1.2: metadata come over a standard, secured protocol.',
      remedy: 'Serve the site over https, and say so in BASE_URL.',
    },
    {
      weight: 'recommended',
      ask: dataOverHttps,
      reason: 'A1.1, A1.2: data come over a standard, secured protocol.',
      remedy: 'Give the link with https.',
    },
    {
      weight: 'recommended',
      ask: related,
      reason: 'I3: qualified references to other objects.',
      remedy: 'Give references, relations or funding, with their identifiers.',
    },
    {
      weight: 'recommended',
      ask: asks.orcids,
      reason: 'I3: people are linked by identifier.',
      remedy: 'Ask the author for the ORCID iD.',
    },
    {
      weight: 'recommended',
      ask: asks.type,
      reason: 'R1, R1.2: what kind of object it is.',
      remedy: 'Give the type of the article.',
    },
  ],
}
