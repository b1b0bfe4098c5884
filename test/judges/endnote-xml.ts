/** The content models of EndNote’s RSXML.dtd as far as a journal article needs them: order of elements, styled text. */
import { XmlDocument, XmlElement, XmlText } from 'libxml2-wasm'

const models: Readonly<Record<string, string>> = {
  xml: 'records',
  records: 'record*',
  record:
    'source-app ref-type contributors auth-address titles periodical pages volume number keywords dates pub-location publisher isbn accession-num electronic-resource-num abstract label notes work-type language urls custom2 custom7',
  contributors: 'authors secondary-authors',
  authors: 'author*',
  'secondary-authors': 'author*',
  titles: 'title secondary-title alt-title short-title translated-title*',
  periodical: 'full-title abbr-1',
  keywords: 'keyword*',
  dates: 'year pub-dates',
  'pub-dates': 'date*',
  urls: 'pdf-urls related-urls',
  'pdf-urls': 'url*',
  'related-urls': 'url*',
}
const plain = new Set(['source-app', 'ref-type'])
const faces = new Set(['normal', 'bold', 'italic', 'underline', 'subscript', 'superscript'])

/** What is wrong with a document; nothing where it is right. */
export function endnoteFaults(text: string): string[] {
  const document = XmlDocument.fromString(text)
  const faults: string[] = []
  judge(document.root, faults)
  document.dispose()
  return faults
}

function judge(element: XmlElement, faults: string[]): void {
  const children = childrenOf(element)
  const model = models[element.name]?.split(' ')
  if (model === undefined) {
    if (!plain.has(element.name)) judgeText(element, children, faults)
    return
  }
  let at = 0
  for (const child of children) {
    const repeats = model.indexOf(`${child.name}*`)
    const place = repeats === -1 ? model.indexOf(child.name) : repeats
    if (place < at) faults.push(`${child.name} is not allowed here in ${element.name}`)
    at = repeats === -1 ? place + 1 : place
    judge(child, faults)
  }
  if (children.length === 0) faults.push(`${element.name} is empty`)
}

/** Text stands in runs of one face. */
function judgeText(element: XmlElement, children: readonly XmlElement[], faults: string[]): void {
  if (children.length === 0) faults.push(`${element.name} has no text`)
  for (let child = element.firstChild; child; child = child.next) {
    if (child instanceof XmlText) faults.push(`${element.name} has text outside of style`)
  }
  for (const child of children) {
    const face = child.attr('face')?.content ?? ''
    if (child.name !== 'style' || !face.split(' ').every((one) => faces.has(one))) {
      faults.push(`${element.name} has ${child.name} with the face “${face}”`)
    }
  }
}

function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = []
  for (let child = element.firstChild; child; child = child.next) if (child instanceof XmlElement) children.push(child)
  return children
}
