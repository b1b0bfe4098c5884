/** Rich text as EndNote’s runs of text in one face. */
import type { Abstract } from '../../../schemas/article.ts'
import { type Markup, markup, none, sequence, text } from '../../text/markup.ts'
import { mathText } from '../../text/mathml.ts'
import { formatRich, hasMarkup, type Inline, type Mark, parseRich, type Rich } from '../../text/rich.ts'
import type { Coarsening } from '../codec.ts'
import { abstractFields, plainly, rewriting, titleFields } from './coarsenings.ts'

/** The faces EndNote has; overline, small capitals and monospace are none. */
const faces: Readonly<Partial<Record<Mark, string>>> = {
  b: 'bold',
  i: 'italic',
  u: 'underline',
  sub: 'subscript',
  sup: 'superscript',
}

export const styled = (content: Markup): Markup =>
  markup`<style face="normal" font="default" size="100%">${content}</style>`

export function richTitle({ title, subtitle }: { title?: string | undefined; subtitle?: string | undefined }): Markup {
  if (subtitle === undefined) return title === undefined ? none : runsOf(title)
  if (title === undefined) return runsOf(subtitle)
  return sequence(runsOf(title), styled(/[?!:]$/.test(title) ? markup` ` : markup`: `), runsOf(subtitle))
}

/** Paragraphs on lines of their own, a heading before the first of its section. */
export function richAbstract({ sections }: Abstract): Markup {
  let out = none
  for (const { title, paragraphs } of sections) {
    if (title !== undefined) out = sequence(out, lead(out), runsOf(title), styled(markup`: `))
    for (const [at, paragraph] of paragraphs.entries()) {
      out = sequence(out, at === 0 && title !== undefined ? none : lead(out), runsOf(paragraph))
    }
  }
  return out
}

const lead = (before: Markup): Markup => (before === '' ? none : styled(markup`\n`))

function runsOf(source: string): Markup {
  return hasMarkup(source) ? runs(parseRich(source), '') : styled(text(source))
}

function runs(rich: Rich, face: string): Markup {
  let out = none
  for (const node of rich) {
    if (typeof node === 'object' && 'mark' in node) out = sequence(out, runs(node.children, added(face, node.mark)))
    else
      out = sequence(out, run(typeof node === 'string' ? node : 'math' in node ? mathText(node.math) : node.tex, face))
  }
  return out
}

const run = (content: string, face: string): Markup =>
  face === ''
    ? styled(text(content))
    : (`<style face="${face}" font="default" size="100%">${text(content)}</style>` as Markup) // faces are ours

const added = (face: string, mark: Mark): string => {
  const name = faces[mark]
  if (name === undefined || face.split(' ').includes(name)) return face
  return face === '' ? name : `${face} ${name}`
}

const kept = (rich: Rich): Rich =>
  rich.flatMap((node): readonly Inline[] => {
    if (typeof node === 'string') return [node]
    if ('mark' in node)
      return faces[node.mark] === undefined ? kept(node.children) : [{ ...node, children: kept(node.children) }]
    return ['math' in node ? mathText(node.math) : node.tex]
  })

export const withoutFaces: readonly Coarsening[] = [
  ...[...titleFields, ...abstractFields].map((field) =>
    rewriting(field, 'Overline, small capitals and monospace become plain text, mathematics one line.', (source) =>
      formatRich(kept(parseRich(source))),
    ),
  ),
  ...plainly(['keywords/*/terms/*']),
]
