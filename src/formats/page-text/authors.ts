/** The authors behind a title: one line of names, a list with bullets, or names with their particulars underneath. */
import { isInstitution } from './affiliations.ts'
import { editors, glued, namesIn, type Printed, stop } from './author-lines.ts'
import { collect } from './author-list.ts'
import { readByline } from './byline.ts'
import { type Line, label } from './lines.ts'
import type { MarkSet } from './marks.ts'
import { isInvertedInitials } from './names.ts'

export function findAuthors(lines: readonly Line[], titleEnd: number, abstractAt: number, marks: MarkSet): Printed[] {
  const limit = Math.min(lines.length, Math.max(abstractAt, titleEnd + 1), titleEnd + 400)
  const first = firstNames(lines, titleEnd + 1, Math.min(limit, titleEnd + 14), marks)
  if (first === undefined) return labelledAuthors(lines, marks)
  const found = collect(lines, first, limit, marks)
  return found.every(({ name }) => isInvertedInitials(name)) ? (spelt(found, lines, limit, marks) ?? found) : found
}

/** “Authors Costa RA, Mariano FZ” and, further down, the same people with their names in full. */
function spelt(
  found: readonly Printed[],
  lines: readonly Line[],
  limit: number,
  marks: MarkSet,
): Printed[] | undefined {
  const families = found.map(({ name }) => name.slice(0, name.lastIndexOf(' ')))
  for (const line of lines.slice((found[0]?.at ?? 0) + 1, limit)) {
    const again = line.foreign || line.text.length < 10 ? [] : readByline(line.text, marks)
    const same = again.filter(({ name }, index) => name.endsWith(` ${families[index]}`)).length
    if (again.length === families.length && same * 3 >= families.length * 2)
      return collect(lines, line.at, limit, marks)
  }
  return undefined
}

function firstNames(lines: readonly Line[], from: number, limit: number, marks: MarkSet): number | undefined {
  for (let at = from; at < limit; at += 1) {
    const [line, next] = [lines[at], lines[at + 1]]
    if (!line || line.foreign || stop(line) || editors.test(line.text)) return undefined
    const pieces = namesIn(line, lines, marks)
    if (pieces.length === 0) continue
    const listFollows = namesIn(next, lines, marks).length > 0
    // A line with the look of one name over a list of names is the journal or a menu, not the first author.
    if (!line.bullet && pieces.length === 1 && pieces[0]?.marks === '' && next?.bullet && listFollows) continue
    const sure =
      pieces.length > 1 ||
      pieces.some(({ marks: own, orcid, places }) => own !== '' || orcid !== undefined || places.length > 0) ||
      glued.test(line.text)
    // One bare name is believed right behind the title, before an affiliation, or over the switch of a list of authors.
    const isBelow = isInstitution(next?.text ?? '')
    const backed = at - from < 3 || isBelow || /^(?:all authors|author information)/i.test(next?.text ?? '')
    const isEntry = line.bullet && next?.bullet === false && (isBelow || at === from)
    if (isEntry || sure || (line.bullet && listFollows) || (backed && !line.bullet) || /[,;]$/.test(line.text))
      return at
  }
  return undefined
}

/** “Authors” over names elsewhere on the page, as Open Journal Systems and DergiPark have it. */
function labelledAuthors(lines: readonly Line[], marks: MarkSet): Printed[] {
  const inline = lines.find(
    (line) =>
      !line.foreign &&
      /^(?:authors?|author\(s\)|autor(?:es)?|autoren|auteurs?|авторы?|作者|저자|著者)\s?[:：]\s?\S/iu.test(line.text),
  )
  if (inline) return namesIn(inline, lines, marks)
  const heading = lines.find(
    (line) =>
      !line.foreign &&
      !line.bullet &&
      /^(?:authors?|author\(s\)|autor(?:es|as)?|yazarlar|auteurs?|autoren|авторы|作者|저자)$/.test(label(line.text)),
  )
  const first = heading && firstNames(lines, heading.at + 1, heading.at + 3, marks)
  return first === undefined ? [] : collect(lines, first, first + 100, marks)
}
