/** citation: the works that the article cites. */
import type { Article, Reference } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { plainOf, uri } from '../plain.ts'
import { type Node, oneOrMany, propertyValue, some } from './shape.ts'

/** Types of cited works, by JATS’s publication-type; schema.org has ScholarlyArticle for all journals. */
export const citedTypes: Readonly<Record<string, string>> = {
  journal: 'ScholarlyArticle',
  book: 'Book',
  chapter: 'Chapter',
  data: 'Dataset',
  newspaper: 'NewsArticle',
  report: 'Report',
  software: 'SoftwareSourceCode',
  thesis: 'Thesis',
  web: 'WebPage',
}

export const citations = ({ references }: Article): unknown[] => (references ?? []).map(citation)

/** A work of which only the printed text is known is that text. */
function citation(reference: Reference): unknown {
  const { doi, title, unstructured, type, year, url, pmid, edition, isbn, key: _key, label, ...rest } = reference
  const text = plainOf(unstructured)
  if (Object.keys(reference).every((field) => field === 'unstructured' || field === 'key')) {
    // Registries hold references of which nothing is known but that they are there.
    return text || { '@type': 'CreativeWork' }
  }
  const isDate = /^\d{4}$/.test(year ?? '')
  return {
    '@type': citedTypes[type ?? ''] ?? 'CreativeWork',
    '@id': doi === undefined ? undefined : doiUrl(doi),
    name: plainOf(title),
    author: rest.authors && some(rest.authors.map(author)),
    datePublished: isDate ? year : undefined,
    // A letter that tells works of one year apart, or “in press”: no date.
    disambiguatingDescription: isDate ? undefined : year,
    isPartOf: container(reference),
    pageStart: rest.pages?.first ?? (rest.pages?.literal === undefined ? rest.articleNumber : undefined),
    pageEnd: rest.pages?.last,
    pagination: rest.pages?.literal,
    bookEdition: edition,
    isbn,
    publisher: rest.publisher === undefined ? undefined : { '@type': 'Organization', name: rest.publisher },
    identifier: oneOrMany([
      ...(doi === undefined ? [] : [propertyValue('doi', doi)]),
      ...(pmid === undefined ? [] : [propertyValue('pmid', pmid)]),
      ...(rest.articleNumber === undefined ? [] : [propertyValue('article-number', rest.articleNumber)]),
    ]),
    position: label,
    genre: type,
    url: url && uri(url),
    description: text,
  }
}

const author = (name: NonNullable<Reference['authors']>[number]): Node =>
  'literal' in name
    ? { name: name.literal }
    : {
        '@type': 'Person',
        name: name.given === undefined ? name.family : `${name.given} ${name.family}`,
        familyName: name.family,
        givenName: name.given,
      }

function container({ containerTitle, issn, volume, issue }: Reference): Node | undefined {
  const whole =
    (containerTitle ?? issn) === undefined
      ? undefined
      : { '@type': issn === undefined ? 'CreativeWork' : 'Periodical', name: plainOf(containerTitle), issn }
  const inVolume =
    volume === undefined ? whole : { '@type': 'PublicationVolume', volumeNumber: volume, isPartOf: whole }
  return issue === undefined ? inVolume : { '@type': 'PublicationIssue', issueNumber: issue, isPartOf: inVolume }
}
