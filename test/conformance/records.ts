/** Records to judge formats with: our fixtures and examples, and every larger collection at hand that readers understand. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import type { Reading } from '../../src/formats/codec.ts'
import { guessFormat, readerNamed } from '../../src/formats/index.ts'

export interface Collection {
  readonly name: string
  readonly articles: readonly Article[]
  /** Records that no article was made of, by reason. */
  readonly refused: ReadonlyMap<string, number>
  readonly files: number
}

/** Files that hold no records of ours: schemas, styles, answers of other programs, documentation. */
const passedOver = /README|SOURCES|LICEN[CS]E|expected|\.(csl|md|tsv|ts|txt|py|js|rnc|sch|yml|yaml|png|pdf)$/i

/** Everything under a folder; with `reader` all of it is read as that format, otherwise by content. */
export function collect(name: string, folder: string, reader?: string): Collection {
  const articles: Article[] = []
  const refused = new Map<string, number>()
  const count = (reason: string) => refused.set(reason, (refused.get(reason) ?? 0) + 1)
  const files = filesUnder(folder).filter((file) => reader !== undefined || !passedOver.test(file))
  for (const file of files) {
    for (const reading of readingsOf(file, reader)) {
      if ('refusal' in reading) {
        count(reading.refusal.code)
        continue
      }
      try {
        articles.push(admit(reading.draft).article)
      } catch (error) {
        if (!(error instanceof Refusal)) throw new Error(`${file}, ${reading.place}`, { cause: error })
        count(error.findings.find(({ severity }) => severity === 'error')?.code ?? error.code)
      }
    }
  }
  return { name, articles, refused, files: files.length }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readingsOf(file: string, reader: string | undefined): readonly Reading[] {
  try {
    const bytes = readFileSync(file)
    const text = (extname(file) === '.gz' ? gunzipSync(bytes) : bytes).toString('utf8')
    const codec = reader === undefined ? guessFormat(text) : readerNamed(reader)
    // Prose is understood by one reader, whose own benchmark judges it.
    return reader === undefined && codec.mediaType === 'text/plain' ? [] : codec.read(text)
  } catch (error) {
    if (error instanceof Refusal) return [{ place: file, refusal: error }]
    throw new Error(file, { cause: error })
  }
}
