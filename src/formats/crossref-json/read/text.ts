/** The forms in which works come: one, an envelope, a list of works, a dump of one work a line. */
import { Refusal } from '../../../article/refusal.ts'
import { type Reading, understood } from '../../codec.ts'
import { readJsonLines } from '../../json/records.ts'
import type { Work } from '../work.ts'
import { isObject } from './members.ts'
import { readWork } from './work.ts'

export function readWorks(text: string, line = 1): Reading[] {
  return (
    readJsonLines(text, line, (record) => ('refusal' in record ? [record] : readValue(record.value, record.place))) ??
    readValue(parse(text.replace(/^\ufeff/, '')), '')
  )
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
