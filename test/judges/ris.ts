/** A strict reader of RIS: the part of it that Zotero, JabRef and pandoc read alike, line by line. */

export interface RisRecord {
  readonly lines: readonly (readonly [tag: string, value: string])[]
  readonly all: (tag: string) => readonly string[]
  readonly one: (tag: string) => string | undefined
}

/** Tags in the order in which they may follow one another. */
const order = 'TY ID AU ED AD TI TT ST T2 J2 PY DA Y1 VL C7 IS SP EP SN PB CY DO UR L1 M3 LA KW AB N1 ER'.split(' ')
const repeatable = new Set(['AU', 'ED', 'AD', 'TT', 'L1', 'KW', 'N1'])
const shapes: Readonly<Record<string, RegExp>> = {
  TY: /^JOUR$/,
  ID: /^[A-Za-z0-9_.:-]+$/,
  AU: /^[^,]+(?:, ?[^,]*){0,2}$/,
  PY: /^\d{4}$/,
  DA: /^\d{4}\/(?:\d\d\/(?:\d\d|\/)|\/\/[^/]+)$/,
  Y1: /^\d{4}\/(?:\d\d\/(?:\d\d|\/)|\/\/[^/]+)$/,
  SN: /^\d{4}-\d{3}[0-9X]$/,
  DO: /^10\.\d{4,9}(?:\.\d+)*\/\S+$/,
  UR: /^(?:https?|ftp):\/\/\S+$/,
  L1: /^(?:https?|ftp):\/\/\S+$/,
  KW: /^[^;]+$/,
  ER: /^$/,
}

/** The records of a text, or an error that names the line that breaks a rule. */
export function parseRis(text: string): RisRecord[] {
  if (!text.endsWith('\r\n')) throw new Error('The last line is not ended by CR LF')
  const records: RisRecord[] = []
  let lines: (readonly [string, string])[] = []
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (line === '' && lines.length === 0) continue
    const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {2}- (.*)$/u.exec(line) ?? []
    const fault = faultIn(line, tag, value, lines)
    if (fault !== undefined) throw new Error(`${fault}: ${JSON.stringify(line)}`)
    lines.push([tag, value])
    if (tag !== 'ER') continue
    records.push(recordOf(lines))
    lines = []
  }
  if (lines.length > 0) throw new Error('The last record does not end in ER')
  return records
}

function faultIn(line: string, tag: string, value: string, before: readonly (readonly [string, string])[]) {
  const last = before.at(-1)?.[0]
  if (!order.includes(tag)) return 'No line of RIS'
  if (/[\p{Cc}\u2028\u2029\p{Cs}]/u.test(line)) return 'A control character'
  if (value !== value.trim() || / {2}/.test(value)) return 'Blanks that a reader drops'
  if (value === '' && tag !== 'ER') return 'A tag without a value'
  if (last === undefined ? tag !== 'TY' : order.indexOf(tag) < order.indexOf(last)) return `Out of order after ${last}`
  if (tag === last && !repeatable.has(tag)) return 'Said twice'
  if (tag === 'EP' && (last !== 'SP' || before.at(-1)?.[1].includes('-'))) return 'EP needs an SP without a hyphen'
  return shapes[tag]?.test(value) === false ? 'Not the form of its tag' : undefined
}

const recordOf = (lines: readonly (readonly [string, string])[]): RisRecord => ({
  lines,
  all: (tag) => lines.filter(([name]) => name === tag).map(([, value]) => value),
  one: (tag) => lines.find(([name]) => name === tag)?.[1],
})

/** What the three readers take for the date: year and, where they read one, month. */
export const readersOfDate: Readonly<Record<string, (record: RisRecord) => string>> = {
  // The first of PY and Y1; no integer is no year.
  pandoc: ({ lines }) => String(Number(lines.find(([tag]) => tag === 'PY' || tag === 'Y1')?.[1])),
  // DA before Y1, PY in need; parts between slashes.
  Zotero: ({ one }) => (one('DA') ?? one('Y1') ?? one('PY') ?? '').split('/').slice(0, 2).filter(Boolean).join('-'),
  // Y1 before PY before DA; the month between the first slashes.
  JabRef: ({ one }) => {
    const value = one('Y1') ?? one('PY') ?? one('DA') ?? ''
    return [value.slice(0, 4), value.split('/')[1] ?? ''].filter(Boolean).join('-')
  },
}
