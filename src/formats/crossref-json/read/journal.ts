/** Where the work appeared: container, ISSN, publisher, volume, issue, pages. */
import type { Journal } from '../../../../schemas/article.ts'
import { identified, note, type Reading } from '../../crossref/read/context.ts'
import { isNoPage, readSpan } from '../../crossref/read/pages.ts'
import type { Work } from '../work.ts'
import { issnOf } from './identifiers.ts'
import { isObject, objects, textOf, textsOf, wordOf } from './members.ts'

type Loose = { -readonly [K in keyof Journal]: Journal[K] }

export function readJournal(work: Work, reading: Reading): void {
  const journal: Loose = {}
  const server = institutionOf(work, reading)
  const [title = server, ...others] = textsOf(work['container-title'])
  if (title !== undefined) journal.title = title
  if (server !== undefined && server !== title) reading.unmapped.push({ path: '/institution/0/name', value: server })
  for (const other of others) reading.unmapped.push({ path: '/container-title', value: other })
  const short = textsOf(work['short-container-title'])
  const shorter = textOf(work['container-title-short'])
  if (shorter !== undefined && !short.includes(shorter)) short.push(shorter)
  if (short.length > 0) journal.abbreviatedTitles = short.map((abbreviation) => ({ title: abbreviation }))
  const issn = issnsOf(work, reading)
  if (issn !== undefined) journal.issn = issn
  const [name, place] = [textOf(work.publisher), textOf(work['publisher-location'])]
  if (name !== undefined || place !== undefined)
    journal.publisher = { ...(name !== undefined && { name }), ...(place !== undefined && { place }) }
  if (Object.keys(journal).length > 0) reading.draft.journal = journal
}

/** The server that a preprint was posted to stands for the journal; of other works the institution is kept. */
function institutionOf(work: Work, { unmapped }: Reading): string | undefined {
  const [first, ...others] = objects(work.institution)
  if (work.type !== 'posted-content' || first === undefined) {
    if (first !== undefined) unmapped.push({ path: '/institution', value: work.institution })
    return undefined
  }
  const { name, ...rest } = first
  if (Object.keys(rest).length > 0) unmapped.push({ path: '/institution/0', value: rest })
  if (others.length > 0) unmapped.push({ path: '/institution', value: others })
  return textOf(name)
}

/** An ISSN whose medium is not said stays so. */
function issnsOf(work: Work, reading: Reading): Journal['issn'] {
  const issn: { print?: string; electronic?: string; unspecified?: string[] } = {}
  for (const { type, value } of objects(work['issn-type'])) {
    const known = identified(issnOf, wordOf(value), reading, '/issn-type')
    if (known === undefined) continue
    if ((type === 'print' || type === 'electronic') && issn[type] === undefined) issn[type] = known
    else unspecified(issn, known)
  }
  for (const value of textsOf(work.ISSN)) {
    if (value === issn.print || value === issn.electronic) continue
    const parsed = issnOf(value)
    if ('value' in parsed) unspecified(issn, parsed.value)
    else identified(issnOf, value, reading, '/ISSN')
  }
  return issn.print === undefined && issn.electronic === undefined && issn.unspecified === undefined ? undefined : issn
}

function unspecified(issn: { print?: string; electronic?: string; unspecified?: string[] }, value: string): void {
  if (value === issn.print || value === issn.electronic || issn.unspecified?.includes(value)) return
  issn.unspecified ??= []
  issn.unspecified.push(value)
}

const plain = [
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['special_numbering', 'supplement'],
  ['article-number', 'articleNumber'],
] as const

export function readPlace(work: Work, reading: Reading): void {
  const { draft, unmapped } = reading
  for (const [member, field] of plain) {
    const value = textOf(work[member])
    if (value !== undefined) draft[field] = value
  }
  const inIssue = draft.issue === undefined && isObject(work['journal-issue']) ? work['journal-issue'] : undefined
  const issue = inIssue === undefined ? undefined : textOf(inIssue.issue)
  if (issue !== undefined) draft.issue = issue
  const page = textOf(work.page)
  if (page === undefined || page === draft.articleNumber) return
  if (isNoPage(page)) {
    unmapped.push({ path: '/page', value: page })
    note(reading, 'page-placeholder', '/pages', `“${page}” says that there are no pages.`, page)
  } else draft.pages = readSpan(page)
}
