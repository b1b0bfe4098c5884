/** 5XX: what is told of the article in notes. */
import type { Contributor, Dates } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseDoi } from '../../../article/doi.ts'
import { dateLabels } from '../../../article/in-words.ts'
import { looseParagraphs } from '../../../text/loose-markup.ts'
import { eventLabel, placeLabel, trialLabel } from '../phrases.ts'
import { added, type Context, fieldsOf, peek, pieces, take } from './fields.ts'
import { addIdentifier, addRemark, placeId } from './names.ts'

/** 500: what happened when, trials, places of work, and what is known of a name of 720. */
export function readNotes(context: Context): void {
  const claimed = new Set<Contributor>()
  for (const field of fieldsOf(context, '500')) {
    const text = peek(field, 'a')
    if (text !== undefined && readNote(text, context, claimed)) take(field, 'a')
  }
  for (const field of fieldsOf(context, '506')) {
    const free = /^Free to read(?: from (.+))?$/.exec(peek(field, 'a') ?? '')
    const isOpen = free !== null || /^(?:unrestricted|open access)/i.test(peek(field, 'f') ?? peek(field, 'a') ?? '')
    if (!isOpen) continue
    const start = free?.[1] === undefined ? undefined : parseDateWords(free[1])
    context.draft.freeToRead = { ...(start !== undefined && { start }) }
    for (const code of ['a', 'f', '2']) if (free !== null) take(field, code)
  }
}

function readNote(text: string, context: Context, claimed: Set<Contributor>): boolean {
  const { draft, isOurs } = context
  if (readEvent(text, context)) return true
  const trial = text.startsWith(trialLabel) ? trialOf(text.slice(trialLabel.length)) : undefined
  if (trial !== undefined) draft.clinicalTrials = added(draft.clinicalTrials, trial)
  else if (text.startsWith(placeLabel)) placeId(text.slice(placeLabel.length), context)
  else if (isOurs && /^(?:Retracted|Expression of concern|Corrected)(?:: https:\/\/doi\.org\/\S+)?$/.test(text))
    return true
  else return isOurs && readUncontrolled(text, context, claimed)
  return true
}

/** `Received: 2023-11-02`; `Event, proof: 2024-01`. */
function readEvent(text: string, { draft }: Context): boolean {
  const colon = text.indexOf(': ')
  const label = text.slice(0, colon)
  const rest = text.slice(colon + 2)
  const field = labels.get(label)
  const event = label.startsWith(eventLabel) ? label.slice(eventLabel.length) : undefined
  if (colon === -1 || (field === undefined && event === undefined) || parseDoi(rest) !== undefined) return false
  const date = parseDateWords(rest)
  if (date === undefined) return false
  const dates: Dates = draft.dates ?? {}
  draft.dates = dates
  if (event !== undefined) dates.other = added(dates.other, { event, date })
  else if (field === 'revised' || field === 'corrected') dates[field] = added(dates[field], date)
  else if (field !== undefined && dates[field] === undefined) dates[field] = date
  else return false
  return true
}

const labels: ReadonlyMap<string, keyof typeof dateLabels> = new Map(
  Object.entries(dateLabels).map(([field, label]) => [label, field as keyof typeof dateLabels]), // its own keys
)

const stages = ['pre-results', 'results', 'post-results'] as const

/** `NCT01234567 (10.18810/clinical-trials-gov, results)`. */
function trialOf(text: string) {
  const [, number = text, known = ''] = /^([^()]+) \(([^()]+)\)$/.exec(text) ?? []
  const parts = known.split(', ').filter((part) => part !== '')
  const stage = stages.find((one) => one === parts.at(-1))
  const registry = (stage === undefined ? parts : parts.slice(0, -1)).join(', ')
  return { number, ...(registry !== '' && { registry }), ...(stage !== undefined && { stage }) }
}

/** `Some One: https://orcid.org/…; corresponding author`, of the first name of 720 that it can be about. */
function readUncontrolled(text: string, context: Context, claimed: Set<Contributor>): boolean {
  const names = context.draft.contributors ?? []
  for (const field of fieldsOf(context, '720')) {
    const name = field.subfields.find(({ code }) => code === 'a')?.value
    if (name === undefined || !text.startsWith(`${name}: `)) continue
    const about = names.find((one) => !claimed.has(one) && isOf(one, name))
    if (about === undefined) continue
    claimed.add(about)
    for (const part of pieces(text.slice(name.length + 2))) addPart(about, part, context)
    return true
  }
  return false
}

const isOf = (one: Contributor, name: string): boolean =>
  one.kind === 'literal'
    ? one.literal === name
    : one.kind === 'person' && name.startsWith(`${one.family}, `) && name.includes(one.given ?? one.suffix ?? '')

export function addPart(contributor: Contributor, part: string, context: Context): void {
  if (part.startsWith(placeLabel)) {
    const id = placeId(part.slice(placeLabel.length), context)
    contributor.affiliations = [...new Set([...(contributor.affiliations ?? []), id])]
  } else if (!/^https:\/\/(?:orcid|isni)\.org\//.test(part) || !addIdentifier(contributor, part, context)) {
    addRemark(contributor, part)
  }
}

/** 520: the kind of an abstract stands before it in square brackets, where there is one. */
export function readAbstracts(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '520')) {
    const text = [take(field, 'a'), take(field, 'b')].filter((part) => part !== undefined).join(' ')
    const [, kind, words = text] = field.first === '8' ? (/^\[([^\][]{1,100})\] (.*)$/.exec(text) ?? []) : []
    const paragraphs = looseParagraphs(words)
    if (paragraphs.length === 0) continue
    draft.abstracts = added(draft.abstracts, { ...(kind !== undefined && { kind }), sections: [{ paragraphs }] })
  }
}
