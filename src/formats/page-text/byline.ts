/** Takes a line of authors apart: names, and the marks glued to them. */
import { codeMarks, isStar, letterMark, type MarkSet, type Piece, romanMarks, stripMarks, unglued } from './marks.ts'
import { isGroupName, isInvertedInitials, isPersonName } from './names.ts'

export const orcidPattern = /(?<!\d)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/
const emailPattern = /[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/
const wordMark =
  /^(?:\d{1,2}|[a-z]{1,3}|[*⁎†‡§¶#∥‖✉☆★✩∗＊①-⑳⁰¹²³⁴-⁹]|[a-z][*†‡§¶#∗]|\d{1,2}[*†‡§¶#∗]|[*†‡§¶#∗][a-z\d]{1,2}){1,3}$/u

const glue =
  /(?:author links open overlay panel|view orcid profile|search for (?:this author|more papers by this author)(?: in:?)?|show authors|email author|open author notes|view author publications|see all articles by|find this author on (?:google scholar|pubmed)|orcid ?(?:logo|icon|profile|id)?(?=$|[\s,;])|(?:orcid: ?)?(?:https?:\/\/)?orcid\.org\/|(?:view|see) all authors(?: and affiliations)?$|authors info(?: (?:&|and) (?:affiliations|claims))?$|email logo|author has email address|\[email.protected\]|author notes$|author information$|show more$|orcid:? ?(?=\d{4}-)|\b(?:authors?|by|autor(?:es|en)?|auteurs?|авторы?|作者|저자|yazar(?:lar)?):\s?)/gi

/** The names of a line, in order; empty where the line is not a list of names. */
export function readByline(text: string, marks: MarkSet): Piece[] {
  if (text.length > 6000 || /\d{4}[-–]\d{4}/.test(text.replace(/[\d-]{18}[\dX]/g, ''))) return []
  const corresponding = /email author|✉/i
  const raw = text.replace(
    /\s?[([](?:corresponding author|author for correspondence|yazışma yazarı|通讯作者|교신저자)[)\]]/gi,
    '✉',
  )
  const bare = raw
    .replace(/email author/gi, '✉')
    .replace(glue, ' ')
    .replace(degrees, '')
    .replace(/ mail(?=,|$)/g, '✉')
  const parts = splitParts(bare)
  const pieces: Piece[] = []
  for (const part of parts) {
    const piece = readPiece(part, marks, corresponding)
    if (piece === undefined) continue
    if (piece.name === '' || occupation.test(piece.name)) {
      const last = pieces.pop()
      if (last) pieces.push(joined(last, piece))
    } else pieces.push(piece)
  }
  const apart = unglued(pieces, marks)
  return looksLikeNames(apart) ? apart.filter((piece) => isName(piece.name)) : []
}

// Degrees behind a name: “Frank W. Licari, DDS, MPH, MBA 1”, “Ann Lee PhD”.
const degrees =
  /(?:,\s?|\s)(?:M\.?D\.?|Ph\.? ?D\.?|M\.?P\.?H\.?|M\.?Sc|B\.?Sc|MBBS|MB ?ChB|DDS|DMD|DVM|Pharm\.?D|D\.?Phil|Dr\.? ?PH|ScD|EdD|PsyD|FRCPC?|FRCSC?|FACS|FACP|FACC|MRCP|MBA|MHS|MSPH|MSN|DNP|MPhil|MPP|MMed|MEd)\.?(?![\p{L}])|,\s?(?:MS|MA|BS|BA|RN|DO|JD|PT|BM|MSW)(?=[\s,;\d*†]|$)/gu

// “Anna Keller, research fellow1, Petr Novák, professor of geriatrics2”
const occupation =
  /^\p{Ll}.*(?:professor|fellow|lecturer|researcher|student|director|consultant|statistician|scientist|physician|registrar|head|chair|doctor|nurse|manager|epidemiologist|analyst|assistant|associate|candidate|trainee|surgeon|adviser|editor|officer|specialist)|^(?:professor|lecturer|research fellow|consultant|statistician|epidemiologist)/u

const isName = (name: string) =>
  isPersonName(name) || isInvertedInitials(name) || isGroupName(name) || /^[^,]+, [^,]+$/.test(name)

function looksLikeNames(pieces: readonly Piece[]): boolean {
  if (
    pieces.length === 0 ||
    !pieces.some((piece) => isPersonName(piece.name) || isInvertedInitials(piece.name) || name2(piece.name))
  )
    return false
  const good = pieces.filter((piece) => isName(piece.name)).length
  return good === pieces.length || (pieces.length > 3 && good / pieces.length >= 0.75)
}

// Family, Given
const name2 = (name: string) => {
  const comma = name.indexOf(', ')
  return comma > 0 && isPersonName(`${name.slice(comma + 2)} ${name.slice(0, comma)}`)
}

function splitParts(text: string): string[] {
  const source = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:and|und|et|y|&) /, '')
    .replace(/[\s.;,]+(?:and|&|und|et|y|e|ve|и|…)?[\s.;,]*$|\s(?:and|&)$/u, '')
    .replace(/(?<=\p{L}) follow$/iu, '')
  const inverted = source.split(/\s?;\s?/)
  if (inverted.length > 1 && inverted.every((part) => name2(stripMarks(part).name))) return inverted
  const [only = ''] = inverted
  if (
    inverted.length === 1 &&
    /^[\p{Lu}][\p{L}'’ -]{1,40}, [\p{Lu}][\p{L}.'’ -]{0,40}$/u.test(only) &&
    /,.* \p{Lu}\.$/u.test(only)
  )
    return [only]
  const separated = source
    .replace(
      / (?:and|und|et|y|e|ve|и|og|en|&|with|及|和) (?=[\p{Lu}]|the \p{Lu})|(?<=[\d*†‡§¶,]) ?(?:and|und|et|y|ve|и|&) (?=[\p{Lu}]|the \p{Lu})|(?<=[\d*†‡§¶])(?:and|&)(?=[\p{Lu}])/gu,
      ' ; ',
    )
    .split(/ ?[,;，；、·•|／]+ ?/u)
  return separated.filter((part) => part !== '').flatMap((part) => gluedNames(part))
}

// “Alan A. Bean1 Carla Dell2”: marks stand between names that nothing else parts.
function gluedNames(printed: string): string[] {
  // “Anna Keller ,1 Petr Novák”, “Keller1,2*Petr Novák2”: the marks before a name are those of the one before.
  const [, own, rest] = /^([\d*†‡§]{1,4}) ?(\p{Lu}\p{L}.*)$/u.exec(printed) ?? []
  return own !== undefined && rest !== undefined ? [own, ...byMarks(rest)] : byMarks(printed)
}

function byMarks(part: string): string[] {
  if (part.length < 12) return [part]
  const split = part.split(/(?<=\p{L}[\d*†‡§¶①-⑳]{1,4}) ?(?=\p{Lu}[\p{L}.'’-]{0,30} )/u)
  return split.length > 1 &&
    split.every((name) => isPersonName(stripMarks(name).name) || isGroupName(stripMarks(name).name))
    ? split
    : [part]
}

function readPiece(part: string, marks: MarkSet, corresponding: RegExp): Piece | undefined {
  const orcid = orcidPattern.exec(part)?.[1]
  const email = emailPattern.exec(part)?.[0]
  const bare = part
    .replace(orcidPattern, ' ')
    .replace(emailPattern, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (bare === '' || bare === '…' || /^\.{3}$/.test(bare))
    return orcid || email ? piece('', '', false, orcid, email) : undefined
  if (wordMark.test(bare) && (marks.size === 0 || bare.length <= 3)) return piece('', bare, isStar(bare), orcid, email)
  if (marks.has(bare)) return piece('', bare, false, orcid, email)
  const coded = codeMarks(bare, marks) ?? romanMarks(bare, marks)
  if (coded) return piece(coded.name, coded.found, isStar(coded.found), orcid, email)
  const { name, found } = stripMarks(bare)
  const { word, rest } = letterMark(name, marks)
  return piece(
    rest,
    [word, found].filter(Boolean).join(','),
    isStar(found) || (word !== '' && isStar(name)) || corresponding.test(found),
    orcid,
    email,
  )
}

function piece(name: string, marks: string, corresponding: boolean, orcid?: string, email?: string): Piece {
  return { name, marks, corresponding, ...(orcid && { orcid }), ...(email && { email }) }
}

function joined(last: Piece, more: Piece): Piece {
  return {
    ...last,
    ...(more.orcid && { orcid: more.orcid }),
    ...(more.email && { email: more.email }),
    marks: [last.marks, more.marks].filter(Boolean).join(','),
    corresponding: last.corresponding || more.corresponding,
  }
}
