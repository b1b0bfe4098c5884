/** What the engine wrote, taken apart: runs of text, each with its marks. Whatever else it wrote is dropped. */

/** Marks of a run as bits, so that two runs are compared at once. */
export const marks = { i: 1, b: 2, sub: 4, sup: 8, sc: 16 } as const

export interface Run {
  readonly text: string
  readonly marks: number
  readonly link?: string
}

/** What a tag adds to the marks within it, and what it takes from them. */
interface Effect {
  readonly add: number
  readonly remove: number
}

const none: Effect = { add: 0, remove: 0 }
const effects: Readonly<Record<string, Effect>> = {
  i: { add: marks.i, remove: 0 },
  em: { add: marks.i, remove: 0 },
  b: { add: marks.b, remove: 0 },
  sub: { add: marks.sub, remove: 0 },
  sup: { add: marks.sup, remove: 0 },
}
/** Of the spans that citeproc-js writes, by what their style begins with. */
const spans: readonly (readonly [RegExp, Effect])[] = [
  [/font-variant: ?small-caps/, { add: marks.sc, remove: 0 }],
  [/font-variant: ?normal/, { add: 0, remove: marks.sc }],
  [/font-style: ?normal/, { add: 0, remove: marks.i }],
  [/font-weight: ?normal/, { add: 0, remove: marks.b }],
  [/baseline/, { add: 0, remove: marks.sub | marks.sup }],
]
const token = /<(\/?)([a-z]+)([^<>]*)>|&#(\d{1,7});|&(amp|lt|gt|quot);/g
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Takes the engine’s HTML apart. Text in it is escaped, so every tag is the engine’s own; its blocks part words. */
export function runsOf(html: string): Run[] {
  const runs: Run[] = []
  const open: { readonly marks: number; readonly isLink: boolean }[] = []
  let [current, text, at] = [0, '', 0]
  let linkFrom = -1
  const flush = () => {
    if (text !== '') runs.push({ text, marks: current })
    text = ''
  }
  for (const match of html.matchAll(token)) {
    text += html.slice(at, match.index)
    at = match.index + match[0].length
    const [, slash, name, attributes = '', number, entity] = match
    if (name === undefined) text += number === undefined ? named[entity ?? ''] : String.fromCodePoint(Number(number))
    else if (name === 'div') text += ' '
    else if (slash === '') {
      flush()
      const { add, remove } = effectOf(name, attributes)
      open.push({ marks: current, isLink: name === 'a' })
      if (name === 'a') linkFrom = runs.length
      current = (current | add) & ~remove
    } else {
      flush()
      const before = open.pop()
      if (before?.isLink === true) linkFrom = linked(runs, linkFrom)
      current = before?.marks ?? 0
    }
  }
  text += html.slice(at)
  flush()
  return tidied(runs)
}

const effectOf = (name: string, attributes: string): Effect =>
  name === 'span' ? (spans.find(([style]) => style.test(attributes))?.[1] ?? none) : (effects[name] ?? none)

/** Gives the runs since `from` the address that they say: a URL, or a DOI. What is neither is no link. */
function linked(runs: Run[], from: number): -1 {
  const said = runs
    .slice(from)
    .map(({ text }) => text)
    .join('')
    .trim()
  const link = /^https?:\/\/\S+$/i.test(said) ? said : /^10\.\d{4,9}\/\S+$/.test(said) ? doiLink(said) : undefined
  if (link !== undefined && from >= 0) {
    for (const [i, run] of runs.entries()) if (i >= from) runs[i] = { ...run, link }
  }
  return -1
}

/** Characters that end an address, or that it cannot have, as RFC 3986 writes them. */
export const doiLink = (doi: string): string =>
  `https://doi.org/${doi.replace(/[%#?"<>\\^`{|}]/g, (character) => encodeURIComponent(character))}`

/** One line: blanks between words are one, those at the ends none. No-break spaces are the style’s own and stay. */
function tidied(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  let afterBlank = true
  for (const run of runs) {
    let text = run.text.replace(/[ \t\r\n]+/g, ' ')
    if (afterBlank && text.startsWith(' ')) text = text.slice(1)
    if (text === '') continue
    afterBlank = text.endsWith(' ')
    const last = out.at(-1)
    if (last && last.marks === run.marks && last.link === run.link)
      out[out.length - 1] = { ...last, text: last.text + text }
    else out.push({ ...run, text })
  }
  const last = out.at(-1)
  if (last?.text.endsWith(' ')) {
    const text = last.text.slice(0, -1)
    out.splice(-1, 1, ...(text === '' ? [] : [{ ...last, text }]))
  }
  return out
}
