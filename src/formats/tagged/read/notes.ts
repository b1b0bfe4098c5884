/** Notes that say what the formats have no field for, as `notes` writes them; any other note is nobody’s to understand. */
import type {
  Abstract,
  ArticleDate,
  Contributor,
  Dates,
  Draft,
  Identifier,
  Relation,
  RelationType,
} from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { parseDoi } from '../../../article/doi.ts'
import { dateLabels, relationLabels } from '../../../article/in-words.ts'
import { seasonNumber } from '../../../article/months.ts'
import { looseParagraphs } from '../../../text/loose-markup.ts'
import { identifierLabels, otherDateLabel, relatedLabel, roleLabels } from '../notes.ts'

/** Whether the note was understood; what it says is then in the draft. */
export function readNote(note: string, draft: Draft): boolean {
  return readers.some((read) => read(note, draft))
}

type NoteReader = (note: string, draft: Draft) => boolean

const edtf = '\\d{4}(?:-\\d{2}){0,2}'
const date = new RegExp(`^${edtf}$`)
const range = new RegExp(`^(${edtf}) to (${edtf})$`)

/** The opposite of `dateWords`. */
export function readDateWords(words: string): ArticleDate {
  if (date.test(words) && typeof parseDate(words) === 'string') return words
  const [, from, to] = range.exec(words) ?? []
  if (from !== undefined && to !== undefined) return `${from}/${to}`
  const [, season = '', year = ''] = /^(.{1,200}) (\d{4})$/.exec(words) ?? []
  if (year === '') return { literal: words }
  const number = /^(?:Spring|Summer|Autumn|Winter)$/.test(season) ? seasonNumber(season) : undefined
  return number === undefined ? { year: Number(year), season } : `${year}-${number}`
}

const relationTypes = new Map(Object.entries(relationLabels).map(([type, label]) => [label, type as RelationType])) // its own keys
const address = /^(https?:\/\/\S+)(?: (https?:\/\/\S+|ftp:\/\/\S+))?$/

function readRelation(note: string, draft: Draft): boolean {
  const isTold = note.startsWith(relatedLabel)
  const relation = relationIn(isTold ? note.slice(relatedLabel.length) : note)
  if (relation === undefined || (relation.doi === undefined && relation.url === undefined && !isTold)) return false
  draft.relations = [...(draft.relations ?? []), relation]
  return true
}

