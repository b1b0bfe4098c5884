/** One line of a page's head: the names it gives, or what it says about the name before it. */
import { readByline } from './byline.ts'
import { kindOf } from './kinds.ts'
import { type Line, label } from './lines.ts'
import { type MarkSet, type Piece, stripMarks } from './marks.ts'
import { groupsWithPlaces, withPlace } from './name-with-place.ts'
import { isLoneGroup } from './names.ts'
import { abstractHeadings, keywordHeadings } from './words.ts'

/** An author as the page's head has them: the piece of the byline and what stands under it. */
export interface Printed extends Piece {
  /** Places of work printed with the name. */
  readonly places: readonly string[]
  readonly at: number
}

/** Lines that end no list of authors. */
export const particulars =
  /^(?:contributed equally|these authors|roles?\b|affiliations?\b|current address|present address|⨯|x$|,$|…$|\d$|[*✉] ?e-?mail|competing|https?:\/\/orcid|orcid|show (?:authors|all|more|less)|view |search for|pub ?med|nature\.com|google scholar|\+ ?affiliations?|find this author|authors?$|article author query|and$|&$|\[email.protected\]$|e-?mail(?: logo)?$|著者情報|show author details|author information|article information|[*†‡]+$|all authors$|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|search author|.{3,40} \[google scholar\])/i
export const editors =
  /^(?:(?:academic |handling |associate |guest |section |external )?editors?\b|(?:edited|reviewed) by|editado por|herausgegeben)/i
export const glued =
  /^(?:author links open overlay panel|view orcid profile|by:? |authors?:? |autor(?:es|en)?:? |авторы?:? )/i

export const stop = (line: Line) => {
  const name = label(line.text)
  return abstractHeadings.has(name) || keywordHeadings.has(name)
}

export function namesIn(line: Line | undefined, lines: readonly Line[], marks: MarkSet): Printed[] {
  if (!line || line.foreign || line.text.length > 6000 || kindOf(line)) return []
  const { text } = line
  if (/^the /i.test(text) && isLoneGroup(text)) return groupIn(line)
  if (particulars.test(text) && !glued.test(text)) return []
  const placed = groupsWithPlaces(text)
  if (placed.length > 1)
    return placed.map(({ name, place }) => ({ name, marks: '', corresponding: false, places: [place], at: line.at }))
  const read = readByline(text.replace(glued, ''), marks)
  if (read.length > 0) return read.map((piece) => ({ ...piece, places: [], at: line.at }))
  const split = withPlace(text, lines)
  return split
    ? [
        {
          name: split.name,
          marks: '',
          corresponding: false,
          places: [split.place],
          at: line.at,
          ...(split.orcid && { orcid: split.orcid }),
        },
      ]
    : []
}

export const groupIn = ({ text, at }: Line): Printed[] => {
  const { name, found } = stripMarks(text)
  return [{ name, marks: found, corresponding: false, places: [], at }]
}
