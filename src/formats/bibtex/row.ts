/** What a row of the mapping needs: a place to put fields into, and a source to take them from. */
import type { Article, Draft } from '../../../schemas/article.ts'
import type { LatexText } from '../../text/latex.ts'
import type { WriteOptions } from '../codec.ts'

/** Where an article is written to: `put` adds a field whose value is LaTeX already; `text` escapes. */
export interface Sink {
  readonly put: (field: string, latex: string) => void
  /** The same for a value that has no blank at either end: a joined string is not put together only to be looked at. */
  readonly putTight: (field: string, latex: string) => void
  /** A value without delimiters: the name of a month. */
  readonly putBare: (field: string, word: string) => void
  readonly text: LatexText
  /** Nothing but ASCII may be written, not even in an address. */
  readonly isAscii: boolean
}

/** The fields of one entry, each of which is taken once; what nobody takes is reported as not understood. */
export interface Source {
  readonly type: string
  readonly take: (field: string) => string | undefined
  /** The value without taking it. */
  readonly peek: (field: string) => string | undefined
  /** Names of the fields that are left. */
  readonly left: () => string[]
  readonly note: (code: string, pointer: string, message: string, value?: string) => void
  /** A text under this field’s name that the record has no place for. */
  readonly keep: (field: string, value: string) => void
}

/** One subject: how it is written as fields, and how it is read from them. Rows run in order. */
export interface Row {
  readonly write: (article: Article, sink: Sink, options?: WriteOptions) => void
  readonly read: (source: Source, draft: Draft) => void
}
