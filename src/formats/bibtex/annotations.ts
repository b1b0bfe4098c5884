/**
 * Data annotations as biblatex defines them: `author+an:orcid = {1="0000-…"; 2="…"}` says something of the first and
 * second member of the list `author`, `field+an:name = {="…"}` of the field as a whole. Classic BibTeX ignores them.
 */

import { finder } from '../../text/latex/find.ts'

/** Values by the number of the member they belong to, counted from 1; 0 is the whole field. */
export type Annotations = ReadonlyMap<number, string>

/** An annotation field’s value; the texts are LaTeX already. */
export function formatAnnotations(values: Iterable<readonly [number, string]>): string {
  let out = ''
  for (const [number, latex] of values) out = withAnnotation(out, number, latex)
  return out
}

/** The same with one more value. */
export const withAnnotation = (before: string, number: number, latex: string): string =>
  `${before === '' ? '' : `${before}; `}${number || ''}="${protect(latex)}"`

const mayEnd = finder(';"')

/**
 * biber cuts at every semicolon, after it has decoded what it knows (`\\char59`, but not with the blank), so one inside
 * a text is named by its number; a quote hides in braces.
 */
function protect(latex: string): string {
  if (!mayEnd(latex)) return latex
  let out = ''
  let depth = 0
  let at = 0
  while (at < latex.length) {
    const character = latex[at] as string // `at` is within the text
    // Mathematics is kept to the letter.
    const math = character === '$' || character === '\\' ? mathAt(latex, at) : ''
    // Braces around the whole say nothing and hide a quote in it.
    if (math.includes('"') && depth === 0) return `{${latex}}`
    if (character === '{') depth++
    else if (character === '}') depth--
    out += math || (character === ';' ? '{\\char 59}' : character === '"' && depth === 0 ? '{"}' : character)
    at += math.length || 1
  }
  return out
}

const mathematics = /\$(?:[^$\\]|\\.)*\$|\\\(.*?\\\)|\\\$/sy

/** Mathematics, or the dollar sign itself, that begins here. */
function mathAt(latex: string, at: number): string {
  mathematics.lastIndex = at
  return mathematics.exec(latex)?.[0] ?? ''
}

/** The annotations of a field; what is not of the form `number="text"` is left out. */
export function parseAnnotations(source: string): Annotations {
  const out = new Map<number, string>()
  const head = /\s*;?\s*([0-9]{0,6})\s*=\s*"/y
  for (;;) {
    const match = head.exec(source)
    if (!match) return out
    const end = closingQuote(source, head.lastIndex)
    out.set(Number(match[1] ?? 0), source.slice(head.lastIndex, end))
    head.lastIndex = end + 1
  }
}

function closingQuote(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const character = source[at]
    if (character === '{') depth++
    else if (character === '}') depth--
    else if (character === '"' && depth <= 0) return at
  }
  return source.length
}
