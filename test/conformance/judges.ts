/** Every judge of every format: official validators where they are at hand, grammars and models of ours otherwise. */
import type { Article } from '../../schemas/article.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { unsaidLeaves } from '../judges/leaves.ts'
import { judgeJats } from '../judges/jats-dtd.ts'

/** What is wrong with a document that a format made of an article; an empty list where nothing is. */
export type Judge = (document: string, article: Article) => readonly string[]

export interface JudgeRow {
  readonly format: string
  readonly judge: string
  /** Why the judge cannot sit; false where it can. */
  readonly absent: string | false
  readonly run: Judge
}

const own = (format: string, judge: string, run: Judge): JudgeRow => ({ format, judge, absent: false, run })

/** The judge that every format has: whatever is said to be kept is found in the document. */
export const leafJudge = (codec: WritableCodec): JudgeRow =>
  own(codec.name, 'every leaf found or told', (document, article) => unsaidLeaves(document, article, codec))

export const judges: readonly JudgeRow[] = [own('jats', 'DTD 1.4 (libxml2)', judgeJats)]
