/** JSON documents that hold records: one object, a list of them, or one object a line (NDJSON). */
import type { Finding } from '../../../schemas/problem.ts'
import { type ParsedJson, parseJson } from '../../article/exact-json.ts'
import { Refusal } from '../../article/refusal.ts'

/** `place` is `record 1` in a list, `line 1` in NDJSON. */
export type JsonRecord =
  | { readonly place: string; readonly value: unknown }
  | { readonly place: string; readonly refusal: Refusal }

/** The records of a text that begins at a line of its source. Throws `Refusal('unreadable')` where none can be told. */
export function readJsonRecords(text: string, start = 1): JsonRecord[] {
  const lines = readJsonLines(text, start, (record) => [record])
  if (lines) return lines
  const source = text.replace(/^\ufeff/, '')
  const { value: whole, findings } = parseJson(source)
  const [fault] = findings
  const listed = Array.isArray(whole)
  // What is wrong in one record of a list is no fault of the others.
  if (fault && (!listed || fault.pointer === '')) throw unreadable('This', findings)
  const list: readonly unknown[] = listed ? whole : [whole]
  return list.map((value, i) => {
    const place = `record ${i + 1}`
    const own = findings.filter(({ pointer }) => pointer === `/${i}` || pointer.startsWith(`/${i}/`))
    if (own.length === 0) return { place, value }
    const within = own.map((finding) => ({ ...finding, pointer: finding.pointer.slice(`/${i}`.length) }))
    return { place, refusal: unreadable(`The ${place}`, within) }
  })
}

/**
 * What `read` makes of each line, for a text of one object a line; undefined for a list or one object. A line is parsed
 * when the one before has been read: a thousand parsed lines at once would outlive the young generation.
 */
export function readJsonLines<T>(
  text: string,
  start: number,
  read: (record: JsonRecord) => readonly T[],
  parse: (line: string) => ParsedJson = parseJson,
): T[] | undefined {
  const source = text.replace(/^\ufeff/, '')
  const parsed = firstTwo(source, parse)
  if (parsed.length === 0 && !isLines(source)) return undefined
  const made: T[] = []
  for (let at = 0, line = start; at < source.length; line++) {
    const next = source.indexOf('\n', at)
    const end = next === -1 ? source.length : next
    const one = source.slice(at, end)
    at = end + 1
    if (one.length < 3 && one.trim() === '') continue
    for (const each of read(recordOf(parsed[line - start] ?? parse(one), `line ${line}`))) made.push(each)
  }
  return made
}

/** The first two lines, parsed, where both are objects from end to end: those of most dumps, which are parsed once. */
function firstTwo(source: string, parse: (line: string) => ParsedJson): readonly ParsedJson[] {
  const first = source.indexOf('\n')
  const next = source.indexOf('\n', first + 1)
  const lines = [source.slice(0, first), source.slice(first + 1, next === -1 ? source.length : next)]
  if (first === -1 || !lines.every((line) => line.startsWith('{') && line.endsWith('}'))) return []
  const parsed = lines.map((line) => parse(line))
  return parsed.every(({ value }) => value !== undefined) ? parsed : []
}

function recordOf({ value, findings }: ParsedJson, place: string): JsonRecord {
  return findings.length === 0 ? { place, value } : { place, refusal: unreadable(`The ${place}`, findings) }
}

function unreadable(what: string, findings: readonly Finding[]): Refusal {
  const [fault] = findings
  const why =
    fault?.code === 'json-syntax'
      ? `is not JSON: ${fault.message}`
      : `cannot be read without loss: ${fault?.pointer} ${fault?.message}`
  return new Refusal('unreadable', `${what} ${why}`, { findings })
}

/** How much of a text is whole lines of JSON; 0 where it is a list or one object. */
export const cutLines = (text: string): number => (isLines(text) ? text.lastIndexOf('\n') + 1 : 0)

/** Whether at least half of the first lines are objects by themselves, and not in a list: some may be damaged. */
function isLines(text: string): boolean {
  const start = text.search(/[^\s\ufeff]/)
  const first = text.indexOf('\n', start)
  // One line is read as what it is, without being parsed twice.
  if (start === -1 || text[start] === '[' || first === -1 || !/\S/.test(text.slice(first, first + 1000))) return false
  let lines = 0
  let objects = 0
  for (let at = 0, end = 0; end !== -1 && lines < 8; at = end + 1) {
    end = text.indexOf('\n', at)
    // A byte-order mark is white space to trim().
    const line = text.slice(at, end === -1 ? text.length : end).trim()
    if (line === '') continue
    lines++
    if (line.startsWith('{') && line.endsWith('}') && isJson(line)) objects++
    if (lines === 2 && objects === 2) return true
  }
  return lines > 1 && objects * 2 >= lines
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
