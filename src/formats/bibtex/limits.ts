/** Texts longer than the record may hold are not what their field says: they are kept apart, and the rest is read. */
import type { Draft } from '../../../schemas/article.ts'
import type { Source } from './row.ts'

/** The limits of schemas/ for texts that another program may fill with anything; a path has stars for lists. */
const limits: readonly (readonly [path: string, longest: number])[] = [
  ['title', 100_000],
  ['subtitle', 100_000],
  ['shortTitle', 100_000],
  ['heading', 500],
  ['volume', 200],
  ['issue', 200],
  ['issueTitle', 1000],
  ['supplement', 200],
  ['specialIssue', 1000],
  ['articleNumber', 200],
  ['fundingStatement', 10_000],
  ['subjects/*', 500],
  ['pages/first', 2000],
  ['pages/last', 2000],
  ['pages/literal', 2000],
  ['journal/title', 2000],
  ['journal/abbreviatedTitles/*/title', 2000],
  ['journal/publisher/name', 2000],
  ['journal/publisher/place', 2000],
  ['journal/identifiers/*/value', 2000],
  ['copyright/statement', 10_000],
  ['copyright/holder', 10_000],
  ['copyright/year', 100],
  ['licences/*/text', 10_000],
  ['contributors/*/family', 4000],
  ['contributors/*/given', 4000],
  ['contributors/*/literal', 4000],
  ['contributors/*/name', 4000],
  ['contributors/*/suffix', 4000],
  ['contributors/*/nonDroppingParticle', 4000],
  ['affiliations/*/literal', 4000],
  ['affiliations/*/id', 64],
  ['abstracts/*/kind', 100],
  ['abstracts/*/sections/*/title', 100_000],
  ['abstracts/*/sections/*/paragraphs/*', 100_000],
  ['keywords/*/terms/*', 100_000],
  ['keywords/*/vocabulary', 200],
  ['identifiers/*/value', 1000],
  ['links/*/url', 8192],
]
const rows = limits.map(([path, longest]) => ({ path, keys: path.split('/'), longest }))

/** Cuts off what is too long, each with its list member; `longest` is the longest value of the entry. */
export function keepWithin(draft: Draft, source: Pick<Source, 'keep' | 'note'>, longest: number): void {
  for (const row of rows) {
    if (longest <= row.longest) continue
    cut(draft, row.keys, 0, row.longest, (value) => {
      source.keep(row.path, value)
      const message = `This text is longer than ${row.longest} characters and is kept apart.`
      source.note('too-long', `/${row.path}`, message, value.slice(0, 200))
    })
  }
}

/** Whether nothing is left of the value. */
function cut(
  value: unknown,
  keys: readonly string[],
  at: number,
  longest: number,
  kept: (text: string) => void,
): boolean {
  const key = keys[at]
  if (key === undefined) {
    const isTooLong = typeof value === 'string' && value.length > longest
    if (isTooLong) kept(value)
    return isTooLong
  }
  if (typeof value !== 'object' || value === null) return false
  if (key === '*') {
    if (!Array.isArray(value)) return false
    const left = value.filter((member) => {
      if (!cut(member, keys, at + 1, longest, kept)) return true
      // What else was said of it is kept with it.
      if (typeof member === 'object' && Object.keys(member).length > 0) kept(JSON.stringify(member))
      return false
    })
    value.splice(0, value.length, ...left)
    return left.length === 0
  }
  const holder = value as Record<string, unknown> // an object, by its own keys
  if (!Object.hasOwn(holder, key) || !cut(holder[key], keys, at + 1, longest, kept)) return false
  delete holder[key]
  // A name, link or keyword without its text says nothing.
  return keys[at - 1] === '*' || Object.keys(holder).length === 0
}
