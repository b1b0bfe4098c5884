/**
 * The source of an XML document before it is parsed: no DOCTYPE, no entities, no processing instructions, so that the
 * parser has nothing to fetch and nothing to expand. Lines keep their numbers; every step takes linear time.
 */
import { Refusal } from '../article/refusal.ts'
import { entities } from './entities.ts'

/**
 * Throws `Refusal('unreadable')` where the document declares entities of its own. Elements in `skip` (local names) lose
 * their content.
 */
export function prepareXml(source: string, skip?: ReadonlySet<string>): string {
  const { doctype, end } = prolog(source)
  if (source.length > harmless) refuseHostile(source, doctype === undefined ? end : doctype[1], skip)
  if (source.length > longestText) refuseLongTexts(source)
  const nul = source.indexOf('\0') // at which the binding would take the text to end
  if (nul !== -1) throw unreadable(lineAt(source, nul), 'There is a NUL character; the text may be UTF-16. Send UTF-8.')
  let rest = source.replace(/^\ufeff/, ' ')
  if (doctype !== undefined) {
    const cut = source.slice(...doctype)
    if (/<!ENTITY\s+[^%\s]/.test(cut)) {
      throw unreadable(lineAt(source, doctype[0]), 'The DOCTYPE declares entities, which is not accepted.')
    }
    rest = rest.slice(0, doctype[0]) + emptied(cut) + rest.slice(doctype[1])
  }
  return resolveEntities(withoutInstructions(skip === undefined || skip.size === 0 ? rest : withoutContent(rest, skip)))
}

/** What libxml2 takes in one text or attribute. It would read all of a longer one before it said no. */
const longestText = 10_000_000

function refuseLongTexts(source: string): void {
  for (let at = 0; at !== -1; ) {
    const next = source.indexOf('<', at + 1)
    if ((next === -1 ? source.length : next) - at > longestText) {
      throw unreadable(lineAt(source, at), 'A text or attribute here has more than ten million characters.')
    }
    at = next
  }
}

/** Texts this short cost nothing, whatever is in them. */
const harmless = 1_000_000
const deepest = 256
const slash = 0x2f

/**
 * What libxml2 would refuse after it has copied all of a long text: levels without number, marks that never end, “<” in
 * a row. What follows an element whose content is not wanted is left to the parser.
 */
function refuseHostile(source: string, from: number, skip: ReadonlySet<string> = new Set()): void {
  let depth = 0
  for (let at = source.indexOf('<', from); at !== -1; at = source.indexOf('<', at)) {
    const mark = markAt(source, at)
    if (mark !== undefined) {
      const length = source.slice(at, at + longestText).indexOf(ends[mark] ?? '')
      if (length === -1)
        throw unreadable(lineAt(source, at), `What begins with “${mark}” here never ends, or too late.`)
      at += length
      continue
    }
    if (source[at + 1] === '<') throw unreadable(lineAt(source, at), 'This is not well-formed XML: “<” begins no tag.')
    const end = source.indexOf('>', at)
    if (end === -1 || skip.has(localName(source.slice(at + 1, Math.min(end, at + 80))))) return
    depth += step(source, at, end + 1)
    at = end
    if (depth <= deepest) continue
    // A “>” in an attribute may have hidden the end of a tag.
    if (depthAt(source, from, at) <= deepest) return
    throw unreadable(lineAt(source, at), `This is not well-formed XML: there are more than ${deepest} levels.`)
  }
}

function markAt(source: string, at: number): string | undefined {
  if (source[at + 1] === '?') return '<?'
  if (source[at + 1] !== '!') return undefined
  return source.startsWith('<!--', at) ? '<!--' : source.startsWith('<![CDATA[', at) ? '<![CDATA[' : undefined
}

/** One level down, up, or neither, by the tag that begins and ends here. */
const step = (source: string, at: number, end: number): number =>
  source.charCodeAt(at + 1) === slash ? -1 : source.charCodeAt(end - 2) === slash ? 0 : 1

