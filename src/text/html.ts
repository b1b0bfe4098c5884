/**
 * Rich text as HTML; mathematics stays MathML, which browsers draw themselves. What HTML has no element for is a class of
 * the stylesheet: pages may not have styles of their own.
 */
import { type Markup, text } from './markup.ts'
import { formatMath } from './mathml.ts'
import { parseRich, type RichRenderer, renderRich } from './rich.ts'

/** How each kind of node is written. */
export const richTable: RichRenderer = {
  text,
  mark: {
    i: (inner) => `<i>${inner}</i>`,
    b: (inner) => `<b>${inner}</b>`,
    u: (inner) => `<u>${inner}</u>`,
    o: (inner) => `<span class="o">${inner}</span>`,
    sub: (inner) => `<sub>${inner}</sub>`,
    sup: (inner) => `<sup>${inner}</sup>`,
    sc: (inner) => `<span class="sc">${inner}</span>`,
    tt: (inner) => `<code>${inner}</code>`,
  },
  math: (math) => formatMath(math),
  tex: (tex) => `<code class="tex">${text(tex)}</code>`,
}

export const richHtml = (source: string): Markup => renderRich(parseRich(source), richTable) as Markup // every row escapes
