/** One entry of a .bib file. What differs between UTF-8, ASCII and biblatex is a profile. */
import type { Article } from '../../../schemas/article.ts'
import { citekey } from '../../article/citekey.ts'
import type { LatexText } from '../../text/latex.ts'
import type { WriteOptions } from '../codec.ts'
import type { Row, Sink } from './row.ts'

export interface Profile {
  readonly rows: readonly Row[]
  readonly text: LatexText
  readonly isAscii: boolean
  readonly typeOf: (article: Article) => string
  /** The field that says in this article’s entry what BibTeX says in another; the same unless told otherwise. */
  readonly placesIn?: (article: Article) => (field: string, latex: string) => readonly [field: string, latex: string]
}

export function writeEntry(article: Article, profile: Profile, options?: WriteOptions): string {
  const { rows, text, isAscii, typeOf } = profile
  const place = profile.placesIn?.(article)
  const head = `@${typeOf(article)}{${keyOf(article, options)}`
  let out = head
  const addTight = (field: string, latex: string) => {
    out += `,\n  ${field} = {${latex}}`
  }
  const add = (field: string, latex: string) => {
    const first = latex.charCodeAt(0)
    const last = latex.charCodeAt(latex.length - 1)
    addTight(field, first === 0x20 || last === 0x20 ? holdEdges(latex) : latex)
  }
  const sink: Sink = {
    put: place === undefined ? add : (field, latex) => add(...place(field, latex)),
    putTight: place === undefined ? addTight : (field, latex) => add(...place(field, latex)),
    putBare(field, word) {
      out += `,\n  ${field} = ${word}`
    },
    text,
    isAscii,
  }
  for (const row of rows) row.write(article, sink, options)
  // Without a comma behind the key an entry without fields is none to biber and Citation.js.
  return out === head ? `${head},\n}\n` : `${out}\n}\n`
}

/** biber loses an entry, or the whole file, where any other character is in its key. */
const unsafe = /[^A-Za-z0-9_.:/+-]+/g

const keyOf = (article: Article, options?: WriteOptions): string =>
  options?.key?.replace(unsafe, '-') || citekey(article)

/** Blanks at the ends of a value would be taken for layout. */
const holdEdges = (latex: string): string => latex.replace(/^ /, '{ }').replace(/ $/, '{ }')

/**
 * @article requires a journal, which a preprint does not have. A volume or issue tells of one even where its name is
 * not known, and styles and readers understand them in @article alone.
 */
export const isInJournal = ({ type, journal, volume, issue }: Article): boolean =>
  type !== 'preprint' && (journal?.title ?? volume ?? issue) !== undefined
