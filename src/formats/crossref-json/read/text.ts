/** The forms in which works come: one, an envelope, a list of works, a dump of one work a line. */
import { Refusal } from '../../../article/refusal.ts'
import { type Reading, understood } from '../../codec.ts'
import type { Work } from '../work.ts'
import { isObject } from './members.ts'
import { readWork } from './work.ts'

export function readWorks(text: string): Reading[] {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  return isLines(source) ? readLines(source) : readValue(parse(source), '')
}

/** Whether the first line is a whole object, and not all of the text. */
function isLines(source: string): boolean {
  const start = source.search(/\S/)
  const end = source.indexOf('\n', start)
  return source[start] === '{' && end !== -1 && /\}\s*$/.test(source.slice(Math.max(start, end - 200), end))
}

function readLines(source: string): Reading[] {
  const readings: Reading[] = []
  let line = 1
  for (let at = 0; at < source.length; line++) {
    const next = source.indexOf('\n', at)
    const end = next === -1 ? source.length : next
    const one = source.slice(at, end)
    at = end + 1
    if (one.length < 3 && one.trim() === '') continue
    const place = `line ${line}`
    try {
      for (const reading of readValue(parse(one), place)) readings.push(reading)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      readings.push({ place, refusal: error })
    }
  }
  return readings
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    throw new Refusal('unreadable', `The text is not JSON: ${why}. Give one work, a list of works, or one work a line.`)
  }
}

/** A work, or what holds works: {status, message}, {items}, a list. */
function readValue(value: unknown, place: string): Reading[] {
  if (Array.isArray(value)) return value.flatMap((member, at) => readOne(member, `${place}/${at}`))
  if (!isObject(value)) return readOne(value, place || '/')
  const { message, items } = value
  if (message !== undefined && value.DOI === undefined) return readValue(message, `${place}/message`)
  if (Array.isArray(items) && value.DOI === undefined) return readValue(items, `${place}/items`)
  return readOne(value, place || '/')
}

function readOne(value: unknown, place: string): Reading[] {
  if (isObject(value) && value.message !== undefined && value.DOI === undefined && isObject(value.message))
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

const isWork = ({ DOI, title, type }: Work): boolean => DOI !== undefined || title !== undefined || type !== undefined
