/** The authors behind a title: one line of names, a list with bullets, or names with their particulars underneath. */
import { emailsIn, isInstitution } from './affiliations.ts'
import { orcidPattern, readByline } from './byline.ts'
import { speaksOfCorrespondence } from './correspondence.ts'
import { kindOf } from './kinds.ts'
import { type Line, label } from './lines.ts'
import type { MarkSet, Piece } from './marks.ts'
import { isPersonName } from './names.ts'
import { splitPlaces } from './places.ts'
import { abstractHeadings, furniture, keywordHeadings } from './words.ts'

/** An author as the page's head has them: the piece of the byline and what stands under it. */
export interface Printed extends Piece {
  /** Places of work printed with the name. */
  readonly places: readonly string[]
  readonly at: number
}

type Growing = { -readonly [K in keyof Printed]: Printed[K] }

const particulars =
  /^(?:contributed equally|these authors|roles?\b|affiliations?\b|current address|present address|⨯|x$|,$|…$|\d$|[*✉] ?e-?mail|competing|https?:\/\/orcid|orcid|show (?:authors|all|more|less)|view |search for|pub ?med|nature\.com|google scholar|\+ ?affiliations?|find this author|authors?$|article author query|and$|&$|\[email.protected\]$|e-?mail(?: logo)?$|著者情報|show author details|author information|article information|[*†‡]+$|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|search author|.{3,40} \[google scholar\])/i
const editors =
  /^(?:(?:academic |handling |associate |guest |section |external )?editors?\b|(?:edited|reviewed) by|editado por|herausgegeben)/i
const glued = /^(?:author links open overlay panel|view orcid profile|by:? |authors?:? |autor(?:es|en)?:? |авторы?:? )/i

const stop = (line: Line) => {
  const name = label(line.text)
  return abstractHeadings.has(name) || keywordHeadings.has(name)
}

export function findAuthors(lines: readonly Line[], titleEnd: number, abstractAt: number, marks: MarkSet): Printed[] {
  const limit = Math.min(lines.length, Math.max(abstractAt, titleEnd + 1), titleEnd + 400)
  const first = firstNames(lines, titleEnd + 1, Math.min(limit, titleEnd + 14), marks)
  return first === undefined ? labelledAuthors(lines, marks) : collect(lines, first, limit, marks)
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
    // One bare name is believed right behind the title, or before an affiliation.
    const backed = at - from < 3 || isInstitution(next?.text ?? '')
    if (sure || (line.bullet && listFollows) || (backed && !line.bullet) || /[,;]$/.test(line.text)) return at
  }
  return undefined
}

