/** Finds the title: by what stands around it, and by the lines that repeat it. */
import { isInstitution } from './affiliations.ts'
import { readByline } from './byline.ts'
import { readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { kindInCells, kindOf } from './kinds.ts'
import { fold, isCjk, isSpaced, type Line } from './lines.ts'
import type { Piece } from './marks.ts'
import { candidate, isCitation, noMarks } from './title-candidate.ts'
import { furniture } from './words.ts'

export interface Title extends Line {
  /** The last line of a title that runs over several. */
  readonly endAt: number
  readonly score: number
}

export function findTitle(
  lines: readonly Line[],
  abstractAt: number,
  names: readonly string[] = [],
): Title | undefined {
  const own = names.map(fold).filter((name) => name.length > 10)
  const spaced = isSpaced(lines)
  const citations = lines.filter(isCitation).map(({ text }) => fold(text))
  const seen = new Map<string, number>()
  for (const line of lines) if (line.text.length > 15) seen.set(fold(line.text), (seen.get(fold(line.text)) ?? 0) + 1)
  let best: Title | undefined
  // The title stands before the abstract, or, where there is none, among the first lines that are no menu.
  const limit = Math.min(lines.length, abstractAt < lines.length ? abstractAt : 400)
  for (let at = 0; at < limit; at += 1) {
    // A line that is the whole heading runs on to no other.
    const isWhole = own.includes(fold(lines[at]?.text ?? ''))
    const joined = candidate(lines, at, spaced && !isWhole, citations, isWhole)
    if (!joined) continue
    const score =
      rate(joined, lines, abstractAt, citations, seen) + rateSentence(joined.text) + called(own, joined.text)
    // A translated title follows the first with a list of authors of its own, and is no better for it.
    const isNext =
      best !== undefined && best.score >= 7 && at - best.endAt < 6 && isCjk(best.text) !== isCjk(joined.text)
    if (!best || score > best.score + (isNext ? 1 : 0)) best = { ...joined, score }
  }
  return best && best.score >= 3 ? best : undefined
}

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
  if (citations.some((citation) => cites(citation, folded))) score += 5
  const times = seen.get(folded) ?? 0
  if (times > 1 && words > 4) score += times < 5 ? 2 : -3
  if (line.hashed) score += 1
  // The last step of a trail of links.
  if (
    words > 2 &&
    lines.slice(Math.max(0, line.at - 4), line.at).some((other) => other.bullet && fold(other.text) === folded)
  )
    score += 2
  score += words >= 5 ? 2 : words >= 3 ? 0 : -2
  if (line.bullet) score -= 4
  // “Search for dark matter” is a title, “Search for articles” is not: the fewer words, the more doubt.
  if (text.length < 60 && furniture.test(text)) score -= words < 5 ? 3 : 1
  if (/[.!]$/.test(text) || (/\. \p{Lu}/u.test(text) && text.length > 150)) score -= 3
  if (kindOf(line) || kindInCells(line)) score -= 6
  if (isJournalName(folded, lines)) score -= 6
  if (isOverVolume(line, lines)) score -= 4
  if (words < 10 && journalWord.test(text)) score -= 3
  if (readPlace(text)) score -= /\bvol(?:ume|\.)? ?\d/i.test(text) ? 6 : 3
  if (isInstitution(text) && text.includes(',')) score -= 4
  const names = readByline(text, noMarks).length
  if (names > 0) score -= names > 2 ? 8 : /,/.test(text) || (words < 5 && !isOverNames(line, lines, words)) ? 5 : 1
  if (isNavigationAt(lines, line.at)) score -= 2
  return score + rateAround(line, lines, abstractAt)
}

/** The heading of the page, or what stands in its window: “The title | The journal”. */
function called(own: readonly string[], text: string): number {
  const folded = fold(text)
  if (own.includes(folded)) return 4
  return folded.length > 20 && own.some((name) => name.includes(folded)) ? 3 : 0
}

/** Of running text: what a paper says of itself, or the middle of a sentence. “mRNA” and “pH” begin titles too. */
const sayings =
  /^(?:in this (?:paper|article|study|work|review|essay|chapter)|this (?:paper|article|study|work|review|essay)|here,? we)\b|\b(?:we|authors?) (?:also |further |then |first )?(?:show|present|propose|report|describe|demonstrate|investigate|find|found|introduce|stud(?:y|ied)|examine|analy[sz]e|argue|develop|use|conclude|discuss|suggest|consider|compare|derive|prove)(?:d|ed)?\b/iu

function rateSentence(text: string): number {
  const words = text.split(' ').length
  let score = sayings.test(text) ? -4 : 0
  if (words > 6 && /^\p{Ll}{2,}(?![\p{Lu}\d-])/u.test(text)) score -= 2
  if (words > 45) score -= 3
  return score
}

const journalWord =
  /^[^:?]{0,40}\b(?:journal|proceedings|annals|transactions|revista|zeitschrift|bulletin)\b(?! club)[^:?]*$/i

/** A short title may be a part of any sentence; a citation sets it between quotes or stops. */
const cites = (citation: string, title: string) =>
  citation.length > title.length + 20 &&
  (title.length > 20
    ? citation.includes(title)
    : title.length > 11 &&
      [`"${title}`, `. ${title}. `, `) ${title}. `, `: ${title}, `].some((part) => citation.includes(part)))

/** A name that other lines follow up with a volume is the journal's. */
const isJournalName = (folded: string, lines: readonly Line[]) =>
  folded.length < 80 &&
  lines.some(
    ({ text }) =>
      text.length > folded.length + 3 &&
      text.length < 400 &&
      /^ ?[,.]? ?(?:\(?(?:19|20)\d{2}|vol|v\.|\d{1,4}[ ,(:])/.test(
        fold(text).startsWith(folded) ? fold(text).slice(folded.length) : '-',
      ),
  )

/** “Meaning At Work” has the look of a name; the first name stands behind it, and none before. */
function isOverNames(line: Line & { endAt: number }, lines: readonly Line[], words: number): boolean {
  const [before, next] = [lines[line.at - 1], lines[line.endAt + 1]]
  const behind = next ? readByline(next.text, noMarks).length : 0
  if (behind === 0 || (before && before.text !== line.text && readByline(before.text, noMarks).length > 0)) return false
  return words > 2 || behind > 1 || (before !== undefined && kindOf(before) !== undefined)
}

/** “Volume 12, Issue 3” begins the next line, and a longer line follows that: the name of the journal, then the title. */
const isOverVolume = (line: Line & { endAt: number }, lines: readonly Line[]) =>
  line.text.length < 100 &&
  /^[•\s]*(?:vol(?:ume|\.)? ?\d|\d{4},? vol)/i.test(lines[line.endAt + 1]?.text ?? '') &&
  (lines[line.endAt + 1]?.text.length ?? 0) < 120

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
