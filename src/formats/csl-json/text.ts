/** Rich text as CSL’s small HTML: `<i> <b> <sub> <sup>` and a span for small capitals; other marks leave their text. */
import { looseRich } from '../../text/loose-markup.ts'
import { mathText } from '../../text/mathml.ts'
import { escapeRich, formatRich, hasMarkup, parseRich, type RichRenderer, renderRich } from '../../text/rich.ts'

const wrap = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`
const keep = (inner: string) => inner

const html: RichRenderer = {
  text: keep,
  mark: {
    i: wrap('i'),
    b: wrap('b'),
    sub: wrap('sub'),
    sup: wrap('sup'),
    sc: (inner) => `<span style="font-variant:small-caps;">${inner}</span>`,
    u: keep,
    o: keep,
    tt: keep,
  },
  math: mathText,
  tex: keep,
}

/** Rich text in CSL’s notation. */
export const formatCslText = (rich: string): string => (hasMarkup(rich) ? renderRich(parseRich(rich), html) : rich)

const tag = /<(\/?)(i|b|sub|sup|sc|scp|em|strong|span)((?:\s[^<>]*)?)>/gi
const marks: Readonly<Record<string, string>> = { scp: 'sc', em: 'i', strong: 'b' }

/** HTML and JATS beyond CSL’s few tags, and entities, which items made of other records bring along. */
const foreign =
  /<\/?(?!(?:i|b|sub|sup|sc|scp|em|strong|span)\b)[A-Za-z][\w:-]*(?:\s[^<>]*)?\/?>|&(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);/

/** CSL’s notation as rich text; whatever is no mark-up is text. */
export function parseCslText(text: string): string {
  if (foreign.test(text)) return looseRich(text)
  if (!text.includes('<')) return escapeRich(text)
  let out = ''
  let at = 0
  const spans: string[] = []
  for (const match of text.matchAll(tag)) {
    out += escapeRich(text.slice(at, match.index))
    at = match.index + match[0].length
    const [, slash, name = '', attributes = ''] = match
    const mark = name.toLowerCase()
    if (mark === 'span') {
      if (slash === '') spans.push(/small-caps/.test(attributes) ? 'sc' : '')
      const kind = slash === '' ? spans.at(-1) : spans.pop()
      out += kind ? `<${slash}${kind}>` : ''
    } else out += `<${slash}${marks[mark] ?? mark}>`
  }
  return formatRich(parseRich(out + escapeRich(text.slice(at))))
}

/** Whether the notation holds this rich text without loss. */
export const isExact = (rich: string): boolean => (!hasMarkup(rich) ? true : parseCslText(formatCslText(rich)) === rich)
