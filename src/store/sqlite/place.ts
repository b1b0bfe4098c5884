/** Where a page of a list ended, and how that is told to whoever asks for the next. */
import { Refusal } from '../../article/refusal.ts'
import { integer, type Values } from './rows.ts'

/** A place in an order: the value there, null where there is none, and the article. */
export interface ListPlace {
  readonly id: number
  readonly value: number | null
}

export const placeOf = ([id, value]: Values): ListPlace => ({
  id: integer(id),
  value: value === null ? null : integer(value),
})

export const formatPlace = ({ value, id }: ListPlace): string => JSON.stringify([value, id])

export function parsePlace(text: string): ListPlace {
  try {
    const place: unknown = JSON.parse(text)
    if (Array.isArray(place) && place.length === 2) {
      const [value, id]: unknown[] = place
      if (Number.isSafeInteger(id) && (value === null || typeof value === 'number')) return { value, id: Number(id) }
    }
  } catch {
    // told below
  }
  throw new Refusal('invalid-request', 'There is no such place in this list. Begin again without it.')
}
