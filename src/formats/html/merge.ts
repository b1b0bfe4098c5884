/** Several sources of one page as one draft: the first that says something is followed, and who says otherwise is told. */
import type { ArticleDate, Dates, Draft, Journal } from '../../../schemas/article.ts'
import type { Finding } from '../../../schemas/problem.ts'
import { plainText } from '../../text/rich.ts'
import { bare } from '../highwire/read/bag.ts'
import { finer, isSame } from '../highwire/read/dates.ts'
import type { Context } from './context.ts'
import { mergeLists } from './merge-lists.ts'
import { mergePeople } from './merge-people.ts'

/** One source: what it says and how it is called in notes. */
export interface Said {
  readonly name: string
  readonly draft: Draft
  readonly notes: readonly Finding[]
}

export interface Merging extends Context {
  /** Who said a field. */
  readonly sourceOf: Map<string, string>
}

export function mergeSources(sources: readonly Said[]): { readonly draft: Draft; readonly notes: Finding[] } {
  const merging: Merging = { draft: {}, notes: [], unmapped: [], sourceOf: new Map() }
  for (const { name, draft, notes } of sources) {
    mergeTexts(merging, name, draft)
    mergeDates(merging, name, draft.dates)
    mergeJournal(merging, name, draft.journal)
    mergePages(merging, name, draft)
    mergePeople(merging, name, draft)
    mergeLists(merging, name, draft)
    merging.notes.push(...notes)
    merging.unmapped.push(...(draft.unmapped ?? []))
  }
  if (merging.unmapped.length > 0) merging.draft.unmapped = merging.unmapped
  return { draft: merging.draft, notes: merging.notes }
}

/** A value of one field that a less trusted source has otherwise. */
export function differ(merging: Merging, pointer: string, name: string, kept: unknown, other: unknown): void {
  const first = merging.sourceOf.get(pointer) ?? 'the page'
  const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)
  merging.notes.push({
    severity: 'note',
    code: 'sources-disagree',
    pointer,
    message: `Sources disagree: ${first} has “${show(kept)}”, ${name} has “${show(other)}”. The first is followed.`,
    value: [
      { source: first, value: kept },
      { source: name, value: other },
    ],
  })
}

const texts = [
  'doi',
  'type',
  'title',
  'subtitle',
  'shortTitle',
  'heading',
  'volume',
  'issue',
  'issueTitle',
  'supplement',
  'specialIssue',
  'articleNumber',
  'fundingStatement',
  'language',
  'contentVersion',
] as const

const formOf = (field: string, text: string): string =>
  field === 'language' ? (text.toLowerCase().split('-')[0] ?? '') : bare(plainText(text))

function mergeTexts(merging: Merging, name: string, said: Draft): void {
  const { draft, sourceOf } = merging
  for (const field of texts) {
    const [kept, other] = [draft[field], said[field]]
    if (other === undefined) continue
    if (kept === undefined) {
      Object.assign(draft, { [field]: other })
      sourceOf.set(`/${field}`, name)
    } else if (formOf(field, kept) !== formOf(field, other)) differ(merging, `/${field}`, name, kept, other)
    // The same words with their mark-up say more.
    else if (other.includes('<') && !kept.includes('<')) Object.assign(draft, { [field]: other })
  }
}

type Single = Exclude<keyof Dates, 'revised' | 'corrected' | 'other'>
const single: readonly Single[] = [
  'received',
  'accepted',
  'publishedOnline',
  'publishedPrint',
  'issue',
  'posted',
  'retracted',
]

