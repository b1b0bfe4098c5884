/** MathML in LaTeX text, as registries leave it: taken out before LaTeX is read and put back into the tree. */
import { type MathElement, parseMath } from '../mathml.ts'
import type { Inline, Rich } from '../rich.ts'

const formula = /<(?:mml:)?math(?:\s[^<>]*)?>/g
const longest = 20_000
const most = 100
/** Noncharacters of Unicode, which no text has. */
const [open, close] = ['\ufdd0', '\ufdd1']

export interface Apart {
  readonly source: string
  readonly formulas: readonly MathElement[]
}

/** The text with a mark for every formula that can be read. */
export function withoutFormulas(source: string): Apart {
  const formulas: MathElement[] = []
  if (!/<(?:mml:)?math[\s>]/.test(source) || source.includes(open)) return { source, formulas }
  let out = ''
  let at = 0
  for (const match of source.matchAll(formula)) {
    if (match.index < at || formulas.length >= most) continue
    const tail = match[0].startsWith('<mml') ? '</mml:math>' : '</math>'
    const end = source.slice(match.index, match.index + longest).indexOf(tail) + match.index + tail.length
    const math = end < match.index + tail.length ? undefined : parseMath(plain(source.slice(match.index, end)))
    if (!math) continue
    out += `${source.slice(at, match.index)}${open}${formulas.length}${close}`
    formulas.push(math)
    at = end
  }
  return { source: out + source.slice(at), formulas }
}

/** Without prefixes and what the notation of rich text has no attributes for. */
const plain = (mathml: string): string =>
  mathml
    .replace(/<(\/?)mml:/g, '<$1')
    .replace(/\s(?:xmlns(?::\w+)?|alttext|overflow|id|xlink:\w+)="[^"<>]*"/g, '')
    .replace(/>\s+</g, '><')

/** The tree with the formulas where their marks are. */
export function withFormulas(rich: Rich, formulas: readonly MathElement[]): Rich {
  if (formulas.length === 0) return rich
  return rich.flatMap((node): Inline[] => {
    if (typeof node === 'string') return parts(node, formulas)
    return 'mark' in node ? [{ mark: node.mark, children: withFormulas(node.children, formulas) }] : [node]
  })
}

function parts(text: string, formulas: readonly MathElement[]): Inline[] {
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(/\ufdd0([0-9]{1,3})\ufdd1/g)) {
    const math = formulas[Number(match[1])]
    if (match.index > at) out.push(text.slice(at, match.index))
    if (math) out.push({ math })
    at = match.index + match[0].length
  }
  if (at < text.length) out.push(text.slice(at))
  return out
}
