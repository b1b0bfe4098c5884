/** Rich text as PubMed takes it in titles and abstracts: bold, italic, underline, sub- and superscript; the rest plain. */
import { element, type Markup, text } from '../../text/markup.ts'
import { mathText } from '../../text/mathml.ts'
import { escapeRich, formatRich, hasMarkup, parseRich, type RichRenderer, renderRich } from '../../text/rich.ts'

export const rich = (source: string): Markup =>
  hasMarkup(source) ? (renderRich(parseRich(source), pubmed) as Markup) : text(source) // made of mark-up only

const inline = (name: string) => (inner: string) => element(name, inner as Markup) // rendered by this same table
const keep = (inner: string) => inner

const pubmed: RichRenderer = {
  text,
  mark: {
    i: inline('i'),
    b: inline('b'),
    u: inline('u'),
    sub: inline('sub'),
    sup: inline('sup'),
    o: keep,
    sc: keep,
    tt: keep,
  },
  math: (math) => text(mathText(math)),
  tex: text,
}

const tag = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`
const canonical: RichRenderer = {
  text: escapeRich,
  mark: { i: tag('i'), b: tag('b'), u: tag('u'), sub: tag('sub'), sup: tag('sup'), o: keep, sc: keep, tt: keep },
  math: (math) => escapeRich(mathText(math)),
  tex: escapeRich,
}

/** What PubMed can say of rich text. */
export const sayable = (source: string): string =>
  /<(?:o|sc|tt|math|tex)[ >]/.test(source) ? formatRich(parseRich(renderRich(parseRich(source), canonical))) : source
