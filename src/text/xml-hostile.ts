/** Long texts that are made to cost time: each is refused before a parser copies and reads all of it. */
import { after, endOfTag, ends, lineAt, unreadable } from './xml-marks.ts'

/** Texts this short cost nothing, whatever is in them. */
const harmless = 1_000_000
const deepest = 256
const slash = 0x2f

/**
 * What libxml2 would refuse after it has copied all of a long text: levels without number, marks that never end, “<” in
 * a row. What follows an element whose content is not wanted is left to the parser.
 */
export function refuseHostile(source: string, from: number, skip: ReadonlySet<string> = new Set()): void {
  if (source.length < harmless) return
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
    if (end !== -1 && skip.has(localName(source.slice(at + 1, Math.min(end, at + 80))))) return
    if (end === -1 || end - at > longestText) {
      throw unreadable(
        lineAt(source, at),
        'This is not well-formed XML: a tag that begins here never ends, or too late.',
      )
    }
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

const reference = /&(?!(?:#\d{1,8}|#x[\da-fA-F]{1,8}|[\p{L}_:][\p{L}\d_:.-]{0,100});)|<!--|<!\[CDATA\[/gu

/** libxml2 makes a report of each “&” that begins nothing: of a million, for seconds. */
export function refuseBareAmpersands(source: string): void {
  if (source.length < harmless) return
  reference.lastIndex = 0
  for (let found = reference.exec(source); found !== null; found = reference.exec(source)) {
    const [mark] = found
    if (mark === '&')
      throw unreadable(lineAt(source, found.index), 'This is not well-formed XML: “&” begins no reference.')
    reference.lastIndex = after(source, ends[mark] ?? '', found.index)
  }
}

/** What libxml2 takes in one text or attribute. It would read all of a longer one before it said no. */
const longestText = 10_000_000

export function refuseLongTexts(source: string): void {
  if (source.length <= longestText) return
  for (let at = 0; at !== -1; ) {
    const next = source.indexOf('<', at + 1)
    if ((next === -1 ? source.length : next) - at > longestText) {
      throw unreadable(lineAt(source, at), 'A text or attribute here has more than ten million characters.')
    }
    at = next
  }
}
