/** A page as a list of lines without bullets, mark-up and repeated blanks, each knowing what part of the page it is in. */
import { abstractHeadings, foreignStart, ownAgain, referencesStart, sectionHeadings } from './words.ts'

export interface Line {
  readonly at: number
  readonly text: string
  readonly bullet: boolean
  /** A Markdown heading. */
  readonly hashed: boolean
  /** A blank line stands before it. */
  readonly gap: boolean
  /** In the reference list, or in a box about other articles. */
  readonly foreign: boolean
}

// A saved page of a long article has about 3,000 lines; what matters stands in its first and last hundreds.
const maxCharacters = 1_000_000
const maxLines = 20_000
const maxLine = 20_000

/** Whether a text has more than any page, so that looking through all of it would be for nothing. */
export function isTooLong(text: string): boolean {
  if (text.length > maxCharacters) return true
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) if (++lines > maxLines) return true
  return false
}

export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let gap = true
  for (const raw of text.slice(0, maxCharacters).split(/\r\n|[\n\r\u2028\u0085]|<br ?\/?>/, maxLines)) {
    const tidied = tidy(raw.slice(0, maxLine))
    const bulletless = tidied.replace(/^(?:[•◦‣▪·●○][ ]?)+(?:- )?|^[-–—] /, '')
    const hash = /^#{1,6} /.exec(bulletless)
    const content = bulletless
      .slice(hash?.[0].length ?? 0)
      .replaceAll('**', '')
      .trim()
    if (content === '' || /^[-_=*]{3,}$/.test(content)) {
      gap = true
      continue
    }
    const bullet = bulletless !== tidied
    lines.push({ at: lines.length, text: content, bullet, hashed: hash !== null, gap, foreign: false })
    gap = false
  }
  return markForeign(joinMarks(lines))
}

// MDPI sets every author's marks at the start of a new line: “Maria Rossi / 1,*, John D. Smith / 2 and Wei Li / 1”.
const marksFirst = /^(?:\d{1,2}|[*†‡§])(?:,(?:\d{1,2}|[*†‡§])){0,5}(?:,? (?:and )?(?=\p{Lu})|,$|$)/u

function joinMarks(lines: readonly Line[]): Line[] {
  const out: Line[] = []
  for (const line of lines) {
    const before = out.at(-1)
    const isByline =
      before !== undefined &&
      !line.gap &&
      !before.bullet &&
      before.text.length < 3000 &&
      isBylineStart(before.text, line.text)
    if (isByline) out[out.length - 1] = { ...before, text: `${before.text} ${line.text}` }
    else out.push({ ...line, at: out.length })
  }
  return out
}

const isBylineStart = (before: string, text: string) =>
  /^by$/i.test(before) ||
  (/\p{L}(?:orcid)?$/iu.test(before) &&
    marksFirst.test(text) &&
    /^(?:by )?\p{Lu}[\p{L}.'’-]* \p{L}/u.test(before) &&
    /^\d{1,2}(?:,[\d*]{1,2})*(?:, | and |,?$)|^\d{1,2}(?:,[\d*]{1,2})+ /.test(text))

function markForeign(lines: readonly Line[]): Line[] {
  let box: Box | undefined
  return lines.map((line) => {
    box = nextBox(line, lines.slice(line.at + 1, line.at + 5), box, lines[line.at - 1])
    return box ? { ...line, foreign: true } : line
  })
}

/** Whether blank lines set paragraphs apart; in text from a PDF they do not, and a title runs over several lines. */
export const isSpaced = (lines: readonly Line[]): boolean =>
  lines.length > 0 && lines.filter((line) => line.gap).length / lines.length > 0.3

/** For comparing: case, blanks, quotes and dashes do not matter. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‛′`´]/g, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** The text of a line that is a heading or label alone, without its colon or stop. */
export const label = (text: string): string =>
  fold(text)
    .replace(/^[■□◆▶]\s?/, '')
    .replace(/[\s.:：|*■□◆]+$/, '')
    .replace(/^(?:\d{1,2}(?:\.\d{1,2})?\.?|[ivx]{1,4}\.) /, '')

export const isCjk = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)

/** A reference list, or a box about other articles; a box that begins as a list of bullets ends with them. */
interface Box {
  readonly references: boolean
  readonly size: number
  readonly bulleted: boolean
}

const maxBox = 25

// No reference begins so: the dates and the citation of the article itself stand behind its list.
const ownDate =
  /^(?:(?:received|revised|accepted|published(?: online)?|manuscript received|submitted)(?: (?:for publication|in revised form|date|on))?\s?:?\s?(?:\d{1,2}[\s-]\p{L}{3,9}|\p{L}{3,9}\.? \d{1,2},)[\s-]?\d{4}|(?:key ?words|index terms)\s?:|(?:recommended |suggested )?citation\s?:|how to cite this|cite this article|article (?:\/ )?(?:publication )?(?:details|history))/iu

// “Abstract / References” in a row without text between them: the contents of the page, not the list itself.
const isEntry = (previous: Line | undefined) =>
  previous !== undefined &&
  previous.text.length < 40 &&
  (abstractHeadings.has(label(previous.text)) ||
    /^(?:\d\.? )?(?:introduction|methods|results|discussion|conclusions?)$/.test(label(previous.text)))

function nextBox(
  { text, bullet }: Line,
  next: readonly Line[],
  before: Box | undefined,
  previous: Line | undefined,
): Box | undefined {
  const name = bullet || text.length > 60 ? '' : label(text)
  if (before?.references && /^vol(?:ume|\.)? ?\d+,? ?(?:issue|number|no\.?) ?\d/i.test(text)) return undefined
  if (before?.references && ownDate.test(text)) return undefined
  if (referencesStart.has(name) && !isEntry(previous)) return { references: true, size: 0, bulleted: false }
  // Before a short entry “Most cited articles” is itself an entry of a menu.
  if (foreignStart.has(name) && (next[0]?.text.length ?? 0) > 40) return { references: false, size: 0, bulleted: false }
  if (!before || ownAgain.has(name)) return undefined
  if (!before.references && (/^(?:vol(?:ume|\.)? ?\d|©)/i.test(text) || sectionHeadings.has(name))) return undefined
  const bulleted = before.size === 0 ? bullet : before.bulleted
  if (!before.references && ((bulleted && !bullet) || before.size > maxBox)) return undefined
  return { references: before.references, size: before.size + 1, bulleted }
}

function tidy(raw: string): string {
  return unmarkdown(raw)
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u3000]+/g, ' ')
    .trim()
}

const circled = (number: string) => String.fromCodePoint(0x2460 + Number(number) - 1)

/** Superscripts that converters write as TeX: `$\textcircled{1}$`, `$^{1,2}$`; backslashes before stars. */
function unmarkdown(raw: string): string {
  if (!/[\\$]/.test(raw)) return raw
  return raw
    .replace(/\$ ?\\textcircled ?\{ ?(1?\d|20) ?\} ?\$/g, (_, number: string) => circled(number))
    .replace(/\$ ?\^ ?\{? ?([\d,*† ]{1,12}) ?\}? ?\$/g, '$1')
    .replace(/\\([*_#])/g, '$1')
}
