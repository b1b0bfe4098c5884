/** The lines of Refer: `%` and one character, a blank, the value, which may go on in lines without a tag. */
import { Refusal } from '../../article/refusal.ts'
import { refuseHostile } from '../tagged/read/hostile.ts'
import { squeezed } from '../tagged/read/source.ts'

export interface ReferRecord {
  /** Where it begins. */
  readonly line: number
  readonly lines: readonly (readonly [tag: string, value: string])[]
}

const tagged = /^\s{0,8}%([^\s%])(?:\s(.*))?$/s
/** Tags whose further lines are further values, as EndNote writes them. */
const listed = new Set(['K', 'U', '>', 'Z'])

/** Lines before the first tag. */
const mostHeading = 10

/** How sure it is Refer: lines of tags at the beginning, the type first. */
export function sniffsRefer(text: string): number {
  const start = text
    .slice(0, 20_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^%0\s+\S/.test(start)) return 0.97
  const all = start.split(/\r\n?|\n/, 60).filter((line) => line.trim() !== '')
  // Programs say at the top where the records are from; `#` begins a comment.
  const begin = all.findIndex((line) => tagged.test(line))
  if (begin === -1 || begin > mostHeading) return 0
  const lines = all.slice(begin, begin + 20)
  const hits = lines.filter((line) => /^%[A-Z0-9!@+&>\][~<?]\s/.test(line)).length
  return hits > lines.length / 2 && lines.some((line) => /^%[AETJ0]\s/.test(line)) ? 0.85 : 0
}

interface Open {
  readonly line: number
  readonly lines: [string, string][]
}

const outside = 'outside of records'

/** How much of the beginning is whole records: up to the last line `%0`. Without one they must be read together. */
export function cutRefer(text: string): number {
  let at = text.lastIndexOf('\n%0')
  while (at > 0 && !/^\s/.test(text.slice(at + 3, at + 4))) at = text.lastIndexOf('\n%0', at - 1)
  return at > 0 ? at + 1 : 0
}

/** The records of a text that begins at a line of its source. */
export function referRecords(text: string, first = 1): ReferRecord[] {
  refuseHostile(text, first, (start) => holdsRecord(start))
  const records: Open[] = []
  const loose: string[] = []
  let open: Open | undefined
  let isAfterBlank = false
  for (const [at, line] of linesOf(text).entries()) {
    const [, tag, value = ''] = tagged.exec(line) ?? []
    if (tag === undefined) {
      const more = squeezed(line)
      isAfterBlank = more === ''
      if (more === '') continue
      if (open === undefined) loose.push(more)
      else goOn(open.lines, more)
      continue
    }
    // A blank line ends a record, but one within an abstract does not: then the next tag would be no first one.
    const begins = tag === '0' || (isAfterBlank && !isFirst(open?.lines, tag))
    if (open === undefined || begins) {
      open = { line: at + first, lines: [] }
      records.push(open)
    }
    open.lines.push([tag, squeezed(value)])
    isAfterBlank = false
  }
  const filled = records.filter(({ lines }) => lines.some(([tag, value]) => tag !== '0' && value !== ''))
  for (const value of loose) filled[0]?.lines.push([outside, value])
  if (filled.length > 0) return filled
  throw new Refusal(
    'unreadable',
    `Line ${first}: There is no Refer record in the text. A record is lines such as “%0 Journal Article”, “%A Khan, Ann”.`,
  )
}

function holdsRecord(text: string): boolean {
  try {
    return referRecords(text).length > 0
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const linesOf = (text: string): string[] =>
  text
    .toWellFormed()
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)

/** Whether the tag goes on with the record before the blank line: it has a `%0` and not yet this tag. */
const isFirst = (lines: readonly (readonly [string, string])[] | undefined, tag: string): boolean =>
  lines?.[0]?.[0] === '0' && !lines.some(([name]) => name === tag)

function goOn(lines: [string, string][], text: string): void {
  const last = lines.at(-1)
  if (last === undefined) return
  const [tag, value] = last
  if (listed.has(tag) && value !== '') lines.push([tag, text])
  else last[1] = value === '' ? text : `${value} ${text}`
}
