/** Places of work: a line for people to read, and annotations with the parts. */
import { Affiliation } from '../../../schemas/article.ts'
import { latexToText } from '../../text/latex.ts'
import { formatAnnotations, parseAnnotations } from './annotations.ts'
import { formatNotation, parseNotation, split } from './notation.ts'
import type { Row } from './row.ts'

/** Parts of an affiliation in the order in which a line of print has them. */
const printed = ['department', 'name', 'city', 'region', 'postalCode', 'country'] as const
const lineOf = (affiliation: Affiliation): string =>
  printed
    .map((part) => affiliation[part])
    .filter((part) => part !== undefined)
    .join(', ')

export const affiliationsRow: Row = {
  write({ affiliations }, { put, text }) {
    if (!affiliations) return
    const parts: [number, string][] = []
    const ids: [number, string][] = []
    const lines = affiliations.map((affiliation, at) => {
      const { id, literal, ...others } = affiliation
      const composed = lineOf(affiliation)
      const line = literal ?? composed
      if (id !== `aff${at + 1}`) ids.push([at + 1, text(id)])
      const told = literal === composed ? { literal, ...others } : others
      if (Object.keys(told).length > 0) parts.push([at + 1, formatNotation(told, Affiliation, text)])
      const latex = text(line)
      return latex === '' || /[;"]|^\{/.test(latex) ? `{${latex}}` : latex
    })
    put('affiliation', lines.join('; '))
    if (ids.length > 0) put('affiliation+an:id', formatAnnotations(ids))
    if (parts.length > 0) put('affiliation+an:parts', formatAnnotations(parts))
  },
  read(source, draft) {
    const lines = source.take('affiliation') ?? source.take('affiliations')
    if (lines === undefined) return
    const ids = parseAnnotations(source.take('affiliation+an:id') ?? '')
    const parts = parseAnnotations(source.take('affiliation+an:parts') ?? '')
    draft.affiliations = split(lines, ';').map((line, at) => {
      const id = latexToText(ids.get(at + 1) ?? `aff${at + 1}`)
      return { id, ...readAffiliation(latexToText(line), parts.get(at + 1)) }
    })
  },
}

function readAffiliation(line: string, latex: string | undefined): Omit<Affiliation, 'id'> {
  const told = latex === undefined ? undefined : parseNotation(latex, Affiliation)
  if (typeof told !== 'object' || told === null) return line === '' ? {} : { literal: line }
  const parts = told as Affiliation // the notation follows its schema
  return line === '' || line === lineOf(parts) ? parts : { literal: line, ...parts }
}
