/** Finds the title: by what stands around it, and by the lines that repeat it. */
import { dateAtStart } from '../../article/date.ts'
import { isKeywordLine } from './abstract.ts'
import { isInstitution } from './affiliations.ts'
import { type Piece, readByline } from './byline.ts'
import { readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { kindInCells, kindOf } from './kinds.ts'
import { fold, isCjk, isSpaced, type Line, label } from './lines.ts'
import { abstractHeadings, furniture, keywordHeadings, sectionHeadings } from './words.ts'

export interface Title extends Line {
  /** The last line of a title that runs over several. */
  readonly endAt: number
  readonly score: number
}

const noMarks: ReadonlySet<string> = new Set()
const labelled =
  /^(?:(?:received|accepted|published|revised|available|doi|copyright|key ?words?|abstract|citation|how to cite|e-?mail|editors?|academic editor|associate editor|section|issue|pages?|licen[sc]e|funding|fax|tel|posted|submitted|authors?|affiliations?|language|edited by|reviewed by|subject|source|figures?|topics?|type|year)\s?[:：]|©|https?:|www\.|\*|(?:received|accepted|published|posted|submitted|available online) (?:on |online )?\d|corresponding author|correspondence to|please cite|to cite this|cite this|how to cite|published by|volume \d|vol\. ?\d|by the authors?|this (?:article|is|work|paper) |contributed equally|affiliations? \p{Lu}|roles \p{Lu}.*,|you (?:have|are|may) |thank you|the views|view (?:pdf|all|more|article|full)|select |for (?:more|all) |click |sign |journal home|get |your |we use |enhanced (?:article|pdf)|price|instant access|discover |(?:fig|table)\.? \d|from the |in this (?:issue|article)|associated data|data availability|competing interests|all rights)/iu

export function findTitle(lines: readonly Line[], abstractAt: number): Title | undefined {
  const spaced = isSpaced(lines)
  const citations = lines.filter(isCitation).map(({ text }) => fold(text))
  const seen = new Map<string, number>()
  for (const line of lines) if (line.text.length > 15) seen.set(fold(line.text), (seen.get(fold(line.text)) ?? 0) + 1)
  let best: Title | undefined
  // The title stands before the abstract, or, where there is none, among the first lines that are no menu.
  const limit = Math.min(lines.length, abstractAt < lines.length ? abstractAt : 400)
  for (let at = 0; at < limit; at += 1) {
    const joined = candidate(lines, at, spaced, citations)
    if (!joined) continue
    const score = rate(joined, lines, abstractAt, citations, seen)
    if (!best || score > best.score) best = { ...joined, score }
  }
  return best && best.score >= 3 ? best : undefined
}

/** A line that may be a title, with the lines it runs on to where the page does not part paragraphs. */
function candidate(
  lines: readonly Line[],
  at: number,
  spaced: boolean,
  citations: readonly string[],
): (Line & { endAt: number }) | undefined {
  const line = lines[at]
  if (!line || line.foreign || !mayBeTitle(line.text)) return undefined
  let text = withoutStatus(withoutDate(line.text), citations)
  let endAt = at
  const [next, afterNext] = [lines[at + 1], lines[at + 2]]
  // Title and subtitle set as two short lines of one paragraph.
  if (
    spaced &&
    line.gap &&
    !line.bullet &&
    text.length < 40 &&
    next &&
    !next.gap &&
    !next.bullet &&
    next.text.length > 10 &&
    afterNext?.gap &&
    mayBeTitle(next.text) &&
    continues(next.text, false) &&
    /^\p{Lu}\p{Ll}/u.test(text)
  ) {
    text = `${text} ${next.text}`
    endAt = at + 1
  }
  if (!spaced && !line.hashed)
    for (let behind = at + 1; behind < at + 6; behind += 1) {
      const more = lines[behind]
      const open = /[-–:,]$|\b(?:of|and|the|in|for|und|von|der|des|de|la|y|et|with|to|a|on|by)$/i.test(text)
      if (!more || more.gap || (text.length < 35 && !open) || !continues(more.text, open)) break
      text = `${text} ${more.text}`
      endAt = behind
      // A short line ends the paragraph.
      if (more.text.length < line.text.length * 0.6) break
    }
  return { ...line, text: tidyTitle(text), endAt }
}

function continues(text: string, open: boolean): boolean {
  if (labelled.test(text) || kindOf({ text } as Line) || isInstitution(text) || readByline(text, noMarks).length > 0)
    return false
  return open || (text.length < 120 && !/^\d|@|,.*,.*\d/.test(text) && !readPlace(text))
}

/** Footnote marks behind a title are not part of it. */
export const tidyTitle = (text: string): string =>
  text
    .replace(/[\s*†‡§¶✩☆⁎∗]+$/u, '')
    .replace(/^title:\s*/i, '')
    .replace(/(?<=\p{L}{2})\.$/u, '')
    .trim()

// “1 October 2015 Delocalization of …”: the date of the issue stands before the title.
function withoutDate(text: string): string {
  const date = /^\d{1,2} \p{L}/u.test(text) ? dateAtStart(text) : undefined
  const rest = date ? text.slice(date.length).trim() : text
  return rest.length > 20 && /^\p{Lu}/u.test(rest) ? rest : text
}

// “[version 2; peer review: 2 approved]” behind a title, “Revised” before it: the state of the article, not its name.
const version = /\s*\[(?:v\d|version ?\d|ref ?status|peer review)[^\]]{0,200}\](?:\s*\[[^\]]{0,200}\])?$/i

