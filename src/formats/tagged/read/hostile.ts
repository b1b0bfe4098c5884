/** Long tagged texts that are made to cost time: refused by their beginning and their lines, before all of them is cut up. */
import { Refusal } from '../../../article/refusal.ts'

/** Shorter texts cost nothing, whatever is in them. */
const harmless = 1_000_000
/** A record with thousands of authors and references has a twentieth of it. */
const beginning = 200_000
/** The longest abstracts have a hundredth of it. */
const longestLine = 200_000

/** `hasRecord` tells of the beginning whether it holds a record that says something. */
export function refuseHostile(text: string, line: number, hasRecord: (beginning: string) => boolean): void {
  if (text.length < harmless) return
  const start = text.slice(0, beginning)
  // Half a line would be taken for text.
  if (!hasRecord(start.slice(0, Math.max(start.lastIndexOf('\n'), start.lastIndexOf('\r'))))) {
    const why = `Line ${line}: There is no record that says something in the first ${beginning} characters.`
    throw new Refusal('unreadable', why)
  }
  let at = 0
  for (let number = line; at < text.length; number++) {
    const next = lineEnd(text, at)
    if (next - at > longestLine) {
      throw new Refusal(
        'unreadable',
        `Line ${number}: The line has more than ${longestLine} characters, as no field has.`,
      )
    }
    at = next + 1
  }
}

function lineEnd(text: string, from: number): number {
  const next = text.indexOf('\n', from)
  const end = next === -1 ? text.length : next
  if (end - from <= longestLine) return end
  // Old Macintosh programs end lines with CR alone.
  const carriage = text.slice(from, from + longestLine + 1).lastIndexOf('\r')
  return carriage === -1 ? end : from + carriage
}