const localName = (tag: string): string => tag.split(/[\s/>]/, 1)[0]?.replace(/^.*:/, '') ?? ''

/** How many elements are open, attributes looked through. */
function depthAt(source: string, from: number, to: number): number {
  let depth = 0
  for (let at = source.indexOf('<', from); at !== -1 && at < to; at = source.indexOf('<', at)) {
    const mark = markAt(source, at)
    const end = mark === undefined ? endOfTag(source, at) : after(source, ends[mark] ?? '', at)
    if (mark === undefined) depth += step(source, at, end)
    at = end
  }
  return depth
}

/** Nothing but the ends of its lines. */
const emptied = (text: string): string => text.replace(/[^\n]+/g, '')

/**
 * Without what stands in these elements, so that the parser need not hold the text of an article whose front matter is
 * wanted. An element that is not closed is left to the parser to refuse.
 */
function withoutContent(source: string, names: ReadonlySet<string>): string {
  const opening = new RegExp(
    `<!--|<!\\[CDATA\\[|<\\?|<((?:[\\w.-]{1,40}:)?(?:${[...names].join('|')}))(?=[\\s/>])`,
    'g',
  )
  let out = ''
  let done = 0
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    const [mark, name] = match
    if (name === undefined) {
      opening.lastIndex = after(source, ends[mark] ?? '', match.index)
      continue
    }
    const start = endOfTag(source, match.index)
    opening.lastIndex = start
    if (source[start - 2] === '/') continue
    const end = endOfElement(source, name, start)
    if (end === undefined) break
    out += source.slice(done, start) + emptied(source.slice(start, end))
    done = end
    opening.lastIndex = end
  }
  return out + source.slice(done)
}

/** Behind the tag that begins here; its attributes may hold “>”. */
function endOfTag(source: string, from: number): number {
  const special = /["'>]/g
  special.lastIndex = from
  for (let match = special.exec(source); match !== null; match = special.exec(source)) {
    if (match[0] === '>') return match.index + 1
    special.lastIndex = after(source, match[0], match.index + 1)
  }
  return source.length
}

/** Where the end tag begins, for content that begins here. Elements of the same name may stand within one another. */
function endOfElement(source: string, name: string, from: number): number | undefined {
  const tag = new RegExp(`<!--|<!\\[CDATA\\[|<\\?|<(/?)${name.replace('.', '\\.')}(?=[\\s/>])`, 'g')
  tag.lastIndex = from
  let depth = 1
  for (let match = tag.exec(source); match !== null; match = tag.exec(source)) {
    const [mark, slash] = match
    if (slash === undefined) tag.lastIndex = after(source, ends[mark] ?? '', match.index)
    else if (slash === '/') {
      depth--
      if (depth === 0) return match.index
    } else {
      tag.lastIndex = endOfTag(source, match.index)
      if (source[tag.lastIndex - 2] !== '/') depth++
    }
  }
  return undefined
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
      out += source.slice(done, match.index) + emptied(source.slice(match.index, end))
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

/** One that holds more than the names of a DTD is one to be refused: nothing is found behind it. */
const longestDoctype = 100_000

/** Quoted strings, comments and the internal subset may hold “>”. Every character is looked at once. */
function endOfDoctype(source: string, from: number): number {
  let inSubset = false
  for (let i = from; i < source.length; i++) {
    if (i - from > longestDoctype) break
    const char = source[i]
    if (char === '"' || char === "'") i = after(source, char, i + 1) - 1
    else if (char === '<' && source.startsWith('<!--', i)) i = after(source, '-->', i) - 1
    else if (char === '[') inSubset = true
    else if (char === ']') inSubset = false
    else if (char === '>' && !inSubset) return i + 1
  }
  return source.length
}

function lineAt(source: string, index: number): number {
  let line = 1
  for (let at = source.indexOf('\n'); at !== -1 && at < index; at = source.indexOf('\n', at + 1)) line++
  return line
}

export const unreadable = (line: number, why: string): Refusal => new Refusal('unreadable', `Line ${line}: ${why}`)
