/** Rich text as JATS inline elements. */
import { element, leaf, type Markup, none, text } from '../../../text/markup.ts'
import { hasMarkup, type Mark, parseRich, type RichRenderer, renderRich } from '../../../text/rich.ts'
import { writeMath } from '../math.ts'

/** Rich text as content of titles, paragraphs and citations. */
export const rich = (source: string): Markup => render(source, anywhere)

/** The same within `kwd` and `data-title`, whose content model knows formulas only inside named-content. */
export const narrowRich = (source: string): Markup => render(source, narrow)

/** An element of rich text, or nothing where there is none. */
export const richLeaf = (name: string, source: string | undefined, attributes?: Record<string, string | undefined>) =>
  source === undefined ? none : element(name, rich(source), attributes)

const render = (source: string, renderer: RichRenderer): Markup =>
  hasMarkup(source) ? (renderRich(parseRich(source), renderer) as Markup) : text(source) // made of mark-up only

const inline = (name: string) => (inner: string) => element(name, inner as Markup) // rendered by this same table
const marks: Record<Mark, (inner: string) => string> = {
  i: inline('italic'),
  b: inline('bold'),
  u: inline('underline'),
  o: inline('overline'),
  sub: inline('sub'),
  sup: inline('sup'),
  sc: inline('sc'),
  tt: inline('monospace'),
}

const anywhere: RichRenderer = {
  text,
  mark: marks,
  math: (math) => element('inline-formula', writeMath(math)),
  tex: (tex) => element('inline-formula', leaf('tex-math', tex)),
}

const named = (formula: string) => element('named-content', formula as Markup, { 'content-type': 'formula' }) // ours

const narrow: RichRenderer = {
  text,
  mark: marks,
  math: (math) => named(anywhere.math(math)),
  tex: (tex) => named(anywhere.tex(tex)),
}
