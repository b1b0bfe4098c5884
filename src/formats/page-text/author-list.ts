/** A list of authors from its first line on: names in one line or in many, and what stands under each. */
import { emailsIn, isAddress, isInstitution } from './affiliations.ts'
import { editors, groupIn, namesIn, type Printed, particulars, stop } from './author-lines.ts'
import { orcidPattern } from './byline.ts'
import { readPlace } from './citation.ts'
import { speaksOfCorrespondence } from './correspondence.ts'
import type { Line } from './lines.ts'
import type { MarkSet } from './marks.ts'
import { withoutUrls } from './name-with-place.ts'
import { isLoneGroup } from './names.ts'
import { splitPlaces } from './places.ts'
import { furniture } from './words.ts'

type Growing = { -readonly [K in keyof Printed]: Printed[K] }

export function collect(lines: readonly Line[], first: number, limit: number, marks: MarkSet): Printed[] {
  const found: Growing[] = []
  const start = lines[first]
  const heads = namesIn(start, lines, marks)
  const placed = heads.some(({ places }) => places.length > 0)
  let [current, strangers, paired, passed] = [0, 0, false, false]
  for (let at = first; at < limit && strangers < 4; at += 1) {
    const line = lines[at]
    if (!line || line.foreign || stop(line) || (at > first && editors.test(line.text))) break
    const all = at === first ? heads : namesOn(line, lines, marks, found, placed)
    const known = all.length === 1 ? found.findIndex(({ name }) => name === all[0]?.name) : -1
    // After a list of all names only they are repeated: “Médecins Sans Frontières, Cape Town” is a place.
    const goesOn =
      continues(start, line) && !passed && !(paired && all.length > 1) && !namesJournal.test(lines[at + 1]?.text ?? '')
    const pieces = at === first || known >= 0 || goesOn ? all : []
    const fresh = pieces.filter(({ name }) => !found.some((other) => other.name === name))
    if (pieces.length > 1 && fresh.length === 0) break
    paired ||= known >= 0
    if (known >= 0) enrich(found[known], all[0])
    found.push(...(known >= 0 ? [] : fresh))
    current = known >= 0 ? known : fresh.length > 0 ? found.length - 1 : current
    const alone = heads.length === 1 || paired
    const under = { line, above: lines[at - 1], alone, marked: marks.size > 0 }
    if (pieces.length > 0) {
      if (isGlued(pieces, line)) addMail(found[current], line)
      strangers = 0
    } else if (addParticulars(spokenOf(found, line) ?? found[current], under)) strangers = 0
    // Between all names in a row and the same names with their places: the citation of the article.
    else if (!alone && readPlace(line.text)) passed = true
    else if (!particulars.test(line.text)) strangers += alone ? 2 : 4
  }
  return isListBehind(found) ? found.map((author) => ({ ...author, places: [] })) : found
}

/** “Corresponding author: Ana Roe” may stand below another name. */
const spokenOf = (found: readonly Growing[], { text }: Line) =>
  speaksOfCorrespondence(text) ? found.find(({ name }) => text.includes(name)) : undefined

// The line over an ISSN or a volume is the journal.
const namesJournal = /^(?:[ep]-?)?issn\b|^vol(?:ume|\.)? ?\d/i

const isGlued = (pieces: readonly Printed[], line: Line) =>
  pieces.length === 1 && pieces[0]?.places.length === 1 && /correspondence\S+@/i.test(line.text)

/** Where the first name has its place below it, “Unit of A, Institute B” is a place and no name. */
const namesOn = (line: Line, lines: readonly Line[], marks: MarkSet, found: readonly Printed[], placed: boolean) => {
  const all = namesIn(line, lines, marks).filter(
    ({ places, name }) => placed || places.length === 0 || found.some((other) => other.name === name),
  )
  return all.length === 0 && isLoneGroup(line.text) ? groupIn(line) : all
}

/** An address right below a name that has no place yet, though no word of it names an institution. */
const isUnder = (above: Line | undefined, author: Printed | undefined, line: Line) =>
  above !== undefined &&
  author !== undefined &&
  author.places.length === 0 &&
  author.marks.replace(/[^\p{L}\d]/gu, '') === '' &&
  above.text.replace(/[\s*†‡✉,]+$/u, '') === author.name &&
  !line.bullet &&
  !isInstitution(line.text) &&
  !particulars.test(line.text) &&
  isAddress(line.text) &&
  line.text.split(',').length > 2

/** A second list may have the marks that the first lacks. */
function enrich(author: Growing | undefined, again: Printed | undefined): void {
  if (!author || !again) return
  author.corresponding ||= again.corresponding
  if (author.marks === '') author.marks = again.marks
  if (again.places.length > 0 && author.places.length === 0) author.places = again.places
}

/** Several places after the last of the names, and none before: a list for all of them, not the places of the last. */
const isListBehind = (found: readonly Printed[]) =>
  found.length > 1 &&
  (found.at(-1)?.places.length ?? 0) > 0 &&
  found.slice(0, -1).every(({ places }) => places.length === 0)

// A line of names goes on only in lines set like the first: bullets after a bullet, no menu after a line of text.
function continues(start: Line | undefined, line: Line): boolean {
  if (start?.bullet && line.bullet) return true
  const isMenu = line.text.length < 60 && furniture.test(line.text)
  return start?.bullet === true ? !line.bullet && !isMenu && line.gap : !line.bullet && !isMenu
}

interface Under {
  readonly line: Line
  readonly above: Line | undefined
  /** Every name has a line of its own. */
  readonly alone: boolean
  /** The page's affiliations have marks. */
  readonly marked: boolean
}

/** What stands under a name belongs to it: places, ORCID, address. */
function addParticulars(author: Growing | undefined, { line, above, alone, marked }: Under): boolean {
  if (!author) return false
  if (alone && isUnder(above, author, line)) {
    author.places = [line.text]
    return true
  }
  const stated = /^Affiliations?:? (.+?)[,⨯]?$/.exec(line.text)?.[1]
  const orcid =
    line.text.length < 60 || isInstitution(withoutUrls(line.text)) ? orcidPattern.exec(line.text)?.[1] : undefined
  const bare = withoutUrls(line.text)
  const isMarked = /[\p{L}\d]/u.test(author.marks)
  // “Joel Roe / 1 Institute A / 2 Institute B”: numbers of a list that is spread over the names.
  const unnumbered = isMarked || line.bullet ? bare : bare.replace(/^\d{1,2}[.)]? ?(?=\p{Lu})/u, '')
  const isStated = isInstitution(unnumbered) || (unnumbered !== bare && isAddress(unnumbered))
  const isPlace = alone && !(marked && isMarked) && isStated && !/^\d/.test(unnumbered)
  const isStarred = /^[*✉]/.test(line.text)
  const isMail =
    (isStarred && /^. ?e-?mail/i.test(line.text)) ||
    (alone && speaksOfCorrespondence(line.text) && (!isStarred || author.corresponding))
  const emails = isMail ? emailsIn(line.text) : []
  if (stated !== undefined) author.places = [...author.places, ...splitPlaces(stated)]
  else if (isPlace) author.places = [...author.places, ...splitPlaces(unnumbered)]
  if (orcid !== undefined) author.orcid ??= orcid
  if (isMail && emails.length <= 1) addMail(author, line)
  return stated !== undefined || isPlace || orcid !== undefined || isMail
}

function addMail(author: Growing | undefined, line: Line): void {
  if (!author) return
  author.corresponding = true
  const [email] = emailsIn(line.text.replace(/^.*correspondence(?=\S+@)/i, ''))
  if (email !== undefined) author.email ??= email
}
