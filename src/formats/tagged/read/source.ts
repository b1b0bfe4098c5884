/** What a record of RIS, Refer or EndNote XML says, as one list of values by subject, each of which is taken once. */
import type { Draft } from '../../../../schemas/article.ts'
import { notesOf } from '../../records.ts'

/** What a value is about, whatever its tag is called. */
export type Subject =
  | 'type'
  | 'key'
  | 'author'
  | 'editor'
  | 'translator'
  | 'contributor'
  | 'affiliation'
  | 'title'
  | 'translated-title'
  | 'short-title'
  | 'journal'
  | 'journal-either'
  | 'journal-short'
  | 'date'
  | 'year'
  | 'day'
  | 'epub-date'
  | 'volume'
  | 'issue'
  | 'first-page'
  | 'last-page'
  | 'start-page'
  | 'pages'
  | 'article-number'
  | 'serial'
  | 'publisher'
  | 'place'
  | 'doi'
  | 'url'
  | 'pdf'
  | 'file'
  | 'work-type'
  | 'language'
  | 'keyword'
  | 'abstract'
  | 'note'
  | 'accession'
  | 'database'
  | 'pmcid'
  | 'nihmsid'
  | 'user'

export interface Entry {
  /** The tag or the path of the element. */
  readonly path: string
  readonly subject?: Subject | undefined
  /** As it stood; lines are parted by `\n`. */
  readonly value: string
  /** Where the source has mark-up of its own: the value as paragraphs of rich text. */
  readonly rich?: readonly string[]
}

export interface Source {
  readonly draft: Draft
  /** The values about a subject, in the order of the source. */
  readonly take: (subject: Subject) => readonly Entry[]
  readonly note: (code: string, pointer: string, message: string, value?: unknown) => void
  /** A value that was taken and not understood. */
  readonly keep: (entry: Entry, value?: string) => void
}

/** One subject of the record: takes what is about it. */
export type Row = (source: Source) => void

/** Reads the entries of a record with the rows in their order; what no row takes is kept unmapped. */
export function readEntries(entries: readonly Entry[], rows: readonly Row[]) {
  const draft: Draft = {}
  const notes = notesOf()
  const about = new Map<Subject | undefined, Entry[]>()
  for (const entry of entries) {
    if (entry.value.trim() === '') continue
    const others = about.get(entry.subject)
    if (others === undefined) about.set(entry.subject, [entry])
    else others.push(entry)
  }
  const unmapped: { path: string; value: unknown }[] = []
  const source: Source = {
    draft,
    note: notes.add,
    keep: ({ path, value }, part = value) => unmapped.push({ path, value: part }),
    take(subject) {
      const found = about.get(subject) ?? []
      about.delete(subject)
      return found
    },
  }
  for (const row of rows) row(source)
  for (const left of about.values()) for (const { path, value } of left) unmapped.push({ path, value })
  if (unmapped.length > 0) draft.unmapped = unmapped
  return { draft, notes: notes.list }
}

/** The first filled value; those of the same words say nothing more, and others are kept. */
export function firstOf(source: Source, subject: Subject): Entry | undefined {
  const [first, ...others] = source.take(subject)
  for (const other of others) if (!isSameText(other.value, first?.value ?? '')) source.keep(other)
  return first
}

export const isSameText = (a: string, b: string): boolean =>
  a === b || a.replace(/\s+/g, ' ').trim().toLowerCase() === b.replace(/\s+/g, ' ').trim().toLowerCase()

/** One line without runs of blanks; U+2028 and its kin stand in titles that were set in two lines. */
export const squeezed = (line: string): string =>
  (/[\t\v\f\u0085\u00a0\u2028\u2029]| {2}/.test(line) ? line.replace(/[\s\u0085]+/g, ' ') : line).trim()
