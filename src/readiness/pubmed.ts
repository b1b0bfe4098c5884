/** PubMed: the tags that NLM requires of publishers (XML Help for PubMed Data Providers; PubMed 2.8 DTD). */
import * as asks from './asks.ts'
import type { Service } from './rule.ts'

const nlmTitle = asks.needs('/journal/abbreviatedTitles', ({ journal }) => {
  const { abbreviatedTitles = [], identifiers = [] } = journal ?? {}
  return [...abbreviatedTitles, ...identifiers].some(({ type }) => type === 'nlm-ta')
})
const history = asks.needs('/dates/received', ({ dates }) => (dates?.received ?? dates?.accepted) !== undefined)

export const pubmed: Service = {
  name: 'pubmed',
  title: 'PubMed',
  source: 'https://www.ncbi.nlm.nih.gov/books/NBK3828/',
  rules: [
    {
      weight: 'required',
      ask: asks.publisher,
      reason: 'PublisherName is a required tag.',
      remedy: 'Give the name of the journal’s publisher.',
    },
    {
      weight: 'required',
      ask: asks.journalTitle,
      reason: 'JournalTitle is a required tag.',
      remedy: 'Give the title of the journal.',
    },
    {
      weight: 'required',
      ask: asks.issn,
      reason: 'Issn is a required tag: PubMed knows its journals by it.',
      remedy: 'Give the print or the electronic ISSN.',
    },
    {
      weight: 'required',
      ask: asks.year,
      reason: 'PubDate is a required tag, with its year.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
    {
      weight: 'required',
      ask: asks.title,
      reason: 'ArticleTitle is a required tag.',
      remedy: 'Give the title of the article.',
    },
    {
      weight: 'required',
      ask: asks.eitherOf(asks.place, asks.doi),
      reason: 'FirstPage or ELocationID must say where the article is.',
      remedy: 'Give the first page, the article number, or the DOI.',
    },
    {
      weight: 'recommended',
      ask: nlmTitle,
      reason: 'JournalTitle is to be the abbreviation of the NLM Catalog.',
      remedy: 'Give an abbreviated title of the type nlm-ta.',
    },
    {
      weight: 'recommended',
      ask: asks.volume,
      reason: 'A citation without Volume stands as ahead of print.',
      remedy: 'Give the volume once the article is in one.',
    },
    {
      weight: 'recommended',
      ask: asks.familyNames,
      reason: 'LastName and ForeName are tags of their own; a name in one piece becomes a CollectiveName.',
      remedy: 'Give family and given name of persons, and make bodies a group.',
    },
    {
      weight: 'recommended',
      ask: asks.abstract,
      reason: 'Abstract is searched, and is to be sent where the article has one.',
      remedy: 'Give the abstract.',
    },
    {
      weight: 'recommended',
      ask: asks.language,
      reason: 'An article without Language is taken to be in English.',
      remedy: 'Give the language of the article.',
    },
    {
      weight: 'recommended',
      ask: asks.type,
      reason: 'PublicationType tells case reports, reviews and letters apart.',
      remedy: 'Give the type of the article.',
    },
    {
      weight: 'recommended',
      ask: history,
      reason: 'History shows when the manuscript was received and accepted.',
      remedy: 'Give the dates received and accepted.',
    },
    {
      weight: 'recommended',
      ask: asks.affiliations,
      reason: 'Authors are searched by affiliation.',
      remedy: 'Name the ids of the author’s affiliations.',
    },
  ],
}