/** The opposite of `relationWords`, but that a colon parts an identifier and its type. */
export function relationIn(words: string): Relation | undefined {
  const [, head = '', tail = ''] =
    /^([A-Z][A-Za-z -]{2,40}(?: \([^()]{1,400}\))?)(?:: (.*)| (\(.*))?$/.exec(words) ?? []
  const [, label = head, own] = /^([^()]+) \((.*)\)$/.exec(head) ?? []
  const dated = /^(.*?) ?\(([^()]{1,300})\)$/.exec(tail)
  const [what, when] = dated ? [dated[1] ?? '', dated[2]] : [tail, undefined]
  // Without another work the parentheses hold the date.
  const isDate = tail === '' && own !== undefined && date.test(own)
  const type = relationTypes.get(label)
  if (type === undefined) return undefined
  const relation: Relation = { type, ...workIn(what) }
  if (own !== undefined && !isDate) relation.label = own
  if (when !== undefined) relation.date = readDateWords(when)
  else if (isDate) relation.date = readDateWords(own)
  return relation
}

function workIn(what: string): Partial<Relation> {
  const [, first, second] = address.exec(what) ?? []
  const doi = first === undefined ? undefined : parseDoi(first)
  if (doi !== undefined && first !== undefined && /doi\.org\//i.test(first))
    return { doi, ...(second !== undefined && { url: second }) }
  if (first !== undefined && second === undefined) return { url: first }
  const [, identifierType, identifier] = /^([\w.-]{1,60}): (.+)$/.exec(what) ?? []
  if (identifierType !== undefined && identifier !== undefined) return { identifierType, identifier }
  return what === '' ? {} : { identifier: what }
}

const dateFields = (Object.entries(dateLabels) as (readonly [keyof typeof dateLabels, string])[]).sort(
  ([, a], [, b]) => b.length - a.length,
) // its own keys, the longer labels first

const otherDate = new RegExp(`^${otherDateLabel} \\(([^()]{1,200})\\): (.+)$`)

/** `Received 2023-11-02; Revised 2024-01; Other date (proof): 2024`. */
function readHistory(note: string, draft: Draft): boolean {
  const dates: Dates = { ...draft.dates }
  for (const part of note.split('; ')) if (!readEvent(part, dates)) return false
  draft.dates = dates
  return true
}

function readEvent(part: string, dates: Dates): boolean {
  const other = otherDate.exec(part)
  if (other?.[1] && other[2]) {
    dates.other = [...(dates.other ?? []), { event: other[1], date: readDateWords(other[2]) }]
    return true
  }
  const [field, label = ''] = dateFields.find(([, name]) => part.startsWith(`${name} `)) ?? []
  if (field === undefined) return false
  const found = readDateWords(part.slice(label.length + 1))
  if (field === 'revised' || field === 'corrected') dates[field] = [...(dates[field] ?? []), found]
  else if (dates[field] === undefined) dates[field] = found
  else return false
  return true
}

const roles = new Map(Object.entries(roleLabels).map(([role, label]) => [label as string, role as Contributor['role']])) // its own keys

/** `Translator: L. Moreau; Contributor: Tide Group`. */
function readContributors(note: string, draft: Draft): boolean {
  const found: Contributor[] = []
  for (const part of note.split('; ')) {
    const [, label = '', literal] = /^([A-Z][a-z]+): (.+)$/.exec(part) ?? []
    const role = roles.get(label)
    if (role === undefined || literal === undefined) return false
    found.push({ kind: 'literal', literal, role })
  }
  draft.contributors = [...(draft.contributors ?? []), ...found]
  return true
}

const identifierTypes = new Map(Object.entries(identifierLabels).map(([type, label]) => [label.toLowerCase(), type]))

/** `PMID: 12345; Identifier (zbl): 0123.45678`. */
function readIdentifiers(note: string, draft: Draft): boolean {
  const found: Identifier[] = []
  for (const part of note.split('; ')) {
    const [, label = '', own, value] = /^([A-Za-z]+)(?: \(([^()]{1,100})\))?: ?(\S.*)$/.exec(part) ?? []
    const type = label === 'Identifier' ? own : identifierTypes.get(label.toLowerCase())
    if (type === undefined || value === undefined) return false
    found.push({ type, value })
  }
  draft.identifiers = [...(draft.identifiers ?? []), ...found]
  return true
}

const stages = new Set<string>(['pre-results', 'results', 'post-results'])
type Stage = NonNullable<NonNullable<Draft['clinicalTrials']>[number]['stage']>

/** `Clinical trial: NCT01234567, 10.18810/clinical-trials-gov, results`. */
export function trialIn(words: string): NonNullable<Draft['clinicalTrials']>[number] {
  const [number = '', ...rest] = words.split(', ')
  const stage = stages.has(rest.at(-1) ?? '') ? (rest.pop() as Stage) : undefined // one of the set
  const registry = rest.join(', ')
  return { number, ...(registry !== '' && { registry }), ...(stage && { stage }) }
}

const labelled =
  (label: string, put: (text: string, draft: Draft) => void): NoteReader =>
  (note, draft) => {
    if (!note.startsWith(label)) return false
    const text = note.slice(label.length).trim()
    if (text === '') return false
    put(text, draft)
    return true
  }

/** `Abstract (graphical, es): …`; which of the two a single word is, is told by its form. */
function readAbstract(note: string, draft: Draft): boolean {
  const [, about, text = ''] = /^Abstract(?: \(([^()]{1,120})\))?: (.+)$/.exec(note) ?? []
  const paragraphs = looseParagraphs(text)
  if (paragraphs.length === 0) return false
  const words = about?.split(', ') ?? []
  const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(words.at(-1) ?? '') ? words.pop() : undefined
  const kind = words.join(', ')
  const abstract: Abstract = { ...(kind !== '' && { kind }), ...(language && { language }), sections: [{ paragraphs }] }
  draft.abstracts = [...(draft.abstracts ?? []), abstract]
  return true
}

const readers: readonly NoteReader[] = [
  readRelation,
  readHistory,
  readContributors,
  readIdentifiers,
  readAbstract,
  labelled('Issue title: ', (text, draft) => {
    draft.issueTitle ??= text
  }),
  labelled('Special issue: ', (text, draft) => {
    draft.specialIssue ??= text
  }),
  labelled('Clinical trial: ', (text, draft) => {
    const trial = trialIn(text)
    draft.clinicalTrials = [...(draft.clinicalTrials ?? []), trial]
  }),
]
