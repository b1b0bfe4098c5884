/**
 * The source of an XML document before it is parsed: no DOCTYPE, no entities, no processing instructions, so that the
 * parser has nothing to fetch and nothing to expand. Lines keep their numbers; every step takes linear time.
 */
import { Refusal } from '../article/refusal.ts'
import { entities } from './entities.ts'

/** Throws `Refusal('unreadable')` where the document declares entities of its own. */
export function prepareXml(source: string): string {
  const { doctype } = prolog(source)
  if (doctype === undefined) return resolveEntities(withoutInstructions(source.replace(/^\ufeff/, ' ')))
  const cut = source.slice(...doctype)
  if (/<!ENTITY\s+[^%\s]/.test(cut)) {
    throw unreadable(lineAt(source, doctype[0]), 'The DOCTYPE declares entities, which is not accepted.')
  }
  const rest = source.slice(0, doctype[0]) + cut.replace(/[^\n]+/g, '') + source.slice(doctype[1])
  return resolveEntities(withoutInstructions(rest.replace(/^\ufeff/, ' ')))
}

/**
 * Without processing instructions, which say nothing of the record and which the binding cannot step over. Comments and
 * CDATA sections are passed by; each mark is looked for once, so the time is linear.
 */
function withoutInstructions(source: string): string {
  if (!source.includes('<?')) return source
  const mark = /<\?|<!--|<!\[CDATA\[/g
  let out = ''
  let done = 0
  for (let match = mark.exec(source); match !== null; match = mark.exec(source)) {
    const end = after(source, ends[match[0]] ?? '', match.index)
    if (match[0] === '<?') {
      out += source.slice(done, match.index) + source.slice(match.index, end).replace(/[^\n]+/g, '')
      done = end
    }
    mark.lastIndex = end
  }
  return out + source.slice(done)
}

const ends: Readonly<Record<string, string>> = { '<?': '?>', '<!--': '-->', '<![CDATA[': ']]>' }

/** HTML’s and ISO’s names for characters; an unknown name stays as it was written. */
function resolveEntities(text: string): string {
  if (!/&[A-Za-z]/.test(text)) return text
  return text.replace(/&([A-Za-z][A-Za-z0-9.]{0,30});/g, (whole, name: string) => {
    if (name === 'lt' || name === 'gt' || name === 'amp' || name === 'quot' || name === 'apos') return whole
    return entities.get(name) ?? `&amp;${name};`
  })
}

type Range = readonly [start: number, end: number]

/** Where the DOCTYPE is and where the root element begins (XML 1.0, 2.8), found without a parser. */
export function prolog(source: string): { readonly doctype: Range | undefined; readonly end: number } {
  const visible = /[^\s\ufeff]/g
  let at = 0
  let doctype: Range | undefined
  for (;;) {
    visible.lastIndex = at
    at = visible.exec(source)?.index ?? source.length
    if (source.startsWith('<!--', at)) at = after(source, '-->', at)
    else if (source.startsWith('<?', at)) at = after(source, '?>', at)
    else if (source.startsWith('<!DOCTYPE', at) && doctype === undefined) {
      doctype = [at, endOfDoctype(source, at)]
      at = doctype[1]
    } else return { doctype, end: at }
  }
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found === -1 ? source.length : found + mark.length
}

/** Quoted strings, comments and the internal subset may hold “>”. Every character is looked at once. */
function endOfDoctype(source: string, from: number): number {
  let inSubset = false
  for (let i = from; i < source.length; i++) {
    const char = source[i]
    if (char === '"' || char === "'") i = after(source, char, i + 1) - 1
    else if (char === '<' && source.startsWith('<!--', i)) i = after(source, '-->', i) - 1
    else if (char === '[') inSubset = true
    else if (char === ']') inSubset = false
    else if (char === '>' && !inSubset) return i + 1
  }
  return source.length
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length

export const unreadable = (line: number, why: string): Refusal => new Refusal('unreadable', `Line ${line}: ${why}`)
