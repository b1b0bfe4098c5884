/** Members that the record has no place for and its reader kept as they stood: they are written where they were. */
import type { Article } from '../../../schemas/article.ts'
import { readAssertions } from '../crossref/read/assertions.ts'
import { newReading } from '../crossref/read/context.ts'
import { assertionIn } from './read/dates.ts'
import { isObject, saysNothing } from './read/members.ts'
import type { Work } from './work.ts'

type Is = (value: unknown) => boolean
const isText: Is = (value) => typeof value === 'string' && value.trim() !== ''
const isList =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(is)
const isSaid: Is = (value) => isObject(value) && !saysNothing(value)

/** Whole members of books, standards, proceedings and reviews, and what the registry says of the work; each of its type. */
const whole: Readonly<Record<string, Is>> = {
  ISBN: isList(isText),
  'isbn-type': isList(isSaid),
  event: isSaid,
  member: isText,
  'edition-number': isText,
  'part-number': isText,
  'component-number': isText,
  'standards-body': isSaid,
  degree: isList(isText),
  description: isText,
  review: isSaid,
  archive: isList(isText),
  'update-policy': isText,
  'proceedings-subject': isText,
  'free-to-read': isSaid,
  aliases: isList(isText),
  institution: isList(isSaid),
  subtype: isText,
  version: isSaid,
  'content-domain': isSaid,
}
/** Those that the writer gives everybody; what was kept says more. */
const weaker: ReadonlySet<string> = new Set(['content-domain'])

type Put = (work: Work, value: unknown, name: string, key: string) => unknown

const rows: readonly (readonly [path: RegExp, put: Put])[] = [
  [
    /^\/([\w-]+)$/,
    (work, value, name) => {
      if (name === 'container-title') others(work, value)
      else if (Object.hasOwn(whole, name) && whole[name]?.(value) && (work[name] === undefined || weaker.has(name)))
        work[name] = value
    },
  ],
  [/^\/institution\/0()$/, (work, value) => isObject(value) && Object.assign(first(work.institution) ?? {}, value)],
  [
    /^\/institution\/0\/(name)$/,
    (work, value) => {
      if (isText(value)) work.institution = [{ ...first(work.institution), name: value }]
    },
  ],
  [/^\/resource\/(secondary)$/, (work, value, name) => isList(isSaid)(value) && into(work.resource, name, value)],
  [
    /^\/reference\[key="([^"]*)"\]\/([\w-]+)$/,
    (work, value, key, name) => {
      const cited = Array.isArray(work.reference) ? work.reference.find((one) => one.key === key) : undefined
      // The title of a series stands for that of a journal in the record.
      if (name === 'series-title' && isObject(cited) && cited['journal-title'] === value) delete cited['journal-title']
      if (isText(value)) into(cited, name, value)
    },
  ],
]

export function putKept(work: Work, { unmapped = [] }: Article): void {
  for (const { path, value } of unmapped) {
    for (const [pattern, put] of rows) {
      const match = pattern.exec(path)
      if (match) put(work, value, match[1] ?? '', match[2] ?? '')
    }
  }
}

const first = (list: unknown): Work | undefined => (Array.isArray(list) && isObject(list[0]) ? list[0] : undefined)

function into(holder: unknown, name: string, value: unknown): void {
  if (isObject(holder) && holder[name] === undefined) holder[name] = value
}

/** Titles of a container beside its first: the series of a book. */
function others(work: Work, value: unknown): void {
  const titles = work['container-title']
  if (isText(value) && Array.isArray(titles) && titles.length > 0) titles.push(value)
}

/** Assertions of which the record says nothing, and headings above others. */
export const keptAssertions = ({ unmapped = [] }: Article): readonly object[] =>
  unmapped.flatMap(({ path, value }) =>
    (path === 'assertion' || path.startsWith('assertion/')) && isObject(value) && isKept(value) ? [value] : [],
  )

/** Whether whoever reads it keeps it again: it is neither a date nor a statement that the record has a place for. */
function isKept(value: Work): boolean {
  const reading = newReading()
  const events = readAssertions(assertionIn(value, reading), reading)
  return events.length === 0 && reading.unmapped.length === 1 && reading.unmapped[0]?.value === value
}
