/** A format’s document as the one element that `metadata` holds: no declaration, and its namespace and schema named. */
import type { OaiFormat } from '../formats/codec.ts'

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'
/** Declaration and document type before the root; none of ours has an internal subset. */
const prolog = /^\s*(?:<\?[^>]*>\s*|<!DOCTYPE[^>[]*>\s*)*/
// XML 1.0, 2.2 Char: one such character, and no harvester gets past the page.
const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** OAI-PMH 2.0, 3.2: the part must be qualified by a namespace, which it declares itself, and name its schema. */
export function payloads(format: OaiFormat): (written: string) => string {
  // Most documents of a format begin alike, up to the end of the root’s tag.
  let known: Head = { written: '', head: '' }
  return (written) => {
    const document = written.search(illegal) < 0 ? written : written.replace(illegal, '')
    if (known.written === '' || !document.startsWith(known.written)) known = headOf(document, format)
    return known.head + document.slice(known.written.length).trimEnd()
  }
}

interface Head {
  /** As the writer begins. */
  readonly written: string
  /** What stands for it in an answer. */
  readonly head: string
}

function headOf(document: string, { namespace, schema }: OaiFormat): Head {
  const start = prolog.exec(document)?.[0].length ?? 0
  const end = endOfTag(document, start)
  const tag = document.slice(start, end)
  const name = /^<[^\s/>]+/.exec(tag)?.[0]
  if (name === undefined) throw new Error('The document has no root element')
  const added = [
    !name.includes(':') && !/\sxmlns=/.test(tag) ? ` xmlns="${namespace}"` : '',
    /\sxmlns:xsi=/.test(tag) ? '' : ` xmlns:xsi="${xsi}"`,
    /\sxsi:schemaLocation=/.test(tag) ? '' : ` xsi:schemaLocation="${namespace} ${schema}"`,
  ].join('')
  return { written: document.slice(0, end), head: name + added + tag.slice(name.length) }
}

/** Where the start tag ends that begins at `start`; a `>` may stand in an attribute. */
function endOfTag(document: string, start: number): number {
  let quote = ''
  for (let at = start; at < document.length; at++) {
    const one = document[at] ?? ''
    if (quote !== '') quote = one === quote ? '' : quote
    else if (one === '"' || one === "'") quote = one
    else if (one === '>') return at + 1
  }
  return document.length
}
