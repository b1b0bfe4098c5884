/** Rich text as Crossref’s face mark-up in titles and citations, and as JATS with its prefix in abstracts. */
import { element, leaf, type Markup, none, text } from '../../text/markup.ts'
import { formatMath } from '../../text/mathml.ts'
import { hasMarkup, type Mark, parseRich, plainText, type RichRenderer, renderRich } from '../../text/rich.ts'

/** Face mark-up (common5.5.0.xsd, face_markup) of titles. */
export const faces = (source: string): Markup => render(source, faceRow)

/** Inline elements of JATS within jats:p and jats:title. */
export const jatsInline = (source: string): Markup => render(source, jatsRow)

/** An element in face mark-up, or nothing. */
export const faceLeaf = (name: string, source: string | undefined, attributes?: Record<string, string | undefined>) =>
  source === undefined ? none : element(name, faces(source), attributes)

/** An element of text alone made of rich text, or nothing. */
export const plainLeaf = (name: string, source: string | undefined): Markup =>
  source === undefined ? none : leaf(name, plainText(source))

const render = (source: string, renderer: RichRenderer): Markup =>
  hasMarkup(source) ? (renderRich(parseRich(source), renderer) as Markup) : text(source) // made of mark-up only

const table = (names: Readonly<Record<Mark, string>>): Record<Mark, (inner: string) => string> => {
  const inline = (name: string) => (inner: string) => element(name, inner as Markup) // rendered by this same table
  const { i, b, u, o, sub, sup, sc, tt } = names
  return {
    i: inline(i),
    b: inline(b),
    u: inline(u),
    o: inline(o),
    sub: inline(sub),
    sup: inline(sup),
    sc: inline(sc),
    tt: inline(tt),
  }
}

const faceRow: RichRenderer = {
  text,
  mark: table({ i: 'i', b: 'b', u: 'u', o: 'ovl', sub: 'sub', sup: 'sup', sc: 'scp', tt: 'tt' }),
  math: (math) => formatMath(math, 'mml:'),
  tex: text,
}

const jatsRow: RichRenderer = {
  text,
  mark: table({
    i: 'jats:italic',
    b: 'jats:bold',
    u: 'jats:underline',
    o: 'jats:overline',
    sub: 'jats:sub',
    sup: 'jats:sup',
    sc: 'jats:sc',
    tt: 'jats:monospace',
  }),
  math: (math) => element('jats:inline-formula', formatMath(math, 'mml:') as Markup), // escapes what it writes
  tex: (tex) => element('jats:inline-formula', leaf('jats:tex-math', tex)),
}
