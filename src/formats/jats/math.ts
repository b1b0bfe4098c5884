/** Presentation MathML within JATS: the same elements with its usual prefix. */
import type { Markup } from '../../text/markup.ts'
import { formatMath, type MathElement } from '../../text/mathml.ts'

export const writeMath = (math: MathElement): Markup => formatMath(math, 'mml:') as Markup // formatMath escapes
