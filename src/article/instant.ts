/** Instants as people give them: a year, a month, a day or a time, each meaning its end. Pure. */

const shape =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+ -]\d{2}:\d{2})?)?)?)?$/

/**
 * The last millisecond of what is meant, in ISO 8601 and UTC: `2024-03-05` is the end of that day, `2024` of that year.
 * A time without a zone is in UTC. In an address a plus that is not encoded comes as a blank. Undefined for other texts.
 */
export function lastInstantOf(text: string): string | undefined {
  const [whole, year, month, day, hour, minute, second, fraction, zone] = shape.exec(text.trim()) ?? []
  if (whole === undefined || year === undefined) return undefined
  const parts = [year, month ?? '01', day ?? '01', hour ?? '00', minute ?? '00', second ?? '00'].map(Number)
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts
  const start = new Date(Date.UTC(y, mo - 1, d, h, mi, s))
  start.setUTCFullYear(y)
  // 31 April, 25 o’clock: what is counted on elsewhere was not written right.
  const read = [
    start.getUTCMonth() + 1,
    start.getUTCDate(),
    start.getUTCHours(),
    start.getUTCMinutes(),
    start.getUTCSeconds(),
  ]
  if (read.some((value, i) => value !== parts[i + 1])) return undefined
  const end = endOf(start, [month, day, hour, second, fraction].filter((part) => part !== undefined).length)
  const instant =
    (fraction === undefined ? end - 1 : start.getTime() + Number(fraction.padEnd(3, '0').slice(0, 3))) - offset(zone)
  return Number.isFinite(instant) && instant > earliest && instant < latest
    ? new Date(instant).toISOString()
    : undefined
}

/** Where what was given ends, by how many of month, day, time and seconds were given. */
function endOf(start: Date, given: number): number {
  const end = new Date(start)
  if (given === 0) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (given === 1) end.setUTCMonth(end.getUTCMonth() + 1)
  else if (given === 2) end.setUTCDate(end.getUTCDate() + 1)
  else return end.getTime() + (given === 3 ? minute : second)
  return end.getTime()
}

const second = 1000
const minute = 60 * second
/** Years of four digits, so that instants are ordered as texts are. */
const earliest = Date.UTC(1, 0) - 1900 * 365.25 * 24 * 60 * minute
const latest = Date.UTC(9999, 11, 31)

function offset(zone = 'Z'): number {
  if (zone === 'Z') return 0
  const amount = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * minute
  return zone.startsWith('-') ? -amount : amount
}

const dated = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** The end of the second that an HTTP date names (RFC 7089 2.1.1.1, RFC 9110 5.6.7); undefined for other texts. */
export function lastInstantOfHttpDate(text: string): string | undefined {
  const time = dated.test(text.trim()) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time + second - 1).toISOString()
}
