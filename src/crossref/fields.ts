/** Field queries, `query.author=…`: a row for each that our texts can answer. */
import { bibliographic } from '../library/bibliographic.ts'
import { parseKey, parseQuery } from '../library/query-language.ts'
import type { Match, SearchField } from '../store/store.ts'
import type { Fault } from './answer.ts'
import { nothing } from './members-known.ts'

type Row = (text: string) => Match

/** Each word of the text in one of the fields; a text without any finds nothing. */
const words =
  (...fields: readonly SearchField[]): Row =>
  (text) => {
    const found = text.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, mostWords) ?? []
    return found.length === 0
      ? nothing
      : { kind: 'all', of: found.map((word) => ({ kind: 'words', text: word, fields })) }
  }
const mostWords = 64

const fact =
  (name: string): Row =>
  (text) => ({ kind: 'fact', fact: { name, value: text.trim() } })

export const fields: Readonly<Record<string, Row>> = {
  affiliation: words('affiliations'),
  author: words('names'),
  // Also where a reference is a DOI and nothing else.
  bibliographic: (text) => parseKey(text) ?? bibliographic(text) ?? nothing,
  chair: words('names'),
  'container-title': words('journal'),
  contributor: words('names'),
  description: words('abstract'),
  editor: words('names'),
  'funder-name': fact('funder-name'),
  'publisher-name': words('journal'),
  title: words('title'),
  translator: words('names'),
}

const names = Object.keys(fields).sort()

export const judgeFields = (asked: readonly string[]): Fault[] =>
  asked
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({
      type: 'field-query-not-available',
      value: `query.${name}`,
      message: `Field query '${name}' specified but there is no such field query for this route. Valid field queries for this route are: ${names.join(', ')}`,
    }))

/** `query`, in the language of searches; what is an identifier as a whole is found by it. */
export const queryMatch: Row = (text) => parseKey(text) ?? parseQuery(text) ?? nothing
