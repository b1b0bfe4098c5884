/** Rich text as HTML; mathematics stays MathML, which browsers draw themselves. */
import { type Markup, text } from './markup.ts'
import { formatMath } from './mathml.ts'
import { parseRich, type RichRenderer, renderRich } from './rich.ts'

const html: RichRenderer = {
  text,
  mark: {
    i: (inner) => `<i>${inner}</i>`,
    b: (inner) => `<b>${inner}</b>`,
    u: (inner) => `<u>${inner}</u>`,
    o: (inner) => `<span style="text-decoration:overline">${inner}</span>`,
    sub: (inner) => `<sub>${inner}</sub>`,
    sup: (inner) => `<sup>${inner}</sup>`,
    sc: (inner) => `<span style="font-variant:small-caps">${inner}</span>`,
    tt: (inner) => `<code>${inner}</code>`,
  },
  math: (math) => formatMath(math),
  tex: (tex) => `<code class="tex">${text(tex)}</code>`,
}

export const richHtml = (source: string): Markup => renderRich(parseRich(source), html) as Markup // every row escapes
