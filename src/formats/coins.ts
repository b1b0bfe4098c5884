/**
 * COinS: an OpenURL ContextObject (ANSI/NISO Z39.88-2004, key/encoded-value format for journals) in the title of an
 * empty span, which library software finds in any page of HTML.
 */
import Type from 'typebox'
import type { Article, ArticleDate, Draft } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { dateWords, pageSpan } from '../article/in-words.ts'
import { directName, nameParts } from '../article/name-forms.ts'
import { Refusal } from '../article/refusal.ts'
import { parsePage } from '../text/html-page.ts'
import { oneLine } from '../text/line.ts'
import { attribute, markup } from '../text/markup.ts'
import { asRead } from './as-read.ts'
import type { Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'
import { coinsCoarsens, coinsLoses, coinsTransforms, readAs, titlesAsRead } from './coins/losses.ts'
import { readContext } from './coins/read.ts'
import type { AsReadRow } from './html/context.ts'
import { markedTitle } from './tagged/values.ts'

export const coins = {
  name: 'coins',
  title: 'COinS (OpenURL)',
  mediaType: 'application/x-coins+html',
  extension: '.html',
  schema: Type.String({ description: 'A `span` of HTML whose title is an OpenURL ContextObject.' }),
  frame: ['', '', ''],
  loses: coinsLoses,
  coarsens: [readBack(titlesAsRead), ...coinsCoarsens, ...readAs.map(readBack)],
  transforms: coinsTransforms,
  sniffs,
  read: readSpans,
  write: (article: Article, site: Site, options?: WriteOptions): string =>
    markup`<span class="Z3988" title="${attribute(contextObject(article, site, options))}"></span>\n`,
} as const satisfies Codec & ReadableCodec & WritableCodec

/** The keys are those of the matrix info:ofi/fmt:kev:mtx:journal, in its order. */
export function contextObject(article: Article, site: Site, { date }: WriteOptions = {}): string {
  const { journal, contributors = [], identifiers = [] } = article
  const authors = contributors.filter(({ role }) => role === 'author')
  let out = 'ctx_ver=Z39.88-2004&ctx_enc=info%3Aofi%2Fenc%3AUTF-8&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal'
  const put = (key: string, value: string | undefined) => {
    const text = value === undefined ? '' : oneLine(value)
    if (text !== '') out += `&${key}=${encode(text)}`
  }
  put('rfr_id', `info:sid/${site.baseUrl.replace(/^https?:\/\//, '')}`)
  if (article.doi !== undefined) put('rft_id', `info:doi/${article.doi}`)
  for (const { type, value } of identifiers) {
    const namespace = namespaces[type]
    if (namespace !== undefined) put('rft_id', `${namespace}${value}`)
  }
  for (const { kind, url } of article.links ?? []) if (kind === 'landing') put('rft_id', url)
  put('rft.genre', article.type === 'preprint' ? 'preprint' : 'article')
  // There is no key for what became of an article.
  put('rft.atitle', (article.title ?? article.subtitle) && markedTitle(article))
  put('rft.jtitle', journal?.title)
  put('rft.stitle', journal?.abbreviatedTitles?.[0]?.title)
  for (const [key, value] of dateKeys(citationDate(article, date))) put(key, value)
  put('rft.volume', article.volume)
  put('rft.part', article.supplement)
  put('rft.issue', article.issue)
  put('rft.spage', article.pages?.first)
  put('rft.epage', article.pages?.last)
  put('rft.pages', pageSpan(article))
  put('rft.artnum', article.articleNumber)
  put('rft.issn', journal?.issn?.print ?? journal?.issn?.linking ?? journal?.issn?.unspecified?.[0])
  put('rft.eissn', journal?.issn?.electronic)
  put('rft.coden', journal?.identifiers?.find(({ type }) => type === 'coden')?.value)
  const [first] = authors
  if (first?.kind === 'person') {
    const { family, given } = nameParts(first)
    put('rft.aulast', family)
    put('rft.aufirst', given)
    put('rft.ausuffix', first.suffix)
  }
  for (const author of authors) put(author.kind === 'group' ? 'rft.aucorp' : 'rft.au', directName(author))
  return out
}

const encode = (text: string): string => encodeURIComponent(text).replace(/'/g, '%27')

const namespaces: Readonly<Record<string, string>> = { pmid: 'info:pmid/', arxiv: 'info:arxiv/' }

const seasonKeys: Readonly<Record<string, string>> = { 21: 'spring', 22: 'summer', 23: 'fall', 24: 'winter' }

/** `date` takes year, month and day (W3CDTF), `ssn` four seasons, `chron` whatever is printed. */
function dateKeys(date: ArticleDate | undefined): readonly (readonly [key: string, value: string | undefined])[] {
  if (date === undefined) return []
  if (typeof date !== 'string') {
    if ('literal' in date) return [['rft.chron', date.literal]]
    return [
      ['rft.date', String(date.year).padStart(4, '0')],
      ['rft.chron', date.season],
    ]
  }
  if (date.length > 10 || date.includes('/')) {
    return [
      ['rft.date', date.slice(0, 4)],
      ['rft.chron', dateWords(date)],
    ]
  }
  const season = date.length === 7 ? seasonKeys[date.slice(5)] : undefined
  if (season === undefined) return [['rft.date', date]]
  return [
    ['rft.date', date.slice(0, 4)],
    ['rft.ssn', season],
  ]
}

/** A span by itself, or the bare ContextObject; a whole page is HTML. */
function sniffs(text: string): number {
  const start = text.slice(0, 20_000)
  if (
    /^[\s\ufeff]*<span\s/i.test(start) &&
    /\bZ3988\b/.test(start) &&
    !/<(?:!doctype|html|head|body)[\s>]/i.test(start)
  )
    return 0.97
  return /^[\s\ufeff?]*(?:[\w.]+=[^\s<>]*&)?(?:ctx_ver=Z39\.88|url_ver=Z39\.88|rft_val_fmt=)/.test(start) ? 0.95 : 0
}

function readSpans(text: string): Reading[] {
  const bare = text.trim()
  const contexts = bare.startsWith('<') || !/rft[._]/.test(bare) ? parsePage(text).contexts : [bare.replace(/^\?/, '')]
  const said = contexts.filter((context) => /(?:^|&)(?:amp;)?rft[._]\w+=/.test(context))
  if (said.length === 0) {
    throw new Refusal('unreadable', 'There is no span of class Z3988 whose title describes an article in the text.')
  }
  return said.map((context, at) => readContext(context, `span ${at + 1}`))
}

function readBack({ fields, how, ...more }: AsReadRow) {
  return asRead(fields, how, through, more)
}

/** An article written and read again. */
function through(article: Article): Draft | undefined {
  const reading = readContext(contextObject(article, { baseUrl: 'https://colophon.invalid', name: '' }), '')
  return 'draft' in reading ? reading.draft : undefined
}
