/**
 * JSON read without loss. `JSON.parse` takes the last of two members with one name, rounds integers beyond 2^53, and reads
 * whatever depth (RFC 8259 4, 6, 9 leave all of it open): each is a finding, so that nothing is dropped in silence. Pure.
 */
import type { Finding } from '../../schemas/problem.ts'
import { depthFault } from '../text/json.ts'
import { pointerOf } from './paths.ts'
import { memberOf, parsePointer } from './pointer.ts'

export interface ParsedJson {
  /** Undefined where the text is not JSON. */
  readonly value: unknown
  /** Errors alone; none for most texts. */
  readonly findings: readonly Finding[]
}

const depthLimit = 64
const mostFindings = 20

export function parseJson(text: string): ParsedJson {
  const hostile = depthFault(text)
  if (hostile !== undefined) return { value: undefined, findings: [syntaxFinding(hostile)] }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { value: undefined, findings: [syntaxFinding(withPlace((error as Error).message, text))] } // JSON.parse throws SyntaxError only
  }
  return isCertain(text, value) ? { value, findings: [] } : { value, findings: inspect(text, value) }
}

/** What V8 says of a text that breaks off names no place. */
const withPlace = (message: string, text: string): string =>
  message === 'Unexpected end of JSON input' ? `It breaks off at position ${text.length}.` : message

const syntaxFinding = (message: string): Finding => ({
  severity: 'error',
  code: 'json-syntax',
  pointer: '',
  message,
  remedy: 'Send one JSON object, a list of them, or one object a line (NDJSON).',
})

/**
 * Whether nothing was lost, told in a hundredth of the time that inspecting takes: there are as many names in the text as
 * members in the value, no number is beyond what is exact, and it is not too deep. A quotation mark within a text that is
 * followed by a colon makes it uncertain, no more.
 */
const isCertain = (text: string, value: unknown): boolean => membersOf(value, 1) === namesIn(text)

/** How many members there are; not a number where something may be lost. Every record is walked through: no more than a walk. */
function membersOf(value: unknown, depth: number): number {
  if (typeof value === 'number') return isExact(value) ? 0 : Number.NaN
  if (typeof value !== 'object' || value === null) return 0
  if (depth > depthLimit) return Number.NaN
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item !== 'string') members += membersOf(item, depth + 1)
    return members
  }
  const holder = value as Readonly<Record<string, unknown>> // an object that JSON.parse made
  for (const name in holder) {
    members++
    const member = holder[name]
    if (typeof member !== 'string') members += membersOf(member, depth + 1)
  }
  return members
}

/** At least as many as there are names of members: each ends with a quotation mark and a colon. */
function namesIn(text: string): number {
  let names = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1
    while (isBlank(text.charCodeAt(before))) before--
    if (text.charCodeAt(before) === quotationMark) names++
  }
  return names
}

const quotationMark = 0x22
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d

const isExact = (number: number): boolean => Math.abs(number) <= Number.MAX_SAFE_INTEGER

interface Holder {
  /** Of an object; the names that were there. */
  readonly names?: Set<string>
  /** Where in the holder the text is. */
  key: string
  /** Whether the next text is a name. */
  isNext: boolean
}

/** Goes through the text of valid JSON, and tells what `JSON.parse` does not. */
function inspect(text: string, value: unknown): Finding[] {
  const findings: Finding[] = []
  const holders: Holder[] = []
  const here = () => pointerOf(holders.map(({ key }) => key))
  for (let at = 0; at < text.length && findings.length < mostFindings; at++) {
    const character = text[at]
    const holder = holders.at(-1)
    if (character === '"') {
      const end = endOfText(text, at)
      if (holder?.names && holder.isNext)
        nameFound(holder, JSON.parse(text.slice(at, end)), () => findings.push(doubled(here(), value)))
      at = end - 1
    } else if (character === '{' || character === '[') {
      if (holders.length === depthLimit) return [...findings, tooDeep(here())]
      holders.push(character === '{' ? { names: new Set(), key: '', isNext: true } : { key: '0', isNext: false })
    } else if (character === '}' || character === ']') holders.pop()
    else if (character === ',' && holder) {
      if (holder.names) holder.isNext = true
      else holder.key = String(Number(holder.key) + 1)
    } else if (character === '-' || isDigit(character)) {
      const end = endOfNumber(text, at)
      const raw = text.slice(at, end)
      if (!isExact(Number(raw))) findings.push(tooGreat(here(), raw))
      at = end - 1
    }
  }
  return findings
}

function nameFound(holder: Holder, name: string, again: () => void): void {
  holder.isNext = false
  holder.key = name
  if (holder.names?.has(name)) again()
  holder.names?.add(name)
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && /[\d.eE+-]/.test(text[end] ?? '')) end++
  return end
}

const isDigit = (character = ''): boolean => character >= '0' && character <= '9'

const doubled = (pointer: string, value: unknown): Finding => ({
  severity: 'error',
  code: 'json-duplicate-name',
  pointer,
  value: valueAt(value, pointer),
  message: 'This name is there twice in one object, with one value each; the last of them is shown.',
  remedy: 'Send every name once: two values of one name cannot both be kept.',
})

const tooGreat = (pointer: string, raw: string): Finding => ({
  severity: 'error',
  code: 'json-number-inexact',
  pointer,
  value: raw.slice(0, 100),
  message: 'This number is beyond 2^53 and would be rounded.',
  remedy: 'Send it as a text, in quotation marks.',
})

const tooDeep = (pointer: string): Finding => ({
  severity: 'error',
  code: 'too-deep',
  pointer,
  message: `This is nested more than ${depthLimit} levels deep.`,
  remedy: 'Send an article record as described in /schemas/article.json.',
})

function valueAt(value: unknown, pointer: string): unknown {
  let found = value
  for (const token of parsePointer(pointer) ?? []) found = memberOf(found, token)?.value
  return found
}
