/** Characters that LaTeX writes as several: ligatures, accents, and those that are given by their number. */
import type { Inline } from '../rich.ts'
import { type Cursor, isBlankCode, skipBlanks } from './cursor.ts'
import { accents, bareAccents } from './symbols.ts'

const ligatures: readonly (readonly [string, string])[] = [
  ['---', '—'],
  ['--', '–'],
  ['``', '“'],
  ["''", '”'],
  ['?`', '¿'],
  ['!`', '¡'],
]

export function ligature(cursor: Cursor, character: string): readonly Inline[] {
  const { source } = cursor
  if (isBlankCode(character.charCodeAt(0))) {
    skipBlanks(cursor)
    return [' ']
  }
  for (const [sign, text] of ligatures) {
    if (sign[0] === character && source.startsWith(sign, cursor.at)) {
      cursor.at += sign.length
      return [text]
    }
  }
  cursor.at++
  return [character]
}

const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }

/** The argument of an accent with the accent on its first letter. */
export function accented(argument: readonly Inline[], name: string): readonly Inline[] {
  const [first, ...rest] = argument.filter((node) => node !== '')
  const bare = bareAccents[name]
  if (first === undefined) return bare === undefined ? [] : [bare]
  if (typeof first !== 'string') return [first, ...rest]
  const base = String.fromCodePoint(first.codePointAt(0) as number)
  if (/\s/.test(base)) return [(bare ?? '') + first, ...rest]
  return [((dotless[base] ?? base) + accents[name]).normalize('NFC') + first.slice(base.length), ...rest]
}

const codes = /\s*(?:"([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|`\\?([\s\S])|([0-9]{1,7}))\s?/y

export function characterCode(cursor: Cursor): readonly Inline[] {
  codes.lastIndex = cursor.at
  const match = codes.exec(cursor.source)
  if (!match) return []
  cursor.at = codes.lastIndex
  const [, hex, octal, itself, decimal] = match
  if (itself !== undefined) return [itself]
  const code = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : Number(decimal)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? [String.fromCodePoint(code)] : []
}
