/** The forms in which references leave: HTML, plain text, RTF and Markdown. One row each. */
import { attribute, text as escapeMarkup } from '../text/markup.ts'
import { marks, type Run } from './runs.ts'

export const formNames = ['text', 'html', 'rtf', 'markdown'] as const
export type FormName = (typeof formNames)[number]

/** How one mark is opened and closed. */
type Pair = readonly [open: string, close: string]

export interface Form {
  readonly name: FormName
  readonly mediaType: string
  /** Whether a browser shows it as a page; a retraction is then told unless the reader asks otherwise. */
  readonly isPage: boolean
  readonly escape: (text: string) => string
  readonly marks: Readonly<Record<keyof typeof marks, Pair>>
  readonly link: (address: string, inner: string) => string
  /** A list of references as one document: before, between and after them. */
  readonly frame: readonly [head: string, between: string, tail: string]
  /** One reference that stands in a list, where that is more than the reference. */
  readonly entry: (reference: string) => string
  /** One reference as a document of its own. */
  readonly alone: (reference: string) => string
}

const keep = (text: string): string => text
const line = (text: string): string => `${text}\n`
const nothing: Pair = ['', '']
const smallCaps: Pair = ['<span style="font-variant:small-caps">', '</span>']
const sub: Pair = ['<sub>', '</sub>']
const sup: Pair = ['<sup>', '</sup>']

const html: Form = {
  name: 'html',
  mediaType: 'text/html',
  isPage: true,
  escape: escapeMarkup,
  marks: { i: ['<i>', '</i>'], b: ['<b>', '</b>'], sub, sup, sc: smallCaps },
  link: (address, inner) => `<a href="${attribute(address)}">${inner}</a>`,
  frame: ['<ul class="references">\n', '\n', '\n</ul>\n'],
  entry: (reference) => `<li>${reference}</li>`,
  alone: line,
}

const text: Form = {
  name: 'text',
  mediaType: 'text/plain',
  isPage: false,
  escape: keep,
  marks: { i: nothing, b: nothing, sub: nothing, sup: nothing, sc: nothing },
  link: (_address, inner) => inner,
  frame: ['', '\n', '\n'],
  entry: keep,
  alone: line,
}

const rtf: Form = {
  name: 'rtf',
  mediaType: 'application/rtf',
  isPage: false,
  escape: escapeRtf,
  marks: {
    i: ['{\\i ', '}'],
    b: ['{\\b ', '}'],
    sub: ['{\\sub ', '}'],
    sup: ['{\\super ', '}'],
    sc: ['{\\scaps ', '}'],
  },
  link: (address, inner) =>
    `{\\field{\\*\\fldinst{HYPERLINK "${escapeRtf(address.replace(/"/g, '%22'))}"}}{\\fldrslt{${inner}}}}`,
  frame: ['{\\rtf1\\ansi\\uc1\n', '\n', '\n}\n'],
  entry: (reference) => `${reference}\\par`,
  alone: (reference) => `{\\rtf1\\ansi\\uc1\n${reference}\\par\n}\n`,
}

const markdown: Form = {
  name: 'markdown',
  mediaType: 'text/markdown',
  isPage: false,
  escape: (text) => text.replace(/[\\`*_[\]<>~|#]|&(?=[#\w])/g, '\\$&'),
  marks: { i: ['*', '*'], b: ['**', '**'], sub, sup, sc: smallCaps },
  link: (address, inner) => `[${inner}](<${address.replace(/[<>]/g, (sign) => encodeURIComponent(sign))}>)`,
  frame: ['', '\n\n', '\n'],
  entry: literal,
  alone: (reference) => line(literal(reference)),
}

/** At the start of a line a number with a point, a plus or a hyphen would begin a list (CommonMark 5.2). */
function literal(reference: string): string {
  return reference.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[-+](?= )/, '\\export const forms:')
}

export const forms: Readonly<Record<FormName, Form>> = { text, html, rtf, markdown }

/** References as one document. */
export const listOf = (references: readonly string[], { frame: [head, between, tail], entry }: Form): string =>
  references.length === 0 ? '' : head + references.map(entry).join(between) + tail

export const isFormName = (name: unknown): name is FormName => formNames.some((each) => each === name)

/** Outer before inner. */
const levels = ['link', ...(Object.keys(marks) as (keyof typeof marks)[])] as const // the table’s own keys

/** Runs in a form. */
export const formatRuns = (runs: readonly Run[], form: Form): string => nest(runs, form, 0)

/** Neighbours that share what this level asks of are one element, whatever they have further in. */
function nest(runs: readonly Run[], form: Form, level: number): string {
  const name = levels[level]
  if (name === undefined) return form.escape(runs.map(({ text }) => text).join(''))
  if (runs.every((run) => valueAt(run, name) === undefined)) return nest(runs, form, level + 1)
  let out = ''
  for (let from = 0, to = 0; from < runs.length; from = to) {
    const value = valueAt(runs[from], name)
    while (to < runs.length && valueAt(runs[to], name) === value) to++
    const inner = nest(runs.slice(from, to), form, level + 1)
    if (value === undefined) out += inner
    else if (name === 'link') out += form.link(value, inner)
    else out += around(inner, form.marks[name])
  }
  return out
}

const valueAt = (run: Run | undefined, name: (typeof levels)[number]): string | undefined =>
  name === 'link' ? run?.link : ((run?.marks ?? 0) & marks[name]) === 0 ? undefined : name

/** A mark of Markdown that touches a blank within is none (CommonMark 6.2): blanks at the ends stay outside. */
function around(inner: string, [open, close]: Pair): string {
  const start = inner.startsWith(' ') ? 1 : 0
  const end = inner.endsWith(' ') ? inner.length - 1 : inner.length
  if (end <= start) return inner
  return inner.slice(0, start) + open + inner.slice(start, end) + close + inner.slice(end)
}

/** RTF 1.9: signed 16-bit numbers, each with a substitute for readers that know no Unicode. */
function escapeRtf(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 126) out += `\\u${code > 32767 ? code - 65536 : code}?`
    else out += code === 92 || code === 123 || code === 125 ? `\\${text[i]}` : text[i]
  }
  return out
}
