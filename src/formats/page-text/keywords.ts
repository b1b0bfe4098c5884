/** Keywords, one group for each list the page has. */
import { isCjk, isSpaced, type Line, label } from './lines.ts'
import { abstractHeadings, furniture, keywordHeadings, sectionHeadings } from './words.ts'

export interface Keywords {
  readonly groups: readonly (readonly string[])[]
  /** Lists whose terms run together, as they stand. */
  readonly unseparated: readonly string[]
}

const maxTerms = 40
const start = new RegExp(
  `^(?:【|\\[)?(${[...keywordHeadings]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replace(
      / /g,
      '\\s?',
    )})(?:\\s?\\([^)]{1,20}\\))?(?:】|\\])?(?:\\s*[:：.—–]\\s*|\\s+|$|(?<=[\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Katakana}])(?=[“\\p{L}]))`,
  'iu',
)

export function findKeywords(lines: readonly Line[]): Keywords {
  const spaced = isSpaced(lines)
  const groups: string[][] = []
  const unseparated: string[] = []
  for (const line of lines) {
    const match = line.foreign || (line.bullet && line.text.length < 20) ? null : start.exec(line.text)
    if (!match || !isHeading(line.text, match)) continue
    const rest = line.text.slice(match[0].length)
    const list = rest === '' ? listed(lines, line.at + 1) : [wrapped(lines, line.at, rest, spaced)]
    const terms = (list.length === 1 ? splitTerms(list[0] ?? '') : list.flatMap(splitListed))
      .map(tidyTerm)
      .filter((term) => term.length > 0)
    if (terms.length === 1 && isRunTogether(terms[0] ?? '')) unseparated.push(terms[0] ?? '')
    else if (terms.length > 0 && terms.length <= maxTerms && terms.every((term) => term.length < 150))
      groups.push(terms)
  }
  return { groups: distinct(groups), unseparated }
}

// “Keywords in digital humanities” is no list of keywords: without a colon the heading stands in capitals or in CJK.
function isHeading(text: string, match: RegExpExecArray): boolean {
  const rest = text.slice(match[0].length)
  return (
    rest === '' ||
    /[:：.—–】\]]\s*$/.test(match[0]) ||
    isCjk(match[0]) ||
    !/\p{Ll}/u.test(match[1] ?? '') ||
    /[;,]/.test(rest.slice(0, 80))
  )
}

/** Terms on lines of their own under the heading. */
function listed(lines: readonly Line[], from: number): string[] {
  const terms: string[] = []
  const bulleted = lines[from]?.bullet === true
  for (let at = from; at < lines.length && terms.length < maxTerms; at += 1) {
    const line = lines[at]
    if (
      !line ||
      line.foreign ||
      line.bullet !== bulleted ||
      sectionHeadings.has(label(line.text)) ||
      start.test(line.text)
    )
      break
    if (abstractHeadings.has(label(line.text)) || line.text.length > (terms.length === 0 ? 600 : 80)) break
    if (/https?:|@|©|^\d+(?:\.\d+)+ |^(?:received|accepted|published|doi|citation)\b/i.test(line.text)) break
    if (
      !bulleted &&
      line.gap &&
      terms.length > 0 &&
      (furniture.test(line.text) || splitTerms(terms[0] ?? '').length > 1)
    )
      break
    terms.push(line.text)
    if (/[;,，；]/.test(line.text) && splitTerms(line.text).length > 2) break
  }
  return terms
}

/** In text from a PDF a list runs on over the following lines of its paragraph. */
function wrapped(lines: readonly Line[], at: number, first: string, spaced: boolean): string {
  let text = first
  for (let next = at + 1; !spaced && next < at + 5; next += 1) {
    const line = lines[next]
    const open = /[;,，；-]$/.test(text) || /^\p{Ll}/u.test(line?.text ?? '') || /[;；]/.test(line?.text ?? '')
    if (
      !line ||
      line.gap ||
      !open ||
      line.text.length > 150 ||
      /[.。]$/.test(text) ||
      sectionHeadings.has(label(line.text))
    )
      break
    text = `${text} ${line.text}`
  }
  return text
}

const splitListed = (text: string): string[] => (/[;；]/.test(text) || /,$/.test(text) ? splitTerms(text) : [text])

/** By the strongest mark the list uses; a comma within brackets does not part. */
export function splitTerms(text: string): string[] {
  const own = text.replace(
    /(?:PACS|JEL|MSC|DOI|doi)\s?(?:codes?|numbers?|classification)?\s?[:：].*$|\s?(?:doi:?|DOI:?) ?10\.\d{4}.*$|\s?(?:中图分类号|收稿日期|文献标识码|文章编号|基金项目).*$/u,
    '',
  )
  const [semicolons, commas] = [own.split(/[;；]/).length - 1, own.split(/, /).length - 1]
  // A list of commas with a stray semicolon or two is parted by both.
  if (semicolons > 0 && commas >= 5 && commas > semicolons * 3) return outside(own.replace(/[;；]/g, ','), /,/)
  for (const mark of [/[;；]/, / [•·|│] |[•·・|]/u, /[,，、]/u, /\s[–—-]\s|\s\/\s/u]) {
    const parts = outside(own, mark)
    if (parts.length > 1) return parts
  }
  if (isCjk(own) && own.split(' ').length > 2) return own.split(' ')
  return [own]
}

function outside(text: string, mark: RegExp): string[] {
  const parts = text.split(mark)
  const out: string[] = []
  let open = 0
  const separator = /[,，、]/.test(text) && mark.test(',') ? ',' : ''
  for (const part of parts) {
    if (open > 0 && separator !== '') out.push(`${out.pop() ?? ''}${separator}${part}`)
    else out.push(part)
    open = Math.max(0, open + (part.match(/[(（[]/g)?.length ?? 0) - (part.match(/[)）\]]/g)?.length ?? 0))
  }
  return out
}

const tidyTerm = (term: string) =>
  term
    .trim()
    .replace(/^(?:and|und|et|y|e|ve) (?=\p{Lu})/u, '')
    .replace(/(?<!\b\p{L})[.,;。；，]+$/u, '')
    .trim()

// “MalariaVectors Anopheles PyrethroidsDDT”: a small letter before a capital where a mark was lost.
const isRunTogether = (term: string) => term.split(' ').length > 5 || /\p{Ll}{3}\p{Lu}\p{L}/u.test(term)

function distinct(groups: readonly string[][]): string[][] {
  const seen = new Set<string>()
  return groups.filter((terms) => {
    const key = terms.join(';').toLowerCase()
    return seen.has(key) ? false : seen.add(key)
  })
}
