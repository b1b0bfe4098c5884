/** Lines that may be a title, and what is cut off them. */
import { dateAtStart } from '../../article/date.ts'
import { isKeywordLine } from './abstract.ts'
import { isInstitution } from './affiliations.ts'
import { readByline } from './byline.ts'
import { readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { isDated } from './events.ts'
import { kindOf } from './kinds.ts'
import { fold, isCjk, type Line, label } from './lines.ts'
import { abstractHeadings, keywordHeadings, sectionHeadings } from './words.ts'

export const noMarks: ReadonlySet<string> = new Set()
const labelled =
  /^(?:(?:received|accepted|published|revised|available|doi|copyright|key ?words?|abstract|citation|how to cite|e-?mail|editors?|academic editor|associate editor|section|issue|pages?|licen[sc]e|funding|fax|tel|posted|submitted|authors?|affiliations?|institutes?|language|edited by|reviewed by|subject|source|figures?|topics?|type|year)\s?[:：]|©|https?:|www\.|\*|(?:received|accepted|published|posted|submitted|available online) (?:on |online )?\d|corresponding author|correspondence to|please cite|to cite this|cite this|how to cite|published by|volume \d|vol\. ?\d|by the authors?|this (?:article|is|work|paper) |home\b.*\b(?:about|contact|faq|archives?|log ?in|journals?)\b|(?:peer )?review(?:ed)? by |checked for |date of |contributed equally|affiliations? \p{Lu}|roles \p{Lu}.*,|you (?:have|are|may) |thank you|the views|skip to |an official website|view (?:pdf|all|more|article|full)|select |for (?:more|all) |click |sign |journal home|get |your |we use |enhanced (?:article|pdf)|price|instant access|discover |(?:fig(?:ure)?|table)\.? ?\d|from the |(?:for|on behalf of) the \p{Lu}.*(?:group|initiative|consortium|investigators|network|collaboration|team)$|authors? \p{Lu}[\p{L}-]+ \p{Lu}{1,3}(?: Jn?r)?[,;]|in this (?:issue|article)|associated data|data availability|competing interests|all rights)/iu

/** A line that may be a title, with the lines it runs on to where the page does not part paragraphs. */
export function candidate(
  lines: readonly Line[],
  at: number,
  spaced: boolean,
  citations: readonly string[],
  isWhole = false,
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
  if (!spaced && !line.hashed && !isWhole)
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
  if (labelled.test(text) || kindOf({ text, at: 0 }) || isInstitution(text) || readByline(text, noMarks).length > 0)
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
  if (/["”] (?:he|she|they|says|said)\b|^author links|authors info\b/i.test(text)) return false
  if (/^\[|^(?:first )?(?:published|received|accepted|posted|submitted|available|updated)\b.{0,60}\d{4}$/i.test(text))
    return false
  // “2The Society of X, Tokyo”: an affiliation with its mark.
  if (/^\d{1,2}\p{Lu}\p{Ll}+ .*, \p{Lu}/u.test(text)) return false
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
  return !isDated(text) && !(date && text.length - date.length < 12)
}

const isIssueLine = (text: string) =>
  /^(?:vol(?:ume|\.)?|issue|no\.?|number|special issue) ?\d+/i.test(text) && text.length < 60

export const isCitation = (line: Line) =>
  !line.foreign &&
  line.text.length > 60 &&
  line.text.length < 1500 &&
  /(?:19|20)\d\d/.test(line.text) &&
  /\d[^\d]+\d/.test(line.text)
