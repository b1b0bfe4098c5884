/** Places of work: a line for people to read, and annotations with the parts. */
import { Affiliation } from '../../../schemas/article.ts'
import { type LatexText, latexToText } from '../../text/latex.ts'
import { parseAnnotations, withAnnotation } from './annotations.ts'
import { formatNotation, parseNotation, split } from './notation.ts'
import type { Row } from './row.ts'

/** The parts of an affiliation in the order in which a line of print has them. */
function lineOf({ department, name, city, region, postalCode, country }: Omit<Affiliation, 'id'>): string {
  let line: string | undefined
  const add = (part: string | undefined) => {
    if (part !== undefined) line = line === undefined ? part : `${line}, ${part}`
  }
  add(department)
  add(name)
  add(city)
  add(region)
  add(postalCode)
  add(country)
  return line ?? ''
}

/** What the line of print and `affiliation+an:id` say. */
const saidByLine: ReadonlySet<string> = new Set(['id', 'literal'])

export const affiliationsRow: Row = {
  write({ affiliations }, { put, putTight, text }) {
    if (!affiliations) return
    let lines = ''
    let parts = ''
    let ids = ''
    let number = 0
    for (const affiliation of affiliations) {
      number++
      const { id, literal } = affiliation
      const composed = lineOf(affiliation)
      if (id !== `aff${number}`) ids = withAnnotation(ids, number, text(id))
      const told = partsOf(affiliation, composed, text)
      if (told !== '') parts = withAnnotation(parts, number, told)
      const latex = text(literal ?? composed)
      lines += (number > 1 ? '; ' : '') + (latex === '' || /[;"]|^\{/.test(latex) ? `{${latex}}` : latex)
    }
    put('affiliation', lines)
    if (ids !== '') putTight('affiliation+an:id', ids)
    if (parts !== '') putTight('affiliation+an:parts', parts)
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

/** A literal that is just what the parts amount to must be said, or the reader would take it for composed. */
function partsOf(affiliation: Affiliation, composed: string, text: LatexText): string {
  if (affiliation.literal !== composed) return formatNotation(affiliation, Affiliation, text, saidByLine)
  const { id: _, literal, ...others } = affiliation
  return formatNotation({ literal, ...others }, Affiliation, text)
}

function readAffiliation(line: string, latex: string | undefined): Omit<Affiliation, 'id'> {
  const told = latex === undefined ? undefined : parseNotation(latex, Affiliation, saidByLine)
  if (typeof told !== 'object' || told === null) return line === '' ? {} : { literal: line }
  const parts = told as Affiliation // the notation follows its schema
  return line === '' || line === lineOf(parts) ? parts : { literal: line, ...parts }
}
