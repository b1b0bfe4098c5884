/**
 * The same article read from several formats: what the records say of it is compared field by field. Where they differ,
 * the difference is listed, so that it can be seen to be the sources’ own.
 */
import type { Article, ArticleDate } from '../../schemas/article.ts'
import { doiKey } from '../../src/article/doi.ts'
import { plainText } from '../../src/text/rich.ts'
import { plainWords } from './bib-source.ts'
import { reasonOf } from './known-differences.ts'

export interface Agreement {
  readonly field: string
  /** Pairs of records that both say something of the field. */
  pairs: number
  agree: number
  /** One source says less than the other, and nothing else. */
  coarser: number
  readonly differences: Difference[]
}

export interface Difference {
  readonly doi: string
  /** The two formats and what each says. */
  readonly text: string
  /** Why it is the sources’ own; undefined where that is not known, which is a fault. */
  readonly reason: string | undefined
}

/** A field as the texts that are compared. */
type Field = (article: Article) => readonly string[] | undefined

const one = (text: string | undefined): readonly string[] | undefined => (text === undefined ? undefined : [text])
const folded = (text: string): string => plainWords(plainText(text)).join('')

const fields: Readonly<Record<string, Field>> = {
  title: ({ title }) => one(title && folded(title)),
  authors: ({ contributors = [] }) => {
    const authors = contributors.filter(({ role = 'author' }) => role === 'author')
    return authors.length === 0
      ? undefined
      : authors.map((person) =>
          folded(
            person.kind === 'person'
              ? (person.family ?? person.given ?? '')
              : person.kind === 'group'
                ? person.name
                : (person.literal.split(/[\s,]+/).at(-1) ?? ''),
          ),
        )
  },
  journal: ({ journal }) => one(journal?.title && folded(journal.title)),
  volume: ({ volume }) => one(volume && folded(volume)),
  issue: ({ issue }) => one(issue && folded(issue)),
  'first page': ({ pages }) => one(pages?.first ?? pages?.literal?.split(/[-–]/)[0]),
  received: ({ dates }) => one(iso(dates?.received)),
  accepted: ({ dates }) => one(iso(dates?.accepted)),
  online: ({ dates }) => one(iso(dates?.publishedOnline)),
  print: ({ dates }) => one(iso(dates?.publishedPrint)),
}

/** Only dates that are days, months or years can be compared by their letters. */
const iso = (date: ArticleDate | undefined): string | undefined => (typeof date === 'string' ? date : undefined)

/** Every two formats that say something of the same DOI, by the first record of each. */
export function compareFormats(articles: ReadonlyMap<string, readonly Article[]>): readonly Agreement[] {
  const byDoi = new Map<string, Map<string, Article>>()
  for (const [format, list] of articles) {
    for (const article of list) {
      // Crossref’s prefix for tests: records under it are invented, and each inventor begins with the same.
      if (article.doi === undefined || article.doi.startsWith('10.5555/')) continue
      const key = doiKey(article.doi)
      const formats = byDoi.get(key) ?? new Map<string, Article>()
      if (!formats.has(format)) byDoi.set(key, formats.set(format, article))
    }
  }
  return Object.entries(fields).map(([field, said]) => {
    const agreement: Agreement = { field, pairs: 0, agree: 0, coarser: 0, differences: [] }
    for (const [doi, formats] of byDoi) {
      const values = [...formats].flatMap(([format, article]) => {
        const value = said(article)
        return value === undefined ? [] : [{ format, value }]
      })
      for (const [at, a] of values.entries()) for (const b of values.slice(at + 1)) compare(agreement, doi, a, b)
    }
    return agreement
  })
}

interface Said {
  readonly format: string
  readonly value: readonly string[]
}

function compare(agreement: Agreement, doi: string, a: Said, b: Said): void {
  agreement.pairs++
  const [x, y] = [a.value, b.value]
  if (x.join('|') === y.join('|')) agreement.agree++
  else if (isWithin(x, y) || isWithin(y, x)) agreement.coarser++
  else
    agreement.differences.push({
      doi,
      text: `${a.format} ${x.join(', ').slice(0, 60)} – ${b.format} ${y.join(', ').slice(0, 60)}`,
      reason: reasonOf(doi, agreement.field, a.format, b.format),
    })
}

/** A year in a date of that year, a title in a title with its subtitle, some authors of all. */
const isWithin = (less: readonly string[], more: readonly string[]): boolean =>
  less.length === 1 && more.length === 1
    ? (more[0] ?? '').startsWith(less[0] ?? '') || (more[0] ?? '').includes(less[0] ?? '')
    : less.every((value) => more.includes(value))