function withoutStatus(text: string, citations: readonly string[]): string {
  const bare = text.replace(version, '')
  const rest = bare.replace(
    /^(?:revised|amended|updated|open access|free access|original article|research article|free|article) (?=\p{Lu})/iu,
    '',
  )
  if (rest === bare || rest.length < 20) return bare
  const [whole, cut] = [fold(bare), fold(rest)]
  return citations.some((citation) => citation.includes(cut) && !citation.includes(whole)) ? rest : bare
}

function mayBeTitle(printed: string): boolean {
  const text = printed.replace(version, '')
  const size = isCjk(text) ? text.length * 2.5 : text.length
  if (size < 12 || text.length > 400 || !/\p{L}{2}/u.test(text)) return false
  if (/^\[|^(?:first )?(?:published|received|accepted|posted|submitted|available|updated)\b.{0,30}\d{4}$/i.test(text)) return false
  const name = label(text)
  if (abstractHeadings.has(name) || keywordHeadings.has(name) || sectionHeadings.has(name)) return false
  if (
    /licen[sc]ed under|creative commons|\b(?:password|username|cookies|your (?:account|email|browser|phone))\b|\byou (?:will|can|are|have|may|would|want)\b|\bthis (?:author|article|journal|site|page|issue)\b/i.test(
      text,
    )
  )
    return false
  if (/@|https?:|www\.|©|\bissn\b|\.{4}/i.test(text) || labelled.test(text) || doisIn(text).length > 0) return false
  if (/[;]$|,$|&$| and$/.test(text) || />\s/.test(text) || isKeywordLine(text) || isIssueLine(text)) return false
  const date = dateAtStart(text)
  return !(date && text.length - date.length < 12)
}

const isIssueLine = (text: string) =>
  /^(?:vol(?:ume|\.)?|issue|no\.?|number|special issue) ?\d+/i.test(text) && text.length < 60

const isCitation = (line: Line) =>
  !line.foreign &&
  line.text.length > 60 &&
  line.text.length < 1500 &&
  /(?:19|20)\d\d/.test(line.text) &&
  /\d[^\d]+\d/.test(line.text)

function rate(
  line: Line & { endAt: number },
  lines: readonly Line[],
  abstractAt: number,
  citations: readonly string[],
  seen: ReadonlyMap<string, number>,
): number {
  const { text } = line
  const folded = fold(text)
  const words = isCjk(text) ? text.length / 2 : text.split(' ').length
  let score = 0
  if (
    folded.length > 20 &&
    citations.some((citation) => citation.length > folded.length + 20 && citation.includes(folded))
  )
    score += 5
  const times = seen.get(folded) ?? 0
  if (times > 1 && words > 4) score += times < 5 ? 2 : -3
  if (line.hashed) score += 1
  score += words >= 5 ? 2 : words >= 3 ? 0 : -2
  if (line.bullet) score -= 4
  // “Search for dark matter” is a title, “Search for articles” is not: the fewer words, the more doubt.
  if (text.length < 60 && furniture.test(text)) score -= words < 5 ? 3 : 1
  if (/[.!]$/.test(text) || (/\. \p{Lu}/u.test(text) && text.length > 150)) score -= 3
  if (kindOf(line) || kindInCells(line)) score -= 6
  if (isJournalName(folded, lines)) score -= 6
  if (readPlace(text)) score -= 3
  if (isInstitution(text) && text.includes(',')) score -= 4
  if (readByline(text, noMarks).length > 0) score -= words < 5 || /,/.test(text) ? 5 : 1
  if (isNavigationAt(lines, line.at)) score -= 2
  return score + rateAround(line, lines, abstractAt)
}

/** A name that other lines follow up with a volume is the journal's. */
const isJournalName = (folded: string, lines: readonly Line[]) =>
  folded.length < 80 &&
  lines.some(
    ({ text }) =>
      text.length > folded.length + 3 &&
      text.length < 400 &&
      /^[,.]? ?(?:\(?(?:19|20)\d{2}|vol|v\.|\d{1,4}[ ,(:])/.test(
        fold(text).startsWith(folded) ? fold(text).slice(folded.length) : '-',
      ),
  )

function rateAround(line: Line & { endAt: number }, lines: readonly Line[], abstractAt: number): number {
  let score = 0
  const after = lines.slice(line.endAt + 1, line.endAt + 6)
  const before = lines.slice(Math.max(0, line.at - 5), line.at)
  const names = bylineAfter(after)
  score += names >= 2 ? 4 : names === 1 ? 3 : 0
  if (before.slice(-3).some((other) => !other.bullet && kindOf(other))) score += 3
  else if (before.some((other) => kindInCells(other) || kindOf(other))) score += 1
  if ([...before, ...after.slice(0, 3)].some((other) => doisIn(other.text).length > 0 || readPlace(other.text)))
    score += 1
  if (abstractAt < lines.length && abstractAt - line.at < 30) score += 1
  if (after.slice(0, 4).some((other) => isInstitution(other.text) && /\d|,/.test(other.text))) score += 1
  return score
}

/** How many names the lines behind a title give, when a byline comes before anything else of weight. */
function bylineAfter(after: readonly Line[]): number {
  for (const [index, line] of after.entries()) {
    const names: readonly Piece[] =
      line.text.length < 70 && furniture.test(line.text) && !/orcid|email author|panel/i.test(line.text)
        ? []
        : readByline(line.text, noMarks)
    if (names.length >= 2) return names.length
    if (names.length === 1 && index < 3)
      return line.bullet && readByline(after[index + 1]?.text ?? '', noMarks).length > 0 ? 2 : 1
  }
  return 0
}

const isNavigationAt = (lines: readonly Line[], at: number) =>
  [at - 1, at + 1].every((index) => {
    const line = lines[index]
    return line !== undefined && line.text.length < 40 && (line.bullet || furniture.test(line.text))
  })
