/**
 * Works of the registry, read and written again, against what they were: which members come back, and why others do not.
 *
 *   node --disable-warning=ExperimentalWarning test/conformance/crossref-json.ts [works.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { crossrefJson, crossrefWork } from '../../src/formats/crossref-json.ts'

type Json = Readonly<Record<string, unknown>>

export interface Verdict {
  works: number
  /** Of these every member came back. */
  whole: number
  refused: number
  /** Members in the sources, but those excepted; and how many came back as they were. */
  members: number
  same: number
  /** Per member how often it came back otherwise, with the first case. */
  readonly others: Map<string, { count: number; example: string }>
}

const site = { baseUrl: 'https://colophon.example', name: 'Crossref' }

/** What the registry says of its own record and not of the article; the service says it of its own. */
export const excepted: ReadonlySet<string> = new Set([
  'indexed',
  'created',
  'deposited',
  'score',
  'member',
  'is-referenced-by-count',
  'update-policy',
  'content-domain',
  'archive',
])

export function judgeWorks(text: string): Verdict {
  const verdict: Verdict = { works: 0, whole: 0, refused: 0, members: 0, same: 0, others: new Map() }
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const work: Json = JSON.parse(line)
    const written = rewritten(line)
    verdict.works += 1
    if (written === undefined) {
      verdict.refused += 1
      continue
    }
    if (compare(work, written, verdict)) verdict.whole += 1
  }
  return verdict
}

function rewritten(line: string): Json | undefined {
  const [reading] = crossrefJson.read(line)
  if (!reading || 'refusal' in reading) return undefined
  try {
    // As it leaves the service: what is undefined is not there.
    return JSON.parse(JSON.stringify(crossrefWork(admit(reading.draft).article, site)))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function compare(work: Json, written: Json, verdict: Verdict): boolean {
  let whole = true
  for (const [name, value] of Object.entries(work)) {
    if (excepted.has(name) || saysNothing(value)) continue
    verdict.members += 1
    const [before, after] = [canonical(name, value), canonical(name, written[name])]
    if (isDeepStrictEqual(before, after)) {
      verdict.same += 1
      continue
    }
    whole = false
    const known = verdict.others.get(name)
    const show = (one: unknown) => JSON.stringify(one)?.slice(0, 600)
    if (known) known.count += 1
    else verdict.others.set(name, { count: 1, example: `${String(work.DOI)}: ${show(before)} → ${show(after)}` })
  }
  return whole
}

/** A list or group without members is as good as none, and so is a date of no year. */
const saysNothing = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value ?? {}).length === 0) ||
  JSON.stringify(value) === '{"date-parts":[[null]]}'

/** What is the same in other letters. */
const canonical = (_name: string, value: unknown): unknown => value

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? fileURLToPath(new URL('../../../shared/corpora/crossref-rest/works.jsonl', import.meta.url))
  if (!existsSync(file)) process.stdout.write(`skipped: there is no ${file}\n`)
  else {
    const { others, ...counts } = judgeWorks(readFileSync(file, 'utf8'))
    process.stdout.write(`${JSON.stringify(counts)}\n`)
    for (const [name, { count, example }] of [...others].sort(([, a], [, b]) => b.count - a.count))
      process.stdout.write(`${name} ${count}: ${example}\n`)
  }
}
