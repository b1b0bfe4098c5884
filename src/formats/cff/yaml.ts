/** YAML 1.2 as far as CITATION.cff needs it: maps, lists and scalars, every text in double quotes. */
import { legalText } from '../../text/json.ts'

export type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml | undefined }

/** A document: the members of a map, one under another. */
export function formatYaml(map: { readonly [key: string]: Yaml | undefined }): string {
  return members(map, '')
}

function members(map: { readonly [key: string]: Yaml | undefined }, indent: string): string {
  let out = ''
  for (const key in map) {
    const value = map[key]
    if (value !== undefined) out += `${indent}${key}:${block(value, indent)}`
  }
  return out
}

/** What follows a key: a scalar on its line, a map or list on the lines below. */
function block(value: Yaml, indent: string): string {
  if (typeof value !== 'object') return ` ${scalar(value)}\n`
  const below = `${indent}  `
  if (!isList(value)) return `\n${members(value, below)}`
  let out = '\n'
  for (const member of value) out += item(member, below)
  return out
}

/** A member of a list; the first key of a map stands on the line of its dash. */
function item(value: Yaml, indent: string): string {
  if (typeof value !== 'object') return `${indent}- ${scalar(value)}\n`
  const below = `${indent}  `
  const inner = isList(value) ? value.map((member) => item(member, below)).join('') : members(value, below)
  return inner === '' ? '' : `${indent}- ${inner.slice(below.length)}`
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value)

/**
 * A JSON string is a double-quoted scalar of YAML 1.2 (5.7, 7.3.1), but for characters that YAML calls not printable or
 * takes for line breaks (5.1, 5.4), which are written as escapes.
 */
function scalar(value: string | number): string {
  if (typeof value === 'number') return String(value)
  if (!special.test(value)) return `"${value}"`
  return JSON.stringify(legalText(value)).replace(
    unprintable,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g
/** These and what JSON escapes, with halves of surrogate pairs. */
const special = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u
