/** Highwire Press tags: the `citation_*` meta elements of a landing page, which Google Scholar and Zotero read. */
import Type from 'typebox'
import type { Article, ArticleDate, Draft, Funding } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { encodeDoi } from '../article/doi.ts'
import { dateWords } from '../article/in-words.ts'
import { Refusal } from '../article/refusal.ts'
import { type Meta, parsePage } from '../text/html-page.ts'
import { plainLine } from '../text/line.ts'
import { type Markup, markup, none, sequence } from '../text/markup.ts'
import { asRead } from './as-read.ts'
import type { Coarsening, Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'
import { highwireCoarsens, highwireLoses, highwireTransforms, readAs, titlesAsRead } from './highwire/losses.ts'
import { meta, metas } from './highwire/meta.ts'
import { contributors } from './highwire/people.ts'
import { readMetas, revision } from './highwire/read/article.ts'
import { referenceText } from './highwire/references.ts'
import type { AsReadRow } from './html/context.ts'
import * as value from './tagged/values.ts'

export const highwire = {
  name: 'highwire',
  title: 'Highwire meta tags',
  mediaType: 'application/x-highwire+html',
  extension: '.html',
  schema: Type.String({ description: 'The `meta` elements of an article’s landing page, one a line.' }),
  frame: ['', '\n', ''],
  loses: highwireLoses,
  coarsens: [readBack(titlesAsRead), ...highwireCoarsens, ...readAs.map(readBack)],
  transforms: highwireTransforms,
  sniffs,
  read: readTags,
  write: (article: Article, site: Site, options?: WriteOptions): string => metaTags(article, site, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

/** An author stands before what belongs to it; everything else may stand in any order. */
export function metaTags(article: Article, site: Site, { date }: WriteOptions = {}): Markup {
  const { journal, dates = {} } = article
  const cited = citationDate(article, date)
  return sequence(
    meta('gs_meta_revision', '1.1'),
    meta('citation_title', (article.title ?? article.subtitle) && value.markedTitle(article)),
    contributors(article),
    meta('citation_date', cited && slashed(cited)),
    meta('citation_publication_date', slashed(dates.publishedPrint ?? dates.published)),
    meta('citation_online_date', slashed(dates.publishedOnline ?? dates.posted)),
    meta('citation_cover_date', slashed(dates.issue)),
    meta('DCTERMS.dateSubmitted', dates.received && dateWords(dates.received)),
    meta('DCTERMS.dateAccepted', dates.accepted && dateWords(dates.accepted)),
    meta('citation_journal_title', journal?.title),
    metas(
      'citation_journal_abbrev',
      journal?.abbreviatedTitles?.map(({ title }) => title),
    ),
    metas('citation_issn', issns(article)),
    meta('citation_publisher', journal?.publisher?.name),
    meta('citation_volume', article.volume),
    meta('citation_issue', value.issueLine(article)),
    pages(article),
    meta('citation_doi', article.doi),
    metas('citation_pmid', identifiers(article, 'pmid')),
    metas('citation_pmcid', identifiers(article, 'pmcid')),
    metas('citation_arxiv_id', identifiers(article, 'arxiv')),
    meta('citation_article_type', article.type),
    meta('citation_section', article.heading),
    meta('citation_language', article.language),
    titles(article),
    abstracts(article),
    keywords(article),
    metas('DCTERMS.subject', article.subjects),
    meta('citation_abstract_html_url', article.doi && `${site.baseUrl}/${encodeDoi(article.doi)}`),
    links(article),
    metas(
      'DCTERMS.license',
      article.licences?.flatMap(({ url }) => (url === undefined ? [] : [url])),
    ),
    article.freeToRead === undefined ? none : markup`<meta name="citation_fulltext_world_readable" content="">\n`,
    metas('citation_funding_source', article.funding?.map(fundingText)),
    metas('citation_reference', article.references?.map(referenceText)),
  )
}

/** `2024/01/18`, `2024/01` or `2024` (Google Scholar, Inclusion Guidelines); a season or a range has its year. */
function slashed(date: ArticleDate | undefined): string | undefined {
  if (date === undefined) return undefined
  if (typeof date !== 'string') return 'year' in date ? String(date.year).padStart(4, '0') : undefined
  return date.includes('/') || date[5] === '2' ? date.slice(0, 4) : date.replaceAll('-', '/')
}

/** Print first: readers that take one ISSN take the first. */
function issns({ journal }: Article): readonly string[] {
  const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
  return [...new Set([print, electronic, linking, ...unspecified].filter((issn) => issn !== undefined))]
}

function pages({ pages, articleNumber }: Article): Markup {
  if (pages === undefined) return meta('citation_firstpage', articleNumber)
  const { first, last, literal } = pages
  return sequence(meta('citation_firstpage', first ?? literal), meta('citation_lastpage', last))
}

const identifiers = ({ identifiers }: Article, wanted: string): readonly string[] | undefined =>
  identifiers?.filter(({ type }) => type === wanted).map(({ value }) => value)

const titles = ({ shortTitle, translatedTitles = [] }: Article): Markup =>
  sequence(
    meta('DCTERMS.alternative', shortTitle && plainLine(shortTitle)),
    ...translatedTitles.map((title) => meta('DCTERMS.alternative', value.titleLine(title), title.language)),
  )

const abstracts = ({ abstracts = [] }: Article): Markup =>
  sequence(...abstracts.map((abstract) => meta('citation_abstract', value.abstractLine(abstract), abstract.language)))

const keywords = ({ keywords = [] }: Article): Markup =>
  sequence(
    ...keywords.flatMap(({ terms, language }) =>
      terms.map((term) => meta('citation_keywords', value.keywordLine(term), language)),
    ),
  )

const linkNames = {
  landing: 'citation_public_url',
  pdf: 'citation_pdf_url',
  xml: 'citation_xml_url',
  html: 'citation_fulltext_html_url',
  other: undefined,
} as const

const links = ({ links = [] }: Article): Markup =>
  sequence(
    ...links.map(({ kind, url }) => {
      const name = linkNames[kind]
      return name === undefined ? none : meta(name, url)
    }),
  )

/** `citation_funder=…; citation_grant_number=…`, in the manner of citation_reference. */
function fundingText({ funder, awards = [] }: Funding): string {
  const pairs = [
    ['citation_funder', funder?.name],
    ['citation_funder_id', funder?.doi],
    ['citation_funder_id', funder?.ror],
    ...awards.map((award) => ['citation_grant_number', award] as const),
  ] as const
  return pairs.flatMap(([key, text]) => (text === undefined ? [] : [`${key}=${text.replaceAll(';', ',')}`])).join('; ')
}

/** Meta elements alone: a whole page, whose text says more, is HTML. */
function sniffs(text: string): number {
  const start = text.slice(0, 20_000)
  if (!/^[\s\ufeff]*<meta\s/i.test(start) || /<(?:!doctype|html|head|body)[\s>]/i.test(start)) return 0
  return /["'](?:gs_meta_revision|(?:bepress_)?citation_\w+|prism\.\w+|eprints\.\w+|dc(?:terms)?\.\w+)["']/i.test(start)
    ? 0.97
    : 0
}

/** The revision of the tags stands once before those of each article. */
function readTags(text: string): Reading[] {
  const records: Meta[][] = []
  for (const meta of parsePage(text).metas) {
    const last = records.at(-1)
    if (last === undefined || (meta.name === revision && last.some(({ name }) => name === revision)))
      records.push([meta])
    else last.push(meta)
  }
  const said = records.filter((metas) =>
    metas.some(({ name }) =>
      /^gs_meta_revision$|^(?:bepress_)?citation_|^(?:dc|dcterms|prism|eprints)[.:]/i.test(name),
    ),
  )
  if (said.length === 0) {
    throw new Refusal(
      'unreadable',
      'There is no meta element of an article in the text, such as <meta name="citation_title" content="…">.',
    )
  }
  return said.map((metas, at) => readMetas(metas, `article ${at + 1}`))
}

function readBack({ fields, how, ...more }: AsReadRow): Coarsening {
  return asRead(fields, how, through, more)
}

/** An article written and read again. */
function through(article: Article): Draft | undefined {
  const [reading] = readTags(metaTags(article, { baseUrl: 'https://colophon.invalid', name: '' }))
  return reading && 'draft' in reading ? reading.draft : undefined
}
