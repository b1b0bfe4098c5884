/** A CITATION.cff whose preferred citation is the article. Reads as the order of the document. */
import type { Article, ArticleType } from '../../../schemas/article.ts'
import { citationDate, dayOf } from '../../article/citation-date.ts'
import { doiUrl } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import type { WriteOptions } from '../codec.ts'
import { abstractParagraphs, dateParts, issueNumber, plainOf, uri, wholeTitle } from '../plain.ts'
import { affiliationLines, authorsOf, contactsOf, type Lines, named } from './people.ts'
import { citedWork, span, untitled } from './references.ts'
import { integer, isCffDoi, isCffPmcid, isSpdx, languageCode, unique } from './values.ts'
import type { Yaml } from './yaml.ts'

type Members = { readonly [key: string]: Yaml | undefined }

/** The root describes what the file lies with, for programs that read no further; the article is the citation. */
export function citationFile(article: Article, options: WriteOptions | undefined): Members {
  const lines = affiliationLines(article)
  const authors = authorsOf(article, lines)
  return {
    'cff-version': '1.2.0',
    message: "Please cite this article by the metadata from 'preferred-citation'.",
    title: wholeTitle(article) ?? untitled,
    authors,
    'preferred-citation': preferredCitation(article, authors, lines, options),
    references: unique((article.references ?? []).map(citedWork)),
  }
}

const types: Readonly<Partial<Record<ArticleType, string>>> = { dissertation: 'thesis' }
const statuses: Readonly<Partial<Record<ArticleType, string>>> = { preprint: 'preprint', abstract: 'abstract' }

function preferredCitation(article: Article, authors: Yaml, lines: Lines, options: WriteOptions | undefined): Members {
  const { type, journal, volume } = article
  const number = integer(volume)
  return {
    type: types[type ?? 'other'] ?? 'article',
    status: statuses[type ?? 'other'],
    authors,
    title: wholeTitle(article) ?? untitled,
    abbreviation: plainOf(article.shortTitle),
    editors: named(article, lines, 'editor'),
    translators: named(article, lines, 'translator'),
    contact: contactsOf(article, lines),
    journal: journal?.title,
    volume: number,
    'volume-title': number === undefined ? volume : undefined,
    issue: issueNumber(article),
    'issue-title': article.issueTitle,
    'issue-date': issueDate(article),
    'collection-title': article.specialIssue,
    ...span(article.pages),
    number: article.articleNumber,
    issn: issnOf(journal),
    publisher: publisher(journal),
    ...dates(article, options),
    ...links(article),
    ...rights(article),
    languages: languages(article),
    keywords: unique((article.keywords ?? []).flatMap(({ terms }) => terms.map((term) => plainOf(term) ?? ''))),
    abstract: article.abstracts?.[0] && abstractParagraphs(article.abstracts[0]).join('\n\n'),
    version: article.contentVersion,
    notes: standingOf(article),
  }
}

function issueDate({ dates }: Article): string | undefined {
  if (dates?.issue === undefined) return undefined
  const { iso, more } = dateParts(dates.issue)
  return typeof dates.issue === 'string' ? dates.issue : [more, iso].filter(Boolean).join(' ')
}

/** The electronic one, by which the journal is found today. */
export function issnOf(journal: Article['journal']): string | undefined {
  const { electronic, print, linking, unspecified } = journal?.issn ?? {}
  return electronic ?? print ?? linking ?? unspecified?.[0]
}

function publisher(journal: Article['journal']): Yaml | undefined {
  const { name, place, ror } = journal?.publisher ?? {}
  return name === undefined ? undefined : { name, address: place, website: ror }
}

/** A whole day is a date; of anything else year and month, as far as they are known. */
function dates(article: Article, options: WriteOptions | undefined): Members {
  const date = citationDate(article, options?.date)
  const { year, month, day } = date === undefined ? {} : dayOf(date)
  return { 'date-published': day === undefined ? undefined : String(date), year, month }
}

/** The DOI as it is where the schema’s pattern has room for it, and always where the work is found. */
function links({ doi, links: all = [], identifiers = [] }: Article): Members {
  const others: Yaml[] = []
  if (doi !== undefined && !isCffDoi(doi)) others.push({ type: 'other', value: doi, description: 'DOI' })
  let pmcid: string | undefined
  for (const { type, value } of identifiers) {
    if (pmcid === undefined && type === 'pmcid' && isCffPmcid(value)) pmcid = value
    else others.push({ type: 'other', value, description: type })
  }
  const landing = all.find(({ kind }) => kind === 'landing')
  for (const link of all) {
    if (link !== landing) others.push({ type: 'url', value: uri(link.url), description: link.kind })
  }
  return {
    doi: doi !== undefined && isCffDoi(doi) ? doi : undefined,
    url: landing === undefined ? doi && doiUrl(doi) : uri(landing.url),
    pmcid,
    identifiers: unique(others),
  }
}

function rights({ licences = [], copyright }: Article): Members {
  const ids = unique(licences.map(({ spdx }) => spdx).filter(isSpdx))
  const url = licences.find((licence) => licence.url !== undefined)?.url
  const owner = [copyright?.year, copyright?.holder].filter(Boolean).join(' ')
  const words = [copyright?.statement, owner].filter(Boolean).join('; ')
  return {
    license: ids?.length === 1 ? ids[0] : ids,
    'license-url': url && uri(url),
    copyright: words || undefined,
  }
}

function languages({ language }: Article): readonly string[] | undefined {
  const code = language === undefined ? undefined : languageCode(language)
  return code === undefined ? undefined : [code]
}
