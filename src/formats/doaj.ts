/** DOAJ: the article JSON that publishers send to the API of the Directory of Open Access Journals. */
import Type from 'typebox'
import type { Article, Contributor, FullTextLink } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { citationDate, dayOf } from '../article/citation-date.ts'
import { directName } from '../article/name-forms.ts'
import { standingOf } from '../article/standing.ts'
import { formatJson } from '../text/json.ts'
import type { Codec, WritableCodec, WriteOptions } from './codec.ts'
import { coarsens, loses, transforms } from './doaj/losses.ts'
import { fullTexts, languagesOf, onlineIssn, printIssn, recordId } from './doaj/parts.ts'
import { abstractParagraphs, institutionLine, issueNumber, plainOf, wholeTitle } from './plain.ts'

export const doaj = {
  name: 'doaj',
  title: 'DOAJ article',
  mediaType: 'application/vnd.doaj.article+json',
  extension: '.json',
  schema: Type.Object(
    { bibjson: Type.Object({}, { additionalProperties: true }) },
    { additionalProperties: true, description: 'One article as the DOAJ API takes it.' },
  ),
  // A list is what DOAJ takes in bulk.
  frame: ['[', ',\n', ']\n'],
  loses,
  coarsens,
  transforms,
  lacks: (article) => missingForDoaj(article).map(finding),
  write: (article, _site, options) => `${formatJson(record(article, options))}\n`,
} as const satisfies Codec & WritableCodec

/** What DOAJ will ask for before it takes the article; empty where it has all it needs. */
export function missingForDoaj(article: Article): readonly string[] {
  const missing: string[] = []
  if (wholeTitle(article) === undefined) missing.push('title')
  if (printIssn(article) === undefined && onlineIssn(article) === undefined) missing.push('journal/issn')
  if (!article.contributors?.some(isNamedAuthor)) missing.push('contributors')
  if (article.doi === undefined && fullTexts(article).length === 0) missing.push('doi')
  return missing
}

const finding = (field: string): Finding => ({
  severity: 'error',
  code: 'doaj-missing',
  pointer: `/${field}`,
  message: `it has no ${field.split('/').at(-1)} that DOAJ takes.`,
  remedy: 'DOAJ takes articles with a title, a print or electronic ISSN, a named author, and a DOI or full-text link.',
})

function record(article: Article, options: WriteOptions | undefined) {
  const id = recordId(article)
  return { admin: id === undefined ? undefined : { publisher_record_id: id }, bibjson: bibjson(article, options) }
}

function bibjson(article: Article, options: WriteOptions | undefined) {
  const date = citationDate(article, options?.date)
  const { year, month } = date === undefined ? {} : dayOf(date)
  return {
    title: wholeTitle(article),
    identifier: identifiers(article),
    journal: journal(article),
    year: year === undefined ? undefined : String(year).padStart(4, '0'),
    month: month === undefined ? undefined : String(month),
    link: some(fullTexts(article).map(link)),
    abstract: abstract(article),
    author: some(authors(article)),
    keywords: some((article.keywords ?? []).flatMap(({ terms }) => terms.map((term) => plainOf(term)))),
  }
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

function identifiers(article: Article) {
  const rows = [
    ['doi', article.doi],
    ['pissn', printIssn(article)],
    ['eissn', onlineIssn(article)],
  ] as const
  return rows.filter(([, id]) => id !== undefined).map(([type, id]) => ({ type, id }))
}

/** The pages are the journal’s in what the API reads; beside it they would be passed over. */
function journal(article: Article) {
  const { journal: own, volume, pages, articleNumber } = article
  const out = {
    title: own?.title,
    publisher: own?.publisher?.name,
    language: some(languagesOf(article)),
    volume,
    number: issueNumber(article),
    start_page: pages?.first ?? pages?.literal ?? articleNumber,
    end_page: pages?.last,
  }
  return Object.values(out).every((value) => value === undefined) ? undefined : out
}

const contentTypes: Readonly<Record<FullTextLink['kind'], string | undefined>> = {
  landing: 'HTML',
  html: 'HTML',
  pdf: 'PDF',
  xml: 'XML',
  other: undefined,
}

const link = ({ url, kind }: FullTextLink) => ({ type: 'fulltext', url, content_type: contentTypes[kind] })

/** A retraction has no place of its own, and a reader of DOAJ must not miss it. */
function abstract(article: Article): string | undefined {
  const [own] = article.abstracts ?? []
  const paragraphs = own === undefined ? [] : abstractParagraphs(own)
  const standing = standingOf(article)
  if (standing !== undefined) paragraphs.unshift(standing)
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n')
}

function authors(article: Article) {
  const lines = new Map(article.affiliations?.map((affiliation) => [affiliation.id, institutionLine(affiliation)]))
  return (article.contributors ?? []).filter(isNamedAuthor).map((author) => name(author, lines))
}

/** DOAJ demands a name of every author. */
const isNamedAuthor = (one: Contributor): boolean => one.role === 'author' && directName(one) !== ''

function name(author: Contributor, lines: ReadonlyMap<string, string>) {
  const places = (author.affiliations ?? []).map((id) => lines.get(id)).filter(Boolean)
  return {
    name: directName(author),
    affiliation: places.length === 0 ? undefined : places.join('; '),
    orcid_id: author.orcid === undefined ? undefined : `https://orcid.org/${author.orcid}`,
  }
}
