/**
 * What an entry has from another: `crossref` (BibTeX: every field that is missing; biblatex: a title under the name it
 * has in the part, manual 2.4.1 and appendix B) and `xdata` (biblatex 3.12: the fields of containers).
 */
import type { Entry, Field } from './parse.ts'

/** What stands in one entry of a file and belongs to another. */
export interface Inherited {
  readonly field: Field
  /** The key of the entry that says it. */
  readonly from: string
}
export type Inheritance = (entry: Entry) => readonly Inherited[]

/**
 * Never handed on: what names, places or sorts the parent itself (biblatex does not hand on the first rows), and what
 * would make the part another record, such as the DOI of the book.
 */
const own = new Set(
  `ids crossref xref entryset entrysubtype execute label options presort related relatedoptions relatedstring
   relatedtype shorthand shorthandintro sortkey xdata
   doi url urldate eprint eprinttype eprintclass archiveprefix primaryclass pmid pmcid abstract keywords file note
   annotation annote pages pagetotal timestamp owner groups articletype`.split(/\s+/),
)

const booksOf: Readonly<Record<string, readonly string[]>> = {
  book: ['inbook', 'bookinbook', 'suppbook'],
  collection: ['incollection', 'suppcollection'],
  reference: ['inreference'],
  proceedings: ['inproceedings', 'conference'],
}
const volumes = new Set(['mvbook', 'mvcollection', 'mvproceedings', 'mvreference'])
const titles = ['title', 'subtitle', 'titleaddon']

/** The name that a field of the parent has in the part; undefined where it is not handed on. */
function nameIn(child: string, parent: string, field: string): string | undefined {
  if (own.has(field) || /\+an(?::|$)/.test(field)) return undefined
  if (!titles.includes(field)) return field
  if (volumes.has(parent)) return `main${field}`
  if (parent === 'periodical') return child === 'article' || child === 'suppperiodical' ? `journal${field}` : undefined
  const isPart = booksOf[parent]?.includes(child) || (parent === 'book' && child === 'incollection')
  return isPart ? `book${field}` : field
}

const generations = 4
const mostFields = 100

/** What each entry of a file inherits. `allowance` bounds how many characters all of them may get. */
export function inheritanceOf(entries: readonly Entry[], allowance: number): Inheritance {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) if (entry.key !== '' && !byKey.has(entry.key)) byKey.set(entry.key, entry)
  let left = allowance
  const gather = (entry: Entry, has: Set<string>, seen: ReadonlySet<string>): Inherited[] => {
    const out: Inherited[] = []
    if (seen.size > generations) return out
    for (const { parent, isData } of parentsOf(entry, byKey)) {
      if (seen.has(parent.key)) continue
      const further = gather(parent, new Set(), new Set([...seen, parent.key]))
      const said = parent.fields.slice(0, mostFields).map((field) => ({ field, from: parent.key }))
      for (const { field, from } of [...said, ...further]) {
        const name = isData ? field.name : nameIn(entry.type, parent.type, field.name)
        left -= field.value.length
        if (name === undefined || name === 'xdata' || name === 'crossref' || has.has(name) || left < 0) continue
        has.add(name)
        out.push({ field: { name, value: field.value }, from })
      }
    }
    return out
  }
  return (entry) => {
    if (!entry.fields.some(isReference)) return []
    return gather(entry, new Set(entry.fields.map(({ name }) => name)), new Set([entry.key]))
  }
}

const isReference = ({ name }: Field): boolean => name === 'crossref' || name === 'xdata'

function parentsOf(entry: Entry, byKey: ReadonlyMap<string, Entry>): { parent: Entry; isData: boolean }[] {
  return entry.fields.filter(isReference).flatMap(({ name, value }) => {
    const keys = name === 'xdata' ? value.slice(0, 1000).split(',').slice(0, 10) : [value]
    return keys.flatMap((key) => {
      const parent = byKey.get(key.trim())
      return parent ? [{ parent, isData: name === 'xdata' }] : []
    })
  })
}
