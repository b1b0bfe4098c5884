/** JSON documents that hold records: one object, a list of them, or one object a line (NDJSON). */
import { Refusal } from '../../article/refusal.ts'

export interface JsonRecord {
  /** `record 1` in a list, `line 1` in NDJSON. */
  readonly place: string
  readonly value: unknown
}

/** The records of a text. Throws `Refusal('unreadable')` where it is not JSON. */
export function readJsonRecords(text: string): JsonRecord[] {
  const source = text.replace(/^\ufeff/, '')
  const whole = tryParse(source)
  if (!('fault' in whole)) {
    const list = Array.isArray(whole.value) ? whole.value : [whole.value]
    return list.map((value, i) => ({ place: `record ${i + 1}`, value }))
  }
  const lines = source.split('\n')
  const first = tryParse(lines[0] ?? '')
  if ('fault' in first || lines.length === 1) {
    throw new Refusal('unreadable', `This is not JSON: ${whole.fault}`, {
      findings: [
        {
          severity: 'error',
          code: 'json-syntax',
          pointer: '',
          message: whole.fault,
          remedy: 'Send one JSON object, a list of them, or one object a line (NDJSON).',
        },
      ],
    })
  }
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    const parsed = tryParse(line)
    if ('fault' in parsed) throw new Refusal('unreadable', `Line ${i + 1} is not JSON: ${parsed.fault}`)
    return [{ place: `line ${i + 1}`, value: parsed.value }]
  })
}

function tryParse(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { fault: (error as Error).message } // JSON.parse throws SyntaxError only
  }
}
