/**
 * The lines of RIS in all the dialects that are met: `TY  - JOUR`, `TY -  JOUR`, `TY- JOUR`, small letters, CR or LF
 * alone, a mark for the byte order, blank lines, records without TY or ER, values that go on in the next line.
 */
import { Refusal } from '../../article/refusal.ts'
import { refuseHostile } from '../tagged/read/hostile.ts'
import { squeezed } from '../tagged/read/source.ts'

export interface RisRecord {
  /** Where it begins. */
  readonly line: number
  readonly lines: readonly (readonly [tag: string, value: string])[]
}

const tagged = /^[ \t]{0,8}([A-Za-z][A-Za-z0-9])( {0,4})[-–](?:[ \t](.*))?$/s
/** Two blanks make a tag of anything; with fewer it must be one that there is, since `US - based` is running text. */
const known = new Set(
  (
    'A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ER ET H1 H2 ID IS J1 J2 JA ' +
    'JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 M4 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TS TT TY U1 ' +
    'U2 U3 U4 U5 UR VL VO Y1 Y2'
  ).split(' '),
)
const strict = /^([A-Z][A-Z0-9]) {1,2}- ?/
/** Tags whose further lines are further values, as EndNote writes them. */
const listed = new Set(['KW', 'N1', 'AU', 'A1', 'A2', 'ED'])
const addresses = new Set(['UR', 'LK', 'L1', 'L2', 'L3', 'L4'])

/** How sure it is RIS: a line TY, or several lines of tags at the beginning. */
export function sniffsRis(text: string): number {
  const start = text
    .slice(0, 20_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  const lines = start.split(/\r\n?|\n/, 40).filter((line) => line.trim() !== '')
  const [first = ''] = lines
  if (/^TY {0,3}- {0,3}[A-Z]{2,6}\s*$/i.test(first)) return 0.98
  const hits = lines.filter((line) => strict.test(line)).length
  const hasType = lines.some((line) => /^TY {1,2}- {0,3}[A-Z]{2,6}\s*$/.test(line))
  if (hasType && hits > lines.length / 3) return 0.9
  return strict.test(first) && hits >= 3 && hits > lines.length * 0.6 ? 0.7 : 0
}

interface Open {
  readonly line: number
  readonly lines: [string, string][]
}

/** Texts before the first record and between records: databases say there where the records are from. */
const outside = 'outside of records'

/** How much of the beginning is whole records: up to the last line ER. Records without one must be read together. */
export function cutRis(text: string): number {
  for (let at = text.lastIndexOf('\nER'); at !== -1; at = at === 0 ? -1 : text.lastIndexOf('\nER', at - 1)) {
    const end = text.indexOf('\n', at + 1)
    if (end !== -1 && tagOf(text.slice(at + 1, end).replace(/\r$/, ''))?.[0] === 'ER') return end + 1
  }
  return 0
}

/** The records of a text that begins at a line of its source. */
export function risRecords(text: string, first = 1): RisRecord[] {
  refuseHostile(text, first, (start) => holdsRecord(start))
  const records: Open[] = []
  const loose: string[] = []
  let open: Open | undefined
  for (const [at, line] of linesOf(text).entries()) {
    const [tag, value] = tagOf(line) ?? []
    if (tag === undefined || value === undefined) {
      if (open !== undefined) goOn(open.lines, line)
      else if (line.trim() !== '') loose.push(squeezed(line))
      continue
    }
    if (tag === 'ER') {
      // What follows ER on its line is no part of the format, and is kept.
      if (value !== '' && open !== undefined) open.lines.push([tag, value])
      open = undefined
      continue
    }
    if (open === undefined || (tag === 'TY' && open.lines.some(([name]) => name === 'TY'))) {
      open = { line: at + first, lines: [] }
      records.push(open)
    }
    open.lines.push([tag, value])
  }
  const filled = records.filter(({ lines }) => lines.some(([tag, value]) => tag !== 'TY' && value !== ''))
  for (const value of loose) filled[0]?.lines.push([outside, value])
  if (filled.length > 0) return filled
  throw new Refusal(
    'unreadable',
    `Line ${first}: There is no RIS record in the text. A record begins with a line such as “TY  - JOUR” and ends with “ER  - ”.`,
  )
}

function holdsRecord(text: string): boolean {
  try {
    return risRecords(text).length > 0
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

function tagOf(line: string): [tag: string, value: string] | undefined {
  const [, tag, blanks = '', value = ''] = tagged.exec(line) ?? []
  if (tag === undefined) return undefined
  const isTag = blanks.length >= 2 || (known.has(tag) && tag === tag.toUpperCase())
  return isTag ? [tag.toUpperCase(), squeezed(value)] : undefined
}

/** A line without a tag belongs to the value before it. */
function goOn(lines: [string, string][], line: string): void {
  const last = lines.at(-1)
  const text = squeezed(line)
  if (last === undefined || text === '') return
  const [tag, value] = last
  // A wrapped line is a long one (2001: 70 characters); lists have a value on each.
  const isNext = addresses.has(tag) ? /^[a-z][a-z-]{1,12}:/i.test(text) : listed.has(tag) && value.length < 60
  if (isNext && value !== '') lines.push([tag, text])
  else last[1] = value === '' ? text : `${value} ${text}`
}
