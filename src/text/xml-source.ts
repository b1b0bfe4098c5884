/**
 * The source of an XML document before it is parsed: no DOCTYPE, no entities, no processing instructions, so that the
 * parser has nothing to fetch and nothing to expand. Lines keep their numbers; every step takes linear time.
 */
import { entities } from './entities.ts'
import { refuseBareAmpersands, refuseHostile, refuseLongTexts } from './xml-hostile.ts'
import { after, endOfTag, ends, lineAt, unreadable } from './xml-marks.ts'

/**
 * Throws `Refusal('unreadable')` where the document declares entities of its own. Elements in `skip` (local names) lose
 * their content.
 */
export function prepareXml(source: string, skip?: ReadonlySet<string>): string {
  const { doctype, end } = prolog(source)
  if (end > longestProlog) throw unreadable(1, 'The root element does not begin in the first 300,000 characters.')
  const types = doctype === undefined ? '' : source.slice(...doctype)
  if (/<!ENTITY\s+[^%\s]/.test(types)) {
    throw unreadable(lineAt(source, doctype?.[0] ?? 0), 'The DOCTYPE declares entities, which is not accepted.')
  }
  refuseHostile(source, doctype === undefined ? end : doctype[1], skip)
  refuseLongTexts(source)
  const nul = source.indexOf('\0') // at which the binding would take the text to end
  if (nul !== -1) throw unreadable(lineAt(source, nul), 'There is a NUL character; the text may be UTF-16. Send UTF-8.')
  let rest = source.replace(/^\ufeff/, ' ')
  if (doctype !== undefined) {
    rest = rest.slice(0, doctype[0]) + emptied(types) + rest.slice(doctype[1])
  }
  const wanted = withoutInstructions(skip === undefined || skip.size === 0 ? rest : withoutContent(rest, skip))
  refuseBareAmpersands(wanted)
  return resolveEntities(wanted)
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
    if (at > longestProlog) return { doctype, end: at }
    if (source.startsWith('<!--', at)) at = after(source, '-->', at)
    else if (source.startsWith('<?', at)) at = after(source, '?>', at)
    else if (source.startsWith('<!DOCTYPE', at) && doctype === undefined) {
      doctype = [at, endOfDoctype(source, at)]
      at = doctype[1]
    } else return { doctype, end: at }
  }
}

/** Comments and a DOCTYPE before the root are shorter; whoever writes more of them wants to cost time. */
const longestProlog = 300_000

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