function mergeDates(merging: Merging, name: string, said: Dates | undefined): void {
  if (said === undefined) return
  if (merging.draft.dates === undefined) {
    // What one source tells apart are different dates, though one may be the other’s year.
    merging.draft.dates = structuredClone(said)
    for (const field of Object.keys(said)) merging.sourceOf.set(`/dates/${field}`, name)
    return
  }
  const dates: Dates = { ...merging.draft.dates }
  const put = (field: keyof Dates, date: unknown) => {
    Object.assign(dates, { [field]: date })
    merging.sourceOf.set(`/dates/${field}`, name)
  }
  for (const field of single) {
    const [kept, other] = [dates[field], said[field]]
    if (other === undefined) continue
    if (kept === undefined) put(field, other)
    else if (isSame(kept, other)) Object.assign(dates, { [field]: finer(kept, other) })
    else differ(merging, `/dates/${field}`, name, kept, other)
  }
  for (const field of ['revised', 'corrected', 'other'] as const) {
    if (said[field] === undefined) continue
    if (dates[field] === undefined) put(field, said[field])
    else if (JSON.stringify(dates[field]) !== JSON.stringify(said[field]))
      differ(merging, `/dates/${field}`, name, dates[field], said[field])
  }
  mergePublished(merging, name, dates, said.published, put)
  if (Object.keys(dates).length > 0) merging.draft.dates = dates
}

/** A date of publication without its medium may be any that is known. */
function mergePublished(
  merging: Merging,
  name: string,
  dates: Dates,
  said: ArticleDate | undefined,
  put: (field: keyof Dates, date: unknown) => void,
): void {
  if (said === undefined) return
  const fields = ['published', 'publishedOnline', 'publishedPrint', 'posted', 'issue'] as const
  const same = fields.find((field) => dates[field] !== undefined && isSame(dates[field], said))
  const known = fields.find((field) => dates[field] !== undefined)
  if (same !== undefined && dates[same] !== undefined) Object.assign(dates, { [same]: finer(dates[same], said) })
  else if (known === undefined) put('published', said)
  else differ(merging, `/dates/${known}`, name, dates[known], said)
}

function mergeJournal(merging: Merging, name: string, said: Journal | undefined): void {
  if (said === undefined) return
  const journal: Journal = { ...merging.draft.journal }
  const put = (field: keyof Journal) => {
    Object.assign(journal, { [field]: said[field] })
    merging.sourceOf.set(`/journal/${field}`, name)
  }
  for (const field of ['title', 'publisher', 'identifiers', 'language', 'abbreviatedTitles'] as const) {
    const [kept, other] = [journal[field], said[field]]
    if (other === undefined) continue
    if (kept === undefined) put(field)
    else if (bare(JSON.stringify(kept)) !== bare(JSON.stringify(other))) {
      const isShort =
        field === 'title' && journal.abbreviatedTitles?.some(({ title }) => bare(title) === bare(said.title ?? ''))
      if (!isShort) differ(merging, `/journal/${field}`, name, kept, other)
    }
  }
  const issn = mergeIssns(journal.issn, said.issn)
  if (issn) journal.issn = issn
  merging.draft.journal = journal
}

type Issns = NonNullable<Journal['issn']>

/** An ISSN whose medium some source knows is no longer unspecified. */
function mergeIssns(kept: Issns | undefined, said: Issns | undefined): Issns | undefined {
  if (kept === undefined || said === undefined) return kept ?? said
  const media = { ...said, ...kept }
  const told = [media.print, media.electronic, media.linking]
  const unspecified = [
    ...(kept.unspecified ?? []),
    ...(said.unspecified ?? []),
    said.print,
    said.electronic,
    said.linking,
  ]
  const rest = [...new Set(unspecified)].filter((issn) => issn !== undefined && !told.includes(issn)) as string[] // no undefined
  const { unspecified: _, ...known } = media
  return rest.length > 0 ? { ...known, unspecified: rest } : known
}

function mergePages(merging: Merging, name: string, { pages: said }: Draft): void {
  const { pages: kept, articleNumber } = merging.draft
  if (said === undefined) return
  const form = (pages: typeof said) => bare([pages.first, pages.last, pages.literal].join('-'))
  if (kept === undefined) {
    if (said.first !== undefined && said.first === articleNumber && said.last === undefined) return
    merging.draft.pages = said
    merging.sourceOf.set('/pages', name)
  } else if (form(kept) === form(said)) return
  else if (kept.first === said.first && kept.last === undefined) merging.draft.pages = said
  else if (kept.first !== said.first || said.last !== undefined) differ(merging, '/pages', name, kept, said)
}
