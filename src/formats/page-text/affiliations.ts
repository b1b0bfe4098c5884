/** The affiliations of a page and their marks: numbered, lettered, by symbol, under a heading, or one line each. */
import { isCjk, type Line, label } from './lines.ts'
import { isPersonName } from './names.ts'
import { splitPlaces } from './places.ts'
import { institution } from './words.ts'

export interface MarkedAffiliation {
  /** As printed, less the mark; '' where the line has none. */
  readonly mark: string
  readonly text: string
  readonly at: number
  /** The line with its addresses. */
  readonly source: string
  readonly emails: readonly string[]
}

const headings =
  /^(?:author )?(?:affiliations?|author affiliations?|author details|authors (?:and|&) affiliations|authors' affiliations?|author information|afiliaciones|filiación|afiliação|filiações|affiliations? des auteurs|institutions?|作者单位|所属|소속|сведения об авторах|kurum)$/i
const markStart =
  /^(?:(?<roman>I{1,3}|IV|VI{0,3}|IX|X) ?(?=\p{Lu}\p{Ll})|(?<code>[a-z]\d{1,2}) ?(?=\p{Lu})|(?<number>\(?\[?\d{1,2}[\])]?[.)]?) ?(?=[\p{L}“"(])|(?<letter>[a-z])(?:[).]? (?=\p{Lu})|[).]?(?=\p{Lu}\p{Ll}|[A-Z]{2,}|\p{Script=Han}))|(?<symbol>[*†‡§¶#∥‖¹²³⁴-⁹⁰]{1,3}|[*†‡§¶]\d{1,2}|[①-⑳]) ?(?=[\p{L}]))/u
const emailLabel =
  /[\s.;,:(]*\b(?:e-?mails?(?: address(?:es)?)?|electronic address|correo(?: electrónico)?|courriel|e-posta|邮箱)\s?[:：].*$/iu
const notAffiliation =
  /^(?:received|accepted|published|key ?words?|ключевые|corresponding|correspondence|copyright|©|doi|e-?mail|fax|phone|tel|citation|abstract|vol|editor|edited|academic editor|associate editor|reviewed|funding|cite|how to cite|to whom|issn|licen[sc]e|this |we |in |department of .*editor)/i

// Verbs and pronouns that addresses do not have.
const prose =
  /\b(?:says|said|is|was|are|were|has|have|had|which|that|this|these|we|they|it|can|will|would|been|using|according|works|worked|teaches|taught|studies|studied|holds|joined|leads|led)\b/
const otherUse =
  /\b(?:journal|revista|dergisi|rankings?|log in|sign in|via an|access|editor|editors|copyright|all rights|permission|funded|supported by|powered by|grant)\b/i

// Notes are numbered too: “3. Hoppe, 2017, p. 349”.
const reference =
  /\bet al\b|\d ?\(\d{1,3}\)|\b(?:19|20)\d{2}[a-z]?\b.*(?:\bpp?\. ?\d|[:;] ?\d)|^[^,]{3,60}, (?:19|20)\d{2}[,.;]/

/** All affiliations between the title and the abstract, and under headings of their own anywhere on the page. */
export function findAffiliations(lines: readonly Line[], titleAt: number, endAt: number): MarkedAffiliation[] {
  const head = fromZone(lines, titleAt + 1, endAt)
  const under = lines.flatMap((line) =>
    !line.foreign && !line.bullet && line.at > endAt && headings.test(label(line.text))
      ? fromZone(lines, line.at + 1, line.at + 60)
      : [],
  )
  const all = head.length > 0 ? head : under
  return distinct(all).slice(0, 300)
}

function fromZone(lines: readonly Line[], from: number, to: number): MarkedAffiliation[] {
  const found: MarkedAffiliation[] = []
  for (let at = from; at < Math.min(to, lines.length); at += 1) {
    const line = lines[at]
    if (!line || line.foreign) continue
    // An address for letters is no affiliation of its own.
    if (/^correspond\w*(?: to)?$/.test(label(line.text))) {
      while (lines[at + 1]?.gap === false) at += 1
      continue
    }
    if (/^(?:\d{1,2}|[a-z]|[①-⑳*†‡§¶])$/.test(line.text)) {
      const next = lines[at + 1]?.text ?? ''
      const isNext = isInstitution(next.replace(emailLabel, '')) || (follows(found, line.text) && isAddress(next))
      if (isNext) found.push(...affiliation(line.text, next, at))
      at += isNext ? 1 : 0
    } else {
      const own = fromLine(line.text, at)
      found.push(...(own.length > 0 ? own : inSequence(found, line.text, lines[at + 1]?.text, at)))
    }
  }
  return found
}

/** 2 after 1, c after b: whatever the words, the next of a list of affiliations. */
function follows(found: readonly MarkedAffiliation[], mark: string): boolean {
  const last = found.at(-1)?.mark ?? ''
  return /^\d{1,2}$/.test(mark) && mark !== '1'
    ? last === String(Number(mark) - 1)
    : /^[b-z]$/.test(mark) && last === String.fromCharCode(mark.charCodeAt(0) - 1)
}

/** “3SRI International, USA” behind 2, or as 1 before 2. */
function inSequence(
  found: readonly MarkedAffiliation[],
  text: string,
  next: string | undefined,
  at: number,
): MarkedAffiliation[] {
  const [whole, mark = ''] = /^[([]?(\d{1,2}|[a-z])[\])]?[.)]? ?(?=\p{Lu})/u.exec(text) ?? []
  const body = whole === undefined ? '' : text.slice(whole.length)
  if (whole === undefined || !isAddress(body) || text.length > 300) return []
  const isFirst = mark === '1' && next !== undefined && fromLine(next, at)[0]?.mark === '2'
  return follows(found, mark) || isFirst ? affiliation(mark, body, at) : []
}

/** Nothing in it speaks against an address. */
export const isAddress = (text: string): boolean =>
  text.length > 5 &&
  text.length < 300 &&
  /^\p{Lu}/u.test(text) &&
  /,|\(\p{Lu}/u.test(text) &&
  !notAffiliation.test(text) &&
  !prose.test(text) &&
  !otherUse.test(text) &&
  !reference.test(text) &&
  !/[?!:]|https?:|©|[.] \p{Lu}\p{Ll}+ \p{Ll}+ /u.test(text)

function fromLine(source: string, at: number): MarkedAffiliation[] {
  const text = source
    .replace(/^(?:affiliations?|institut(?:es?|ions?)) ?: /i, '')
    .replace(/ follow$/i, '')
    .replace(/\s*https?:\/\/\S+$/, '')
  const several = splitSeveral(text)
  if (several.length > 1) return inOneLine(several, at)
  if (text.length > 900) return []
  const marked = markStart.exec(text)
  if (marked) {
    const body = text.slice(marked[0].length).trim()
    const symbol = marked.groups?.symbol ?? ''
    const place = body.replace(emailLabel, '')
    if (
      !isPlace(place) ||
      (symbol !== '' && !institution.test(place)) ||
      (/^[*]/.test(symbol) && /correspond|e-?mail/i.test(body))
    )
      return []
    return affiliation(marked[0].trim(), body, at)
  }
  // “Max Muster, University of Hamburg” is an editor or a biography.
  const isPerson = isPersonName(text.split(',')[0] ?? '')
  return !isPerson && isInstitution(text.replace(emailLabel, '')) ? affiliation('', text, at) : []
}

function inOneLine(parts: readonly string[], at: number): MarkedAffiliation[] {
  const found: MarkedAffiliation[] = []
  for (const [index, part] of parts.entries()) {
    const own = fromLine(part, at)
    found.push(...(own.length > 0 ? own : inSequence(found, part, parts[index + 1], at)))
  }
  return found
}

/** “1Dept A, City; 2Dept B, City” and ①…；②… on one line. */
function splitSeveral(text: string): string[] {
  const parts = text.split(
    /[;；。] ?(?=(?:\d{1,2}|[①-⑳]|[a-z]\)?)[ .)]{0,2}[\p{Lu}\p{Script=Han}])|(?<=[\p{L}.]) (?=[①-⑳])|[,，] ?(?=[¹²³⁴-⁹] ?\p{L})/u,
  )
  return parts.length > 1 && parts.every((part) => markStart.test(part.trim()))
    ? parts.map((part) => part.trim())
    : [text]
}

function affiliation(mark: string, text: string, at: number): MarkedAffiliation[] {
  const emails = emailsIn(text)
  const bare = text
    .replace(emailLabel, '')
    .replace(/[\s,;(]*\S+@\S+\s*$/, '')
    .replace(/[\s;,]+$/, '')
    .replace(/(?<=[^.].{8,}[\p{Ll})\d])\.$/u, '')
    .trim()
  const plain = mark.normalize('NFKC').replace(/[\s()[\].]/g, '')
  const places = plain === '' ? splitPlaces(bare) : [bare]
  return bare === '' ? [] : places.map((place) => ({ mark: plain, text: place, at, emails, source: text }))
}

const emailPattern = /[\w.+'-]{1,64}(?: ?(?:\{at\}|\[at\]|\(at\)) ?|@)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g

/** The e-mail addresses of a text, with their `@` restored. */
export const emailsIn = (text: string): string[] =>
  /@|[{[(]at[)\]}]/.test(text)
    ? [...text.replace(/correspondence(?=\S+@)/gi, '$& ').matchAll(emailPattern)].map(([email]) =>
        email.replace(/ ?(?:\{at\}|\[at\]|\(at\)) ?/, '@').replace(/[.'-]+$/, ''),
      )
    : []

/** A line that can only be a place of work, without any mark to say so. */
export function isInstitution(text: string): boolean {
  if (text.length > 600 || text.length < 4 || notAffiliation.test(text) || !institution.test(text)) return false
  if (/[?!]$|https?:|©|^["“]/.test(text) || prose.test(text) || otherUse.test(text)) return false
  if (isCjk(text)) return text.length < 120 && !/[。！？]/.test(text.slice(0, -1))
  const words = text.split(' ')
  const small = words.filter((word) => /^\p{Ll}{4,}/u.test(word)).length
  return (
    /^[\p{Lu}\d“"(]/u.test(text) &&
    small / words.length < mostSmall(text) &&
    (text.includes(',') || words.length <= 9) &&
    !/[.] \p{Lu}\p{Ll}+ \p{Ll}+ \p{Ll}+/u.test(text)
  )
}

// Only English capitalises every word of an institution's name.
const mostSmall = (text: string) => (/\p{Script=Cyrillic}/u.test(text) ? 0.8 : /\b(?:of|the)\b/.test(text) ? 0.4 : 0.5)

/** The rest of a marked line: an institution, or an address with commas. */
function isPlace(text: string): boolean {
  if (notAffiliation.test(text) || text.length < 4 || /https?:|©/.test(text) || reference.test(text)) return false
  return (
    isInstitution(text) ||
    (text.split(/[,，]/).length >= 3 && text.length < 400 && !/[.!?] \p{Lu}/u.test(text)) ||
    (isCjk(text) && text.length < 80)
  )
}

function distinct(all: readonly MarkedAffiliation[]): MarkedAffiliation[] {
  const seen = new Set<string>()
  return all.filter(({ mark, text }) => {
    const key = `${mark}|${text.toLowerCase()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
