/** The forms in which works come: one, an envelope, a list of works, a dump of one work a line. */
import { type ParsedJson, parseJson } from '../../../article/exact-json.ts'
import { Refusal } from '../../../article/refusal.ts'
import { type Reading, understood } from '../../codec.ts'
import { type JsonRecord, readJsonLines } from '../../json/records.ts'
import type { Work } from '../work.ts'
import { isObject } from './members.ts'
import { readWork } from './work.ts'

export function readWorks(text: string, line = 1): Reading[] {
  const read = (record: JsonRecord) => ('refusal' in record ? [record] : readValue(record.value, record.place))
  return readJsonLines(text, line, read, parseLine) ?? readValue(parse(text.replace(/^\ufeff/, '')), '')
}

/**
 * A line of a dump was written by the registry’s own program, in which two members of one name and numbers beyond 2^53 do
 * not occur; to look for them would take as long as to parse the line.
 */
function parseLine(line: string): ParsedJson {
  if (line.length > longestWork) return parseJson(line)
  try {
    return { value: JSON.parse(line), findings: none }
  } catch {
    return parseJson(line)
  }
}

/** Longer lines are looked through: they may be made to be deep. */
const longestWork = 2_000_000
const none: ParsedJson['findings'] = []

function parse(text: string): unknown {
  const { value, findings } = parseJson(text)
  const [fault] = findings
  if (!fault) return value
  const why = fault.code === 'json-syntax' ? fault.message : `At ${fault.pointer}: ${fault.message}`
  const message = `The text is not JSON that can be read: ${why} Give one work, a list of works, or one work a line.`
  throw new Refusal('unreadable', message, { findings })
}

/** A work, or what holds works: {status, message}, {items}, a list. */
function readValue(value: unknown, place: string): Reading[] {
  if (Array.isArray(value)) return value.flatMap((member, at) => readOne(member, `${place}/${at}`))
  if (!isObject(value) || value.DOI !== undefined) return readOne(value, place || '/')
  const { message, items } = value
  if (message !== undefined) return readValue(message, `${place}/message`)
  if (Array.isArray(items)) return readValue(items, `${place}/items`)
  return readOne(value, place || '/')
}

function readOne(value: unknown, place: string): Reading[] {
  if (isObject(value) && value.DOI === undefined && isObject(value.message))
    return readOne(value.message, `${place}/message`)
  if (!isObject(value) || !isWork(value)) {
    return [
      {
        place,
        refusal: new Refusal('unreadable', `At ${place} there is no work: it has neither DOI, title nor type.`),
      },
    ]
  }
  const { draft, notes } = readWork(value)
  return [understood(place, draft, notes)]
}

const isWork = (value: Work): boolean =>
  value.DOI !== undefined || value.title !== undefined || value.type !== undefined
