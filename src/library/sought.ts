/** What a query looks for: the words by which a reader sees why an article was found, and what in it was not understood. */
import type { Match } from '../store/store.ts'
import { fieldMatch, fieldNames, isField } from './query-fields.ts'

export interface SoughtWord {
  readonly text: string
  readonly prefix: boolean
  /** The texts it was looked for in; absent for all. */
  readonly fields?: readonly string[]
}

/** Every word that an article may have been found by. */
export function soughtWords(match: Match | undefined): readonly SoughtWord[] {
  if (match === undefined || match.kind === 'not') return []
  if (match.kind === 'all' || match.kind === 'any') return match.of.flatMap(soughtWords)
  if (match.kind !== 'words') return []
  const words = match.text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const { fields, prefix = false } = match
  return words.map((text, at) => ({ text, prefix: prefix && at === words.length - 1, ...(fields && { fields }) }))
}

const mostHints = 3

/** What was typed as if it were the language and is not, in sentences. All of it was searched as words. */
export function hintsOf(query: string): readonly string[] {
  const hints: string[] = []
  for (const [, name = '', value = ''] of query.matchAll(
    /(?<![\p{L}\p{N}:/.])([A-Za-z]{2,20}):(?!\/\/)("[^"]*"?|[^\s"]+)/gu,
  )) {
    const field = name.toLowerCase()
    const text = value.replaceAll('"', '')
    if (!isField(field)) hints.push(unknownField(name))
    else if (fieldMatch(field, text) === undefined) {
      hints.push(`“${name}:${text.slice(0, 60)}” could not be understood; it was searched as words.`)
    }
  }
  if ((query.match(/"/g) ?? []).length % 2 === 1) {
    hints.push('A quotation mark is not closed: the phrase goes on to the end.')
  }
  const [open, close] = [query.split('(').length, query.split(')').length]
  if (open !== close) hints.push(`A bracket is not ${open > close ? 'closed' : 'opened'}.`)
  return hints.slice(0, mostHints)
}

function unknownField(name: string): string {
  const near = fieldNames.find((one) => one.startsWith(name.slice(0, 3).toLowerCase()))
  const wish = near === undefined ? `there are ${fieldNames.slice(0, 8).join(', ')} …` : `perhaps “${near}:”?`
  return `There is no field “${name}”: ${wish} It was searched as a word.`
}
