/** Judges readers: what was read, refused and crashed, what became of every text of the source, and the way back. */
import { isDeepStrictEqual } from 'node:util'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import type { ReadableCodec, Reading } from '../../src/formats/codec.ts'
import { guessFormat, writers } from '../../src/formats/index.ts'
import { lessened } from '../../src/formats/losses.ts'
import { type SourceFate, sourceFates, sourceLeaves } from '../judges/source-leaves.ts'
import type { SourceFile } from './sources.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

export interface ReaderVerdict {
  readonly format: string
  files: number
  read: number
  /** By the code of the refusal. */
  readonly refused: Map<string, number>
  readonly crashed: string[]
  readonly leaves: Record<SourceFate, number>
  /** How many were lost by path. */
  readonly lostAt: Map<string, number>
  readonly articles: Article[]
  roundTrips: number
  readonly unequal: string[]
}

const verdictOf = (format: string): ReaderVerdict => ({
  format,
  files: 0,
  read: 0,
  refused: new Map(),
  crashed: [],
  leaves: { kept: 0, unmapped: 0, noted: 0, lost: 0 },
  lostAt: new Map(),
  articles: [],
  roundTrips: 0,
  unequal: [],
})

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** Reads every file by its content; what no format is recognised in stands under the name `–`. */
export function judgeReaders(files: Iterable<SourceFile>): ReadonlyMap<string, ReaderVerdict> {
  const verdicts = new Map<string, ReaderVerdict>()
  const of = (format: string) => {
    const verdict = verdicts.get(format) ?? verdictOf(format)
    verdicts.set(format, verdict)
    return verdict
  }
  for (const file of files) {
    const codec = recognised(file.text)
    if (codec instanceof Refusal) {
      const verdict = of('–')
      verdict.files++
      count(verdict.refused, codec.code)
    } else judgeFile(file, codec, of(codec.name))
  }
  return verdicts
}

function recognised(text: string): ReadableCodec | Refusal {
  try {
    return guessFormat(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function judgeFile({ name, text }: SourceFile, codec: ReadableCodec, verdict: ReaderVerdict): void {
  verdict.files++
  let readings: readonly Reading[]
  try {
    readings = codec.read(text)
  } catch (error) {
    if (error instanceof Refusal) count(verdict.refused, error.code)
    else verdict.crashed.push(`${name}: ${error}`)
    return
  }
  for (const reading of readings) judgeReading(reading, codec, verdict, name)
  judgeLeaves(text, codec, readings, verdict)
}

function judgeReading(reading: Reading, codec: ReadableCodec, verdict: ReaderVerdict, file: string): void {
  if ('refusal' in reading) {
    count(verdict.refused, reading.refusal.code)
    return
  }
  try {
    const { article } = admit(reading.draft)
    verdict.read++
    verdict.articles.push(article)
    judgeReturn(article, codec, verdict, `${file}, ${reading.place}`)
  } catch (error) {
    if (!(error instanceof Refusal)) verdict.crashed.push(`${file}, ${reading.place}: ${error}`)
    else count(verdict.refused, error.findings.find(({ severity }) => severity === 'error')?.code ?? error.code)
  }
}

/** Read, written, read again: the same record, less what the format is known to lose. */
function judgeReturn(article: Article, { name, read }: ReadableCodec, verdict: ReaderVerdict, place: string): void {
  const codec = writers.find((writer) => writer.name === name)
  if (!codec || (codec.lacks?.(article) ?? []).length > 0) return
  verdict.roundTrips++
  const document = codec.framesOne
    ? codec.frame[0] + codec.write(article, site) + codec.frame[2]
    : codec.write(article, site)
  const [again] = read(document)
  const back = again && 'draft' in again ? admit(again.draft).article : undefined
  if (!isDeepStrictEqual(back, lessened(article, codec))) verdict.unequal.push(place)
}

/** A file of one record a line is judged line by line, so that no record’s texts are found in another’s. */
function judgeLeaves(text: string, codec: ReadableCodec, readings: readonly Reading[], verdict: ReaderVerdict): void {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const byLine = lines.length === readings.length && lines.length > 1 && /^\s*[{[]/.test(lines[1] ?? '')
  const parts = byLine
    ? lines.map((line, at) => [line, readings.slice(at, at + 1)] as const)
    : [[text, readings] as const]
  for (const [source, made] of parts) {
    for (const { fate, path } of fatesIn(source, codec, made)) {
      verdict.leaves[fate]++
      if (fate === 'lost') count(verdict.lostAt, path)
    }
  }
}

function fatesIn(source: string, codec: ReadableCodec, readings: readonly Reading[]) {
  // What was refused says nothing of its leaves.
  if (!readings.every((reading) => 'draft' in reading)) return []
  return sourceFates(sourceLeaves(source, codec), readings)
}
