/** A strict reader of EndNote’s tagged format: `%`, one character, a blank, the value; one line each. */
export interface ReferRecord {
  readonly all: (tag: string) => readonly string[]
  readonly one: (tag: string) => string | undefined
}

const order = '0 A E + T Q ! J O D 8 V N P ] @ I C R U > M 2 9 G K X Z F'.split(' ')
const repeatable = new Set([...'AE+Q>M2KZ'])

/** Records are parted by a blank line; an error names the line that breaks a rule. */
export function parseRefer(text: string): ReferRecord[] {
  if (!text.endsWith('\n')) throw new Error('The last line is not ended')
  return text.slice(0, -1).split('\n\n').map(parseRecord)
}

function parseRecord(text: string): ReferRecord {
  const lines: [tag: string, value: string][] = []
  for (const line of text.split('\n')) {
    const [, tag = '', value = ''] = /^%(\S) (\S.*)$/u.exec(line) ?? []
    const last = lines.at(-1)?.[0]
    const isPlaced = last === undefined ? tag === '0' : order.indexOf(tag) >= order.indexOf(last)
    if (!order.includes(tag) || !isPlaced || (tag === last && !repeatable.has(tag))) {
      throw new Error(`Not allowed after ${last}: ${JSON.stringify(line)}`)
    }
    if (/[\p{Cc}\u2028\u2029\p{Cs}]| {2}| $/u.test(value)) throw new Error(`Not one tidy line: ${JSON.stringify(line)}`)
    lines.push([tag, value])
  }
  const all = (tag: string) => lines.filter(([name]) => name === tag).map(([, value]) => value)
  return { all, one: (tag) => all(tag)[0] }
}
