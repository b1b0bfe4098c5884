/** All text that a document says, as a reader of its format would see it: for searching, not for reading. */
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import type { Codec } from '../../src/formats/codec.ts'
import { latexToText } from '../../src/text/latex.ts'

type Words = (text: string) => string

const json: Words = (text) => {
  const words: string[] = []
  const walk = (value: unknown) => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        words.push(key)
        walk(member)
      }
    } else {
      words.push(String(value))
      // Tags are no words: a reader of the inline HTML that CSL and others allow does not see them.
      if (typeof value === 'string' && value.includes('</'))
        words.push(value.replace(/<\/?(?:i|b|sub|sup|span|sc)\b[^<>]*>/g, ''))
    }
  }
  walk(JSON.parse(text))
  return words.join(' ')
}

const xml: Words = (text) => {
  const document = XmlDocument.fromString(text.replace(/<!DOCTYPE[^>]*>/, ''))
  const words: string[] = []
  const walk = (element: XmlElement) => {
    for (const { content } of element.attrs) words.push(content)
    words.push(element.content)
    // What JATS has no element for stands in custom-meta as JSON, where characters may be escaped.
    if (element.name === 'meta-value' && /^[[{"]/.test(element.content)) words.push(json(element.content))
    for (let child = element.firstChild; child; child = child.next) if (child instanceof XmlElement) walk(child)
  }
  walk(document.root)
  document.dispose()
  return words.join(' ')
}

const htmlEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#9': '\t',
  '#10': '\n',
}

const html: Words = (text) => text.replace(/&(amp|lt|gt|quot|#9|#10);/g, (_, name) => htmlEntities[name] ?? '')

/** By the end of the media type: what most formats are written in. */
export function wordsOf(text: string, { mediaType }: Codec): string {
  if (/[+/]json$/.test(mediaType)) return json(text)
  if (/[+/]xml$/.test(mediaType)) return xml(text)
  if (/bib(?:la)?tex/.test(mediaType)) return latexToText(text)
  // A ContextObject is percent-encoded inside its attribute.
  if (/coins/.test(mediaType)) return decodeURIComponent(html(text))
  if (/[+/]html$/.test(mediaType)) return html(text)
  return text
}
