/**
 * Reading works of the Crossref REST API, one a line: ours (text to drafts) beside `JSON.parse` alone on the same lines.
 * The works are invented, with lists of references as long as those of articles; and real ones, where there are some.
 */
import { existsSync, readFileSync } from 'node:fs'
import type { Draft, Reference } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { crossrefJson } from '../../src/formats/crossref-json.ts'
import { median } from '../median.ts'
import { synthetic } from '../synthetic.ts'
import type { ReaderRow } from './row.ts'

/** Works that are invented, and the references of each. */
const count = 200
const cited = 35
/** Characters that are read at once, as an import does, and in one timing: the processor’s clock ticks in milliseconds. */
const portion = 2 ** 17
const charactersTimed = 2e7
/** Rounds that do not count: a dump has millions of works, nearly all of which are read by code that is warm. */
const warmUp = 10
const site = { baseUrl: 'https://articles.example.org', name: 'Example' }
const real = new URL('../../../shared/corpora/crossref-rest/works.jsonl', import.meta.url)

export function measure(rounds: number): ReaderRow[] {
  const invented = Array.from({ length: count }, (_, n) => crossrefJson.write(admit(citing(n)).article, site))
  const row = compared('crossref-json (NDJSON)', invented, rounds)
  if (existsSync(real)) return [row, compared('crossref-json (real works)', linesOf(real), rounds)]
  process.stdout.write('crossref-json (real works): skipped, no ../shared/corpora/crossref-rest/works.jsonl\n')
  return [row]
}

const linesOf = (file: URL): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)

/** An article that cites others. */
function citing(n: number): Draft {
  const references = Array.from({ length: cited }, (_, i) => reference(`10.5555/x.${n}_bib${i + 1}`, n * cited + i))
  return { ...synthetic(n), references }
}

/** Of 20 references 5 are DOIs alone, 11 have the parts of an article, 2 are books, and 2 are as printed (18,099 real ones). */
function reference(key: string, n: number): Reference {
  const { doi, title, journal, volume, pages, dates, contributors } = synthetic(n % 1000)
  const year = String(dates?.publishedOnline).slice(0, 4)
  const [author] = contributors ?? []
  const authors = [{ literal: author?.kind === 'person' ? (author.family ?? '') : '' }]
  const kind = n % 20
  if (kind < 5) return { key, doi }
  if (kind < 7) return { key, unstructured: `${authors[0]?.literal} et al., ${title} (${year}), ${journal?.title}.` }
  if (kind < 9) return { key, type: 'book', authors, year, title }
  const first = pages !== undefined && 'first' in pages ? pages.first : '1'
  return {
    key,
    ...(kind < 18 && { doi }),
    authors,
    year,
    volume,
    pages: { first },
    containerTitle: journal?.title,
    ...(kind < 18 && { title }),
  } as Reference // what is undefined here is not in the work either
}

function compared(name: string, works: readonly string[], rounds: number): ReaderRow {
  const portions = portionsOf(works)
  const lines = portions.flatMap((text) => text.split('\n').filter(Boolean))
  const characters = works.reduce((sum, work) => sum + work.length, 0)
  const times = Math.ceil(charactersTimed / characters)
  const read = () => {
    for (const text of portions) {
      if (crossrefJson.read(text).some((reading) => 'refusal' in reading)) throw new Error('A work was refused.')
    }
  }
  const parse = () => {
    for (const line of lines) JSON.parse(line)
  }
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds + warmUp; round++) {
    const [mine, yours] =
      round % 2 === 0 ? [timed(read, times), timed(parse, times)] : [timed(parse, times), timed(read, times)].reverse()
    if (round < warmUp || mine === undefined || yours === undefined) continue
    ours.push((works.length * times) / mine)
    theirs.push((works.length * times) / yours)
  }
  return {
    name,
    ours: median(ours),
    yardstick: median(theirs),
    yardstickName: 'JSON.parse',
    target: 0.3,
    unit: `works a second, ${Math.round(characters / works.length)} characters each`,
  }
}

/** Whole lines, as many as a dump is read in at once. */
function portionsOf(works: readonly string[]): string[] {
  const out: string[] = []
  for (let at = 0; at < works.length; ) {
    const lines: string[] = []
    for (let length = 0; at < works.length && length < portion; at++) {
      const work = works[at] ?? ''
      lines.push(work)
      length += work.length + 1
    }
    out.push(`${lines.join('\n')}\n`)
  }
  return out
}

/** Seconds of the processor. */
function timed(run: () => void, times: number): number {
  const start = process.cpuUsage()
  for (let time = 0; time < times; time++) run()
  return process.cpuUsage(start).user / 1e6
}
