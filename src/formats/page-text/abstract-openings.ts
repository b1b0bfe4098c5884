/** Where an abstract begins: under a heading, behind one in its line, or at the first of its own sections. */
import { isCjk, isSpaced, type Line, label } from './lines.ts'
import { abstractHeadings, abstractSections } from './words.ts'

export interface Opening {
  readonly at: number
  /** What stands in the line behind the heading. */
  readonly rest: string
}

export const headingStart = new RegExp(
  `^(?:${[...abstractHeadings]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[()/]/g, '\\$&'))
    .join('|')})(?:\\s?[.:：—–-]+\\s*|\\s+(?=\\p{Lu}))`,
  'iu',
)

/** Every place where an abstract begins. */
export function openings(lines: readonly Line[], hasText: (opening: Opening) => boolean): Opening[] {
  const headed = headedOpenings(lines)
  if (headed.some((opening) => opening.rest !== '' || hasText(opening))) return headed
  const others = bareSections(lines)
  return others.length > 0 ? others : [...headed, ...buriedAbstract(lines)]
}

function headedOpenings(lines: readonly Line[]): Opening[] {
  const spaced = isSpaced(lines)
  return lines.flatMap((line) => {
    if (line.foreign || (line.bullet && line.text.length < 100)) return []
    const { text } = line
    if (abstractHeadings.has(label(text)) && !isInnerSummary(lines, line)) return [{ at: line.at, rest: '' }]
    const inline = headingStart.exec(text)?.[0] ?? gluedHeading(text) ?? cjkHeading(text)
    const isShort = inline !== undefined && text.length < inline.length + (isCjk(text) ? 30 : spaced ? 80 : 25)
    return inline === undefined || isShort
      ? []
      : [
          {
            at: line.at,
            rest: text
              .slice(inline.length)
              .replace(/^[\s:：.]+/, '')
              .trim(),
          },
        ]
  })
}

// “Summary” closes the structured abstracts of reviews: Purpose of review, Recent findings, Summary.
const isInnerSummary = (lines: readonly Line[], line: Line) =>
  label(line.text) === 'summary' &&
  lines.slice(Math.max(0, line.at - 6), line.at).some(({ text }) => /^(?:recent )?findings$/.test(label(text)))

// “РЕФЕРАТВпервые”, “ABSTRACTThe”: the heading in capitals lost the blank behind it.
export function gluedHeading(text: string): string | undefined {
  const capitals = /^(\p{Lu}{6,20})(?=\p{Lu}\p{Ll})/u.exec(text)?.[1]
  return capitals !== undefined && abstractHeadings.has(capitals.toLowerCase()) ? capitals : undefined
}

// “资助项目摘要本文…”: the heading stands in the middle of a run of text.
function buriedAbstract(lines: readonly Line[]): Opening[] {
  return lines.flatMap(({ at, text, foreign }) => {
    const start = foreign ? -1 : text.search(/摘 ?要(?=[:：\s]|本文|针对|为|通过|利用|在)/)
    return start > 0 && text.length > start + 60 ? [{ at, rest: text.slice(start).replace(/^摘 ?要[:：\s]*/, '') }] : []
  })
}

const cjkHeading = (text: string) =>
  /^(?:【|\[|〔)?(?:摘 ?要|内容摘要|要旨|抄録|초록|요약|국문초록)(?:】|\]|〕)?\s?[:：]?\s?/u.exec(text)?.[0] ||
  undefined

/** An abstract without a heading of its own: “Background:”, “Methods:” … “Conclusion:” in a row. */
function bareSections(lines: readonly Line[]): Opening[] {
  const heads = lines.filter(
    (line) =>
      !line.foreign &&
      !line.bullet &&
      line.text.length < 60 &&
      abstractSections.has(label(line.text)) &&
      /[:：]$/.test(line.text),
  )
  const [first] = heads
  const near = heads.filter(({ at }) => first !== undefined && at - first.at < 30)
  return first && near.length >= 3 ? [{ at: first.at - 1, rest: '' }] : []
}
