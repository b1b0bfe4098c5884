/** What meta elements are called: one key for each thing, whichever family of names a page uses. */
import type { Meta } from '../../../text/html-page.ts'

/** Families of names, the most trusted first: Google Scholar’s own, Digital Commons’, PRISM, EPrints, Dublin Core. */
export const families = ['highwire', 'bepress', 'prism', 'eprints', 'dublin-core', 'page'] as const
export type Family = (typeof families)[number]

export interface Tag {
  readonly key: string
  readonly family: Family
  readonly name: string
  readonly content: string
  readonly language?: string
}

const prefixes: readonly (readonly [RegExp, Family])[] = [
  [/^bepress_citation_/, 'bepress'],
  [/^(?:wkhealth_|hw\.|highwire_)?citation[_.]/, 'highwire'],
  [/^prism[.:]/, 'prism'],
  [/^eprints[.:]/, 'eprints'],
  [/^(?:dc|dct|dcterms|dcterm|dc\.terms|dc_terms)[.:_]/, 'dublin-core'],
]

/** Names behind the prefix, where the key is another word. */
const keys: Readonly<Partial<Record<Family, Readonly<Record<string, string>>>>> = {
  highwire: {
    journal: 'journal_title',
    year: 'date',
    editors: 'editor',
    keyword: 'keywords',
    elocation_id: 'article_number',
    article_num: 'article_number',
    eissn: 'electronic_issn',
    epub_date: 'online_date',
    abstract_url: 'abstract_html_url',
    full_html_url: 'fulltext_html_url',
    arxiv: 'arxiv_id',
  },
  prism: {
    publicationname: 'journal_title',
    publicationdate: 'any_date',
    coverdate: 'cover_date',
    onlinedate: 'online_date',
    number: 'issue',
    issueidentifier: 'issue',
    startingpage: 'firstpage',
    endingpage: 'lastpage',
    pagerange: 'pages',
    eissn: 'electronic_issn',
    url: 'landing',
    keyword: 'keywords',
    elocationid: 'article_number',
    copyright: 'copyright',
    genre: 'kind',
    section: 'kind',
    contenttype: 'kind',
  },
  eprints: {
    creators_name: 'creator',
    editors_name: 'editor',
    date: 'any_date',
    publication: 'journal_title',
    number: 'issue',
    pagerange: 'pages',
    official_url: 'landing',
    document_url: 'landing',
    id_number: 'identifier',
    type: 'kind',
    subjects: 'subject',
    funders: 'funding_source',
  },
  'dublin-core': {
    'creator.personalname': 'creator',
    author: 'creator',
    'title.alternative': 'alternative',
    'contributor.personalname': 'contributor',
    'contributor.author': 'creator',
    'contributor.editor': 'editor',
    'contributor.sponsor': 'funding_source',
    date: 'any_date',
    'date.issued': 'any_date',
    issued: 'any_date',
    'date.available': 'online_date',
    available: 'online_date',
    'date.datesubmitted': 'submitted',
    datesubmitted: 'submitted',
    'date.submitted': 'submitted',
    'date.dateaccepted': 'accepted',
    dateaccepted: 'accepted',
    'date.accepted': 'accepted',
    'identifier.doi': 'doi',
    'identifier.uri': 'landing',
    'identifier.pagenumber': 'pages',
    'source.issn': 'issn',
    'source.issue': 'issue',
    'source.volume': 'volume',
    'citation.volume': 'volume',
    'citation.issue': 'issue',
    'citation.spage': 'firstpage',
    'citation.epage': 'lastpage',
    'relation.ispartof': 'source',
    ispartof: 'source',
    bibliographiccitation: 'citation',
    description: 'abstract',
    'description.abstract': 'abstract',
    subject: 'subject',
    type: 'kind',
    'type.articletype': 'section',
    'rights.license': 'license',
    'rights.uri': 'license',
    rightsholder: 'rights_holder',
  },
  page: {
    doi: 'doi',
    'og:title': 'title',
    author: 'creator',
    authors: 'creator',
    keywords: 'keywords',
    description: 'description',
    'article:published_time': 'any_date',
    'article:section': 'kind',
    datepublished: 'any_date',
    date: 'any_date',
    'og:url': 'landing',
  },
}

/** Families whose names are understood; of a page’s other elements only what a page may say of an article. */
export function tagOf({ name, content, language }: Meta): Tag | undefined {
  const lower = name.toLowerCase().trim()
  const found = prefixes.find(([prefix]) => prefix.test(lower))
  const family = found?.[1] ?? 'page'
  const rest = found ? lower.replace(found[0], '') : lower
  const known = keys[family]
  const key = known && Object.hasOwn(known, rest) ? known[rest] : found ? rest : undefined
  const says = content.trim() !== '' || key === 'fulltext_world_readable'
  if (key === undefined || !says) return undefined
  return { key, family, name, content: content.trim(), ...(language && { language }) }
}

const rank = new Map(families.map((family, at) => [family, at]))

/** The most trusted first; within a family in the order of the page. */
export const byTrust = (tags: readonly Tag[]): Tag[] =>
  tags.toSorted((a, b) => (rank.get(a.family) ?? 9) - (rank.get(b.family) ?? 9))
