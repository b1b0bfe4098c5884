/** The fields of the query language: `author:`, `accepted:2024-01..2024-03` …, a row for each. */
import type { FactName } from '../article/facts.ts'
import { kinds } from '../article/identifiers.ts'
import type { DateName, Match, SearchField } from '../store/store.ts'
import { wordMatch } from './word-match.ts'

type Field = (text: string) => Match | undefined

const fact = (name: FactName, value: string): Match => ({ kind: 'fact', fact: { name, value } })
const words =
  (...fields: SearchField[]): Field =>
  (text) => {
    const match = wordMatch(text, false)
    return match.kind === 'words' && /[\p{L}\p{N}]/u.test(text) ? { ...match, fields } : undefined
  }
const facts =
  (...names: FactName[]): Field =>
  (text) =>
    names.length === 1 && names[0] ? fact(names[0], text) : { kind: 'any', of: names.map((name) => fact(name, text)) }

/** An identifier in any spelling; what is none finds nothing, rather than its digits anywhere. */
const identifier =
  (kind: keyof typeof kinds, name: FactName): Field =>
  (text) => {
    const parsed = kinds[kind].parse(text)
    return fact(name, 'value' in parsed ? parsed.value : text)
  }

const day = '(\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?)'
const span = new RegExp(`^(?:${day}|${day}?\\.\\.${day}?)$`)

/** `2024`, `2024-01..2024-03`, `2024..`, `..2023-12-31`. */
const date =
  (name: DateName): Field =>
  (text) => {
    const parts = span.exec(text)
    if (!parts) return undefined
    const [, one, first = one, last = one] = parts
    if (first === undefined && last === undefined) return undefined
    return { kind: 'date', date: name, ...(first && { from: first }), ...(last && { until: last }) }
  }

export const fields: Readonly<Record<string, Field>> = {
  title: words('title'),
  abstract: words('abstract'),
  author: words('names'),
  affiliation: words('affiliations'),
  journal: words('journal'),
  in: facts('journal'),
  publisher: words('journal'),
  keyword: words('keywords'),
  doi: (text) => {
    const parsed = kinds.doi.parse(text)
    return 'value' in parsed ? fact('doi', parsed.value) : words('doi')(text)
  },
  prefix: facts('prefix'),
  issn: identifier('issn', 'issn'),
  orcid: identifier('orcid', 'orcid'),
  ror: identifier('ror', 'ror-id'),
  type: facts('article-type', 'type'),
  language: facts('language'),
  funder: facts('funder'),
  award: facts('award.number'),
  licence: facts('license.url'),
  license: facts('license.url'),
  subject: facts('subject'),
  trial: facts('clinical-trial-number'),
  volume: facts('journal-volume'),
  issue: facts('journal-issue'),
  has: facts('has'),
  year: date('published'),
  published: date('published'),
  received: date('received'),
  revised: date('revised'),
  accepted: date('accepted'),
  online: date('online'),
  print: date('print'),
  posted: date('posted'),
  created: date('created'),
  modified: date('modified'),
}

export const fieldNames: readonly string[] = Object.keys(fields)

export const isField = (name: string): boolean => Object.hasOwn(fields, name)

/** Undefined where the value is none of the field’s: then it is words. */
export const fieldMatch = (name: string, text: string): Match | undefined => fields[name]?.(text)
