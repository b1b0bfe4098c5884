/** EndNote’s runs of text in one face as rich text. */
import { looseParagraphs } from '../../text/loose-markup.ts'
import { formatRich, type Inline, type Mark } from '../../text/rich.ts'
import { isElement, rawText, type XmlNode } from '../../text/xml.ts'

const marks: Readonly<Record<string, Mark>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  subscript: 'sub',
  superscript: 'sup',
}

interface Run {
  readonly text: string
  readonly faces: readonly Mark[]
}

/** Paragraphs of rich text, each on a line of its own; an indented line goes on with the one before. */
export function paragraphsOf(node: XmlNode): readonly string[] {
  const runs = node.children.map(runOf)
  // Without faces there may be mark-up in the text itself.
  if (runs.every(({ faces }) => faces.length === 0)) {
    return linesIn(runs).flatMap((line) => looseParagraphs(line.map(({ text }) => text).join('')))
  }
  return linesIn(runs)
    .map((line) => formatRich(nested(line)).replace(/ {2,}/g, ' ').trim())
    .filter((text) => text !== '')
}

function runOf(kid: XmlNode | string): Run {
  if (!isElement(kid)) return { text: kid, faces: [] }
  const names = (kid.attributes.face ?? '').split(/[\s,]+/)
  const faces = names
    .map((name) => (Object.hasOwn(marks, name) ? marks[name] : undefined))
    .filter((mark) => mark !== undefined)
  return { text: rawText(kid), faces: [...new Set(faces)] }
}

function linesIn(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  for (const { text, faces } of runs) {
    const parts = text
      .replace(/\r\n?/g, '\n')
      .replace(/\n[ \t]{2,}/g, ' ')
      .split('\n')
    for (const [at, part] of parts.entries()) {
      if (at > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part.replace(/[ \t]+/g, ' '), faces })
    }
  }
  return lines.filter((line) => line.some(({ text }) => text.trim() !== ''))
}

/** Runs that begin with the same faces stand under one mark. */
function nested(runs: readonly Run[], depth = 0): Inline[] {
  const out: Inline[] = []
  for (let at = 0; at < runs.length; at++) {
    const { text, faces } = runs[at] as Run // `at` is within the list
    const mark = faces[depth]
    if (mark === undefined) {
      out.push(text)
      continue
    }
    let end = at + 1
    while (runs[end]?.faces[depth] === mark) end++
    out.push({ mark, children: nested(runs.slice(at, end), depth + 1) })
    at = end - 1
  }
  return out
}