function namesIn(line: Line | undefined, lines: readonly Line[], marks: MarkSet): Printed[] {
  if (!line || line.foreign || line.text.length > 6000 || kindOf(line)) return []
  const { text } = line
  if (particulars.test(text) && !glued.test(text)) return []
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

const seams =
  / (?=(?:(?:Technische |Freie |Medizinische )?(?:Universität|Hochschule)|Université|Universidad|Universidade|Università|Uniwersytet|Universitas) \p{Lu}|(?:University|Universit[àäéy]|Universidad|Universidade|Université|Universitas|Universitat|Institute|Institut|Instituto|Department|Dept\.|School|Faculty|Facultad|Faculdade|Center|Centre|Centro|College|Academy|Laboratory|Division) (?:of|for|de|do|da|für|di)\b)/u

/** “Calvin Liang University of Washington, … https://orcid.org/…”: parted as another line of the page parts it. */
function withPlace(text: string, lines: readonly Line[]): { name: string; place: string; orcid?: string } | undefined {
  const orcid = orcidPattern.exec(text)?.[1]
  const bare = withoutUrls(text).replace(/^(?:&|and) /, '')
  if (text.length > 400 || !isInstitution(bare)) return undefined
  const parted =
    orcid === undefined
      ? undefined
      : lines.find((line) => line.text.length === bare.length + 1 && line.text.replace(',', '') === bare)
  const lettered = /^(\p{Lu}[^\d,]{4,50}?) [a-z] (\p{Lu}.*)$/u.exec(
    bare.replace(/(?<=\p{Ll})(?:correspondence|view further).*$/iu, ''),
  )
  if (lettered?.[1] && lettered[2] && isPersonName(lettered[1]) && isInstitution(lettered[2]))
    return { name: lettered[1], place: lettered[2], ...(orcid && { orcid }) }
  const at = parted ? parted.text.indexOf(',') : bare.search(seams)
  const [name, place] = [bare.slice(0, Math.max(0, at)).trim(), bare.slice(Math.max(0, at)).trim()]
  const extra = orcid === undefined ? {} : { orcid }
  if (at > 0 && isPersonName(name)) return { name, place, ...extra }
  const [, stated, rest] = /^([^,]{5,50}), (.+)$/.exec(bare) ?? []
  return stated && rest && isPersonName(stated) && isInstitution(rest)
    ? { name: stated, place: rest, ...extra }
    : undefined
}

const withoutUrls = (text: string) =>
  text
    .replace(/\s*https?:\/\/\S+/g, '')
    .replace(orcidPattern, '')
    .replace(/\s+/g, ' ')
    .trim()

function collect(lines: readonly Line[], first: number, limit: number, marks: MarkSet): Printed[] {
  const found: Growing[] = []
  const start = lines[first]
  const single = namesIn(start, lines, marks).length === 1
  let current = 0
  let strangers = 0
  let paired = false
  for (let at = first; at < limit && strangers < 4; at += 1) {
    const line = lines[at]
    if (!line || line.foreign || stop(line) || (at > first && editors.test(line.text))) break
    const all = namesIn(line, lines, marks)
    const known = all.length === 1 ? found.findIndex(({ name }) => name === all[0]?.name) : -1
    const pieces = at === first || known >= 0 || continues(start, line) ? all : []
    const fresh = pieces.filter(({ name }) => !found.some((other) => other.name === name))
    if (pieces.length > 1 && fresh.length === 0) break
    if (known >= 0) {
      current = known
      paired = true
      enrich(found[known], all[0])
    } else if (fresh.length > 0) {
      current = found.length + fresh.length - 1
      found.push(...fresh)
    }
    const isGlued = pieces.length === 1 && pieces[0]?.places.length === 1 && /correspondence\S+@/i.test(line.text)
    if (isGlued) addMail(found[current], line)
    if (pieces.length > 0 || addParticulars(found[current], line, single || paired, marks.size > 0)) strangers = 0
    else if (!particulars.test(line.text)) strangers += single ? 2 : 4
  }
  return isListBehind(found) ? found.map((author) => ({ ...author, places: [] })) : found
}

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
  (found.at(-1)?.places.length ?? 0) > 1 &&
  found.slice(0, -1).every(({ places }) => places.length === 0)

// A line of names goes on only in lines set like the first: bullets after a bullet, no menu after a line of text.
function continues(start: Line | undefined, line: Line): boolean {
  if (start?.bullet && line.bullet) return true
  const isMenu = line.text.length < 60 && furniture.test(line.text)
  return start?.bullet === true ? !line.bullet && !isMenu && line.gap : !line.bullet && !isMenu
}

/** What stands under a name belongs to it: places, ORCID, address. `alone`: every name has a line of its own. */
function addParticulars(author: Growing | undefined, line: Line, alone: boolean, marked: boolean): boolean {
  if (!author) return false
  const stated = /^Affiliations?:? (.+?)[,⨯]?$/.exec(line.text)?.[1]
  const orcid =
    line.text.length < 60 || isInstitution(withoutUrls(line.text)) ? orcidPattern.exec(line.text)?.[1] : undefined
  const bare = withoutUrls(line.text)
  const isPlace = alone && !(marked && /[\p{L}\d]/u.test(author.marks)) && isInstitution(bare) && !/^\d/.test(bare)
  const isStarred = /^[*✉]/.test(line.text)
  const isMail =
    (isStarred && /^. ?e-?mail/i.test(line.text)) ||
    (alone && speaksOfCorrespondence(line.text) && (!isStarred || author.corresponding))
  const emails = isMail ? emailsIn(line.text) : []
  if (stated !== undefined) author.places = [...author.places, ...splitPlaces(stated)]
  else if (isPlace) author.places = [...author.places, ...splitPlaces(bare)]
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
