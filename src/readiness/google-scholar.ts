/** Google Scholar: what its crawler reads on a landing page (Inclusion Guidelines for Webmasters, “Indexing”). */
import * as asks from './asks.ts'
import type { Ask, Service } from './rule.ts'

/** “The PDF must be in the same subdirectory as the page”, or else the page is not tied to it. */
const pdfBesidePage: Ask = ({ links = [] }, { baseUrl }) => {
  const pdfs = links.flatMap(({ kind, url }, n) => (kind === 'pdf' ? [{ url, n }] : []))
  const host = new URL(baseUrl).host
  const isBeside = pdfs.some(({ url }) => URL.canParse(url) && new URL(url).host === host)
  return isBeside ? [] : pdfs.map(({ n }) => `/links/${n}/url`)
}

export const googleScholar: Service = {
  name: 'google-scholar',
  title: 'Google Scholar',
  source: 'https://scholar.google.com/intl/en/scholar/inclusion.html#indexing',
  rules: [
    {
      weight: 'required',
      ask: asks.title,
      reason: 'A page without citation_title is not indexed.',
      remedy: 'Give the title of the article, without that of the journal.',
    },
    {
      weight: 'required',
      ask: asks.author,
      reason: 'A page without citation_author is not indexed.',
      remedy: 'Give at least one contributor with the role author.',
    },
    {
      weight: 'required',
      ask: asks.year,
      reason: 'A page without citation_publication_date is not indexed.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
    {
      weight: 'required',
      ask: asks.eitherOf(asks.abstract, asks.linkOf('pdf', 'html')),
      reason: 'Readers must see the abstract or the full text on the page without signing in.',
      remedy: 'Give the abstract, or a link to the full text as PDF or HTML.',
    },
    {
      weight: 'recommended',
      ask: asks.linkOf('pdf'),
      reason: 'Without citation_pdf_url the full text is neither indexed nor searched.',
      remedy: 'Give a link of kind pdf.',
    },
    {
      weight: 'recommended',
      ask: pdfBesidePage,
      reason: 'A PDF on another site than the page is not tied to it.',
      remedy: 'Serve the PDF from the site of BASE_URL, for example through the same proxy.',
    },
    {
      weight: 'recommended',
      ask: asks.journalTitle,
      reason: 'Citations to journal articles are found by journal, volume, issue and page.',
      remedy: 'Give the title of the journal.',
    },
    {
      weight: 'recommended',
      ask: asks.issn,
      reason: 'citation_issn tells journals of the same name apart.',
      remedy: 'Give the print or the electronic ISSN.',
    },
    {
      weight: 'recommended',
      ask: asks.volume,
      reason: 'Citations to journal articles are found by journal, volume, issue and page.',
      remedy: 'Give the volume, where the journal has volumes.',
    },
    {
      weight: 'recommended',
      ask: asks.place,
      reason: 'Citations to journal articles are found by journal, volume, issue and page.',
      remedy: 'Give the first page or the article number.',
    },
  ],
}
