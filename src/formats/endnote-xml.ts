/** EndNote XML: the records of an EndNote library, whose titles and abstracts keep their faces. */
import Type from 'typebox'
import type { Article, ArticleDate, Draft, FullTextLink } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { citekey } from '../article/citekey.ts'
import { affiliationLine, pageSpan } from '../article/in-words.ts'
import { each, element, type Markup, markup, none, sequence, text, wrap } from '../text/markup.ts'
import { onlyDraft } from './as-read.ts'
import { coarser } from './coarser.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { readEndnote, sniffsEndnote } from './endnote-xml/read.ts'
import { abstractParagraphs } from './plain.ts'
import { linksOfTwoKinds } from './tagged/at-once.ts'
import { endnoteName, monthWords, yearText } from './tagged/endnote.ts'
import { richAbstract, richTitle, styled, withoutFaces } from './tagged/faces.ts'
import { taggedCoarsens, taggedLoses, taggedTransforms } from './tagged/losses.ts'
import { notes } from './tagged/notes.ts'
import * as value from './tagged/values.ts'

const plainAddresses = coarser<FullTextLink>(
  'links/*',
  'An address is that of a PDF file or not said to be one.',
  (link) => (link.kind === 'pdf' ? link : { ...link, kind: 'landing' }),
)

export const endnoteXml = {
  name: 'endnote-xml',
  title: 'EndNote XML',
  mediaType: 'application/x-endnote-library+xml',
  aliases: ['application/x-endnote+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A `record`; in its frame an EndNote XML document.' }),
  frame: ['<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n', '', '</records></xml>\n'],
  framesOne: true,
  loses: taggedLoses,
  coarsens: [
    ...withoutFaces,
    plainAddresses,
    ...taggedCoarsens(through, { textOf: (rich) => rich, paragraphs: abstractParagraphs, links: linksOfTwoKinds }),
  ],
  transforms: taggedTransforms,
  sniffs: sniffsEndnote,
  read: readEndnote,
  write: (article: Article, site: Site, options?: WriteOptions): string => writeRecord(article, site, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

function through(article: Article): Draft | undefined {
  const [head, , tail] = endnoteXml.frame
  return onlyDraft(readEndnote(head + writeRecord(article, { baseUrl: '', name: 'x' }) + tail))
}

const named = ['pmid', 'pmcid'] as const

/** The order is that of RSXML.dtd, in which EndNote writes. */
function writeRecord(article: Article, { name }: Site, { date, key }: WriteOptions = {}): Markup {
  const { journal } = article
  return markup`${element(
    'record',
    sequence(
      element('source-app', text(name), { name }),
      markup`<ref-type name="Journal Article">17</ref-type>`,
      contributors(article),
      field('auth-address', article.affiliations?.map(affiliationLine).join('\n')),
      titles(article),
      periodical(article),
      field('pages', pageSpan(article) || article.articleNumber),
      field('volume', article.volume),
      field('number', value.issueLine(article)),
      keywords(article),
      dates(citationDate(article, date)),
      field('pub-location', journal?.publisher?.place),
      field('publisher', journal?.publisher?.name),
      field('isbn', journal && value.oneIssn(journal)),
      field('accession-num', identifier(article, 'pmid')),
      field('electronic-resource-num', article.doi),
      article.abstracts?.[0] === undefined ? none : element('abstract', richAbstract(article.abstracts[0])),
      field('label', key ?? citekey(article)),
      field('notes', notes(article, { named, spans: true }).join('\n')),
      field('work-type', value.workType(article)),
      field('language', article.language),
      urls(article),
      field('custom2', identifier(article, 'pmcid')),
      field('custom7', article.articleNumber),
    ),
  )}
`
}

const field = (name: string, content: string | undefined): Markup =>
  content === undefined || content === '' ? none : element(name, styled(text(content)))

const contributors = ({ contributors = [] }: Article): Markup =>
  wrap(
    'contributors',
    sequence(
      wrap('authors', each(contributors.filter(value.isAuthor), author)),
      wrap('secondary-authors', each(contributors.filter(value.isEditor), author)),
    ),
  )

const author = (contributor: NonNullable<Article['contributors']>[number]): Markup =>
  field('author', endnoteName(contributor))

const titles = ({ title, subtitle, shortTitle, translatedTitles, journal }: Article): Markup =>
  wrap(
    'titles',
    sequence(
      wrap('title', richTitle({ title, subtitle })),
      field('secondary-title', journal?.title),
      field('alt-title', journal?.abbreviatedTitles?.[0]?.title),
      wrap('short-title', richTitle({ title: shortTitle })),
      each(translatedTitles, (translated) => wrap('translated-title', richTitle(translated))),
    ),
  )

const periodical = ({ journal }: Article): Markup =>
  wrap(
    'periodical',
    sequence(field('full-title', journal?.title), field('abbr-1', journal?.abbreviatedTitles?.[0]?.title)),
  )

const keywords = ({ keywords, subjects }: Article): Markup =>
  wrap(
    'keywords',
    sequence(
      each(keywords, ({ terms }) => each(terms, (term) => field('keyword', value.keywordLine(term)))),
      each(subjects, (subject) => field('keyword', subject.replaceAll(';', ','))),
    ),
  )

function dates(date: ArticleDate | undefined): Markup {
  const year = date === undefined ? undefined : yearText(date)
  if (date === undefined || year === undefined) return none
  return element('dates', sequence(field('year', year), wrap('pub-dates', field('date', monthWords(date)))))
}

const identifier = ({ identifiers = [] }: Article, wanted: string): string =>
  identifiers
    .filter(({ type }) => type === wanted)
    .map(({ value }) => value)
    .join('; ')

function urls(article: Article): Markup {
  const files = article.links?.filter(({ kind }) => kind === 'pdf')
  const others = article.links?.filter(({ kind }) => kind !== 'pdf').map(({ url }) => url) ?? []
  const landing = value.address(article)
  const pages = landing === undefined || others.includes(landing) ? others : [landing, ...others]
  return wrap(
    'urls',
    sequence(
      wrap(
        'pdf-urls',
        each(files, ({ url }) => field('url', url)),
      ),
      wrap(
        'related-urls',
        each(pages, (url) => field('url', url)),
      ),
    ),
  )
}
