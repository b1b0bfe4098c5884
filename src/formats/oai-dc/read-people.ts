/** dc:creator and dc:contributor: names as repositories write them, one or several in an element. */
import type { Contributor } from '../../../schemas/article.ts'
import { parseInverted } from '../../article/inverted-name.ts'

export interface Named {
  readonly contributors: readonly Contributor[]
  /** Where the first of them works, in the words of the source. */
  readonly place?: string
}

/** `Khan, Ann`; `Khan, Ann; Smith, John`; of OJS 2 `Khan, Ann; University of Bern`. */
export function namesIn(text: string, role: Contributor['role']): Named {
  const [first = '', ...more] = text.split('; ').map((part) => part.trim())
  const parts = parseInverted(first)
  if (more.length === 0 || parts === undefined) return { contributors: [nameOf(text, role)] }
  const others = more.map((part) => parseInverted(part))
  if (others.every((other) => other !== undefined)) {
    return { contributors: [parts, ...others].map((one) => ({ kind: 'person', role, ...one })) }
  }
  const place = more.join('; ')
  return place === ''
    ? { contributors: [nameOf(text, role)] }
    : { contributors: [{ kind: 'person', role, ...parts }], place }
}

function nameOf(text: string, role: Contributor['role']): Contributor {
  const parts = parseInverted(text)
  return parts === undefined ? { kind: 'literal', role, literal: text } : { kind: 'person', role, ...parts }
}

/** A list that has been cut short: `et al.`, `and others`. */
export const isCutShort = (text: string): boolean => /^(?:et al\.?|and others|others|u\. ?a\.)$/i.test(text)
