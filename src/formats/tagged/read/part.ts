/** A part of a long source in which there is no record is refused alone: the other parts are read. */
import { Refusal } from '../../../article/refusal.ts'
import type { Reading } from '../../codec.ts'

export function readPart(line: number | undefined, read: () => Reading[]): Reading[] {
  try {
    return read()
  } catch (error) {
    if (line !== undefined && error instanceof Refusal) return [{ place: `line ${line}`, refusal: error }]
    throw error
  }
}
