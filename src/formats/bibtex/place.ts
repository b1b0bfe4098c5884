/** Where the article appeared: journal, ISSN, volume, pages. */
import type { Article, Journal, Pages } from '../../../schemas/article.ts'
import { Journal as JournalSchema, Pages as PagesSchema } from '../../../schemas/article.ts'
import { latexToText } from '../../text/latex.ts'
import { formatAnnotations, parseAnnotations } from './annotations.ts'
import { journalOfMacro } from './journals.ts'
import { formatNotation, parseNotation } from './notation.ts'
import type { Row, Sink, Source } from './row.ts'

type Issn = NonNullable<Journal['issn']>

/** A value as plain text; nothing where it is blank. */
export function textField(latex: string | undefined): string | undefined {
  return latex === undefined ? undefined : latexToText(latex.trim()) || undefined
}

const titleField = (latex: string | undefined) => journalOfMacro(latex ?? '') ?? textField(latex)

export const journalRow: Row = {
  write({ journal }, sink) {
    if (!journal) return
    const { put, text } = sink
    const { title, abbreviatedTitles, issn, publisher } = journal
    if (title !== undefined) put('journal', text(title))
    const [first, ...others] = abbreviatedTitles ?? []
    if (first) put('shortjournal', text(first.title))
    if (abbreviatedTitles && (others.length > 0 || first?.type !== undefined)) {
      put('journalabbreviations', formatNotation(abbreviatedTitles, JournalSchema.properties.abbreviatedTitles, text))
    }
    if (publisher?.name !== undefined) put('publisher', text(publisher.name))
    if (publisher?.ror !== undefined) put('publisher+an:ror', formatAnnotations([[0, text(publisher.ror)]]))
    if (publisher?.place !== undefined) put('address', text(publisher.place))
    if (issn) writeIssn(issn, sink)
  },
  read(source, draft) {
    const journal: Journal = {}
    const title = titleField(source.take('journal')) ?? textField(source.take('journaltitle'))
    if (title !== undefined) journal.title = title
    const short = textField(source.take('shortjournal'))
    const long = source.take('journalabbreviations')
    const abbreviated = long === undefined ? undefined : parseNotation(long, JournalSchema.properties.abbreviatedTitles)
    if (Array.isArray(abbreviated)) journal.abbreviatedTitles = abbreviated
    else if (short !== undefined) journal.abbreviatedTitles = [{ title: short }]
    const publisher = readPublisher(source)
    if (publisher) journal.publisher = publisher
    const issn = readIssn(source)
    if (issn) journal.issn = issn
    if (Object.keys(journal).length > 0) draft.journal = journal
  },
}

function readPublisher(source: Source): Journal['publisher'] {
  const name = textField(source.take('publisher'))
  const ror = textField(parseAnnotations(source.take('publisher+an:ror') ?? '').get(0))
  const place = textField(source.take('address')) ?? textField(source.take('location'))
  if (name === undefined && ror === undefined && place === undefined) return undefined
  return { ...(name && { name }), ...(ror && { ror }), ...(place && { place }) }
}

/** `issn` is the one to cite by, electronic first; which medium each belongs to is said in fields of their own. */
function writeIssn({ print, electronic, linking, unspecified }: Issn, { put }: Sink): void {
  const isTyped = print !== undefined || electronic !== undefined || linking !== undefined
  put('issn', electronic ?? print ?? linking ?? unspecified?.join(', ') ?? '')
  if (electronic !== undefined) put('eissn', electronic)
  if (print !== undefined) put('pissn', print)
  if (linking !== undefined) put('issnl', linking)
  if (isTyped && unspecified) put('otherissn', unspecified.join(', '))
}

function readIssn(source: Source): Issn | undefined {
  const issn: Issn = {}
  const electronic = textField(source.take('eissn'))
  const print = textField(source.take('pissn'))
  const linking = textField(source.take('issnl'))
  if (electronic !== undefined) issn.electronic = electronic
  if (print !== undefined) issn.print = print
  if (linking !== undefined) issn.linking = linking
  const typed = new Set([electronic, print, linking])
  const cited = listOf(source.take('issn')).filter((value) => !typed.has(value))
  const unspecified = [...cited, ...listOf(source.take('otherissn'))]
  if (unspecified.length > 0) issn.unspecified = unspecified
  return Object.keys(issn).length > 0 ? issn : undefined
}

const listOf = (value: string | undefined): string[] =>
  textField(value)
    ?.split(/[\s,;/]+/)
    .filter(Boolean) ?? []

const dashes = /[‐‑‒–—―−-]+/g
const simplePage = /^[A-Za-z0-9.]+$/
const simpleSpan = /^([A-Za-z0-9.]+)--([A-Za-z0-9.]+)$/

/**
 * `pages` with two hyphens in every span; an article number stands there where there are no pages, since few styles
 * know `eid`. A span that these do not give back exactly is said again in `pagespan`.
 */
export const pagesRow: Row = {
  write(article, sink) {
    writePages(article, sink)
    const { articleNumber, pages } = article
    if (articleNumber === undefined) return
    if (!pages) sink.put('pages', sink.text(articleNumber))
    sink.put('eid', sink.text(articleNumber))
  },
  read(source, draft) {
    const articleNumber = textField(source.take('eid')) ?? textField(source.take('article-number'))
    if (articleNumber !== undefined) draft.articleNumber = articleNumber
    const span = source.take('pagespan')
    const exact = span === undefined ? undefined : parseNotation(span, PagesSchema)
    const printed = source.take('pages')
    if (typeof exact === 'object')
      draft.pages = exact as Pages // by its schema
    else if (printed !== undefined && textField(printed) !== articleNumber) {
      const pages = readPages(printed)
      if (pages) draft.pages = pages
    }
  },
}

export function writePages({ pages, articleNumber }: Article, { put, putTight, text }: Sink): void {
  if (!pages) return
  const { first, last, literal } = pages
  const isSimple =
    literal === undefined &&
    first !== undefined &&
    first !== articleNumber &&
    simplePage.test(first) &&
    (last === undefined || simplePage.test(last))
  if (isSimple) putTight('pages', last === undefined ? first : `${first}--${last}`)
  else {
    const printed = literal ?? [first, last].filter((page) => page !== undefined).join('–')
    put('pages', text(printed.replace(dashes, '-')).replaceAll('-', '--'))
    put('pagespan', formatNotation(pages, PagesSchema, text))
  }
}

function readPages(latex: string): Pages | undefined {
  const text = latexToText(latex.trim()).replace(/\s*[‐‑‒–—―−-]+\s*/g, '--')
  if (text === '') return undefined
  if (simplePage.test(text)) return { first: text }
  const span = simpleSpan.exec(text)
  return span?.[1] && span[2] ? { first: span[1], last: span[2] } : { literal: text.replace(/--/g, '-') }
}

/** BibTeX calls the issue `number`; biblatex files have `issue` for a named one. */
export const volumeRow: Row = {
  write({ volume, issue }, { put, text }) {
    if (volume !== undefined) put('volume', text(volume))
    if (issue !== undefined) put('number', text(issue))
  },
  read(source, draft) {
    const volume = textField(source.take('volume'))
    if (volume !== undefined) draft.volume = volume
    const issue = textField(source.take('number')) ?? textField(source.take('issue'))
    if (issue !== undefined) draft.issue = issue
  },
}
