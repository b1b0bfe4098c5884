/** Plain hygiene of a draft: a deep copy without empty values, every string in NFC on one line. */
import type { Finding } from '../../schemas/problem.ts'
import { pointerOf } from './paths.ts'

/**
 * Characters that XML 1.0 cannot hold (2.2 Char) and those that are invisible leftovers of typesetting (soft hyphen,
 * BOM, zero-width space, word joiner). ZWJ and ZWNJ stay: Persian and Indic names need them.
 */
const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g
const leftovers = /[\u00ad\ufeff\u200b\u2060]/g
/** Whatever needs a second look: most texts have none of it. */
const unusual = /[^\x20-\x7e]|^ | $| {2}/
const depthLimit = 64

/** The tidy copy; `unmapped` values are copied as they stand. */
export function clean(draft: object, findings: Finding[]): Record<string, unknown> {
  const copy = cleanValue(draft, [], findings) ?? {}
  return copy as Record<string, unknown> // an object comes back as an object
}

/** One string, tidied; what was illegal is reported. */
function cleanText(text: string, keys: readonly string[], findings: Finding[]): string {
  if (!unusual.test(text)) return text
  let out = text
  if (!out.isWellFormed()) {
    findings.push({
      severity: 'error',
      code: 'text-ill-formed',
      pointer: pointerOf(keys),
      value: out.toWellFormed(),
      message: 'The text holds half of a surrogate pair, which no encoding can carry.',
      remedy: 'Send the text as valid UTF-8.',
    })
    out = out.toWellFormed()
  }
  const legal = out.replace(illegal, '')
  if (legal !== out) {
    findings.push({
      severity: 'warning',
      code: 'text-control-characters',
      pointer: pointerOf(keys),
      value: out,
      message: 'Control characters were removed: XML cannot hold them.',
    })
  }
  return legal.replace(leftovers, '').replace(/\s+/g, ' ').trim().normalize('NFC')
}

/** `keys` is the path from the root, kept as one list that grows and shrinks: a pointer is made only for a finding. */
function cleanValue(value: unknown, keys: string[], findings: Finding[]): unknown {
  if (typeof value === 'string') return cleanText(value, keys, findings) || undefined
  if (typeof value !== 'object') return value
  if (value === null) return undefined
  if (keys.length > depthLimit) {
    findings.push({
      severity: 'error',
      code: 'too-deep',
      pointer: pointerOf(keys),
      message: `The record is nested more than ${depthLimit} levels deep.`,
      remedy: 'Send an article record as described in /schemas/article.json.',
    })
    return undefined
  }
  return Array.isArray(value) ? cleanList(value, keys, findings) : cleanObject(value, keys, findings)
}

const noName = (keys: readonly string[], value: unknown): Finding => ({
  severity: 'warning',
  code: 'unknown-field',
  pointer: pointerOf([...keys, '__proto__']),
  value,
  message: '“__proto__” is no name that a record can hold; it was left out.',
  remedy: 'See /schemas/article.json for the fields there are.',
})

function cleanList(list: readonly unknown[], keys: string[], findings: Finding[]): unknown {
  const out: unknown[] = []
  for (let i = 0; i < list.length; i++) {
    keys.push(String(i))
    const value = cleanValue(list[i], keys, findings)
    keys.pop()
    if (value !== undefined) out.push(value)
  }
  return out.length > 0 ? out : undefined
}

function cleanObject(object: object, keys: string[], findings: Finding[]): unknown {
  const source = object as Record<string, unknown> // any object can be read by its own keys
  const out: Record<string, unknown> = {}
  let some = false
  for (const key of Object.keys(source)) {
    const value = source[key]
    if (key === '__proto__') {
      findings.push(noName(keys, value))
      continue
    }
    if (key === 'unmapped' && keys.length === 0) {
      out[key] = value
      continue
    }
    keys.push(key)
    const tidy = cleanValue(value, keys, findings)
    keys.pop()
    if (tidy === undefined) continue
    out[key] = tidy
    some = true
  }
  // `freeToRead: {}` says something by being there.
  return some || keys.length === 0 || (keys.length === 1 && keys[0] === 'freeToRead') ? out : undefined
}
