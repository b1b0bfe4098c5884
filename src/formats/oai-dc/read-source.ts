/** dc:source: the line that says in which journal an article stands and where, as repositories and this one write it. */
import type { ArticleDate, Pages } from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'

export interface Place {
  title?: string
  volume?: string
  issue?: string
  pages?: Pages
  articleNumber?: string
  /** In the words of the line. */
  date?: string
}

const inPress = /^(?:im Druck|in press|in print|forthcoming|n\.? ?d\.?)$/i

/** The parts of a line; what has none of the forms below is the name of a journal. Undefined for no words at all. */
export function parseSource(line: string): Place | undefined {
  if (line.length > 500 || /^[\d\s]+$|^(?:https?:|oai:|urn:|info:)\S+$/.test(line)) return undefined
  return fromLabels(line) ?? fromStops(line) ?? fromCommas(line)
}

/** The Vancouver form, `J Tides. 2015;10(3):e0121`, and that of arXiv, `Phys.Rev. D76 (2007) 013009`. */
function fromStops(line: string): Place | undefined {
  const [, title, year, volume, issue, page] =
    /^(.{2,300}?)[.,]? (\d{4})[^;:]{0,12}; ?(\w{1,10})(?: ?\(([^()]{1,30})\))?: ?([\w.–-]{1,30})\.?$/.exec(line) ?? []
  if (title !== undefined && year !== undefined && volume !== undefined && page !== undefined) {
    return { title, volume, ...(issue !== undefined && { issue }), pages: parseSpan(page), date: year }
  }
  const [, name, number, date, first] =
    /^([^,;]{2,200}?),? ([A-Z]?\d{1,4}) ?\((\d{4})\),? ([\w-]{1,30})$/.exec(line) ?? []
  if (name === undefined || number === undefined || date === undefined || first === undefined) return undefined
  return { title: name, volume: number, pages: parseSpan(first), date }
}

/** OJS: `Journal of Tides; Vol. 5 No. 2 (2014): Winter; 10-20`; DOAJ: `Journal of Tides, Vol 5, Iss 2, Pp 10-20 (2014)`. */
function fromLabels(line: string): Place | undefined {
  const volume = /\b[Vv]ol(?:ume)?(?![A-Za-z])\.? ?(\w[\w./-]{0,20})/.exec(line)
  if (volume === null || volume.index === 0) return undefined
  const issue = /\b(?:[Nn][oº°r]|[Ii]ss(?:ue)?|[Nn]úm)(?![A-Za-z])\.? ?(\w[\w./-]{0,20})/.exec(line.slice(volume.index))
  const year = /\((\d{4})\)/.exec(line)
  const pages = /(?:[Pp]p?\.? ?|; ?)([A-Za-z]?\d{1,6}) ?[-–] ?([A-Za-z]?\d{1,6})\s*(?:\(\d{4}\))?\.?$/.exec(line)
  const title = line.slice(0, volume.index).replace(/[\s,;:(]+$/, '')
  if (title === '') return undefined
  return {
    title,
    ...(volume[1] !== undefined && { volume: volume[1].replace(/[.,]$/, '') }),
    ...(issue?.[1] !== undefined && { issue: issue[1].replace(/[.,]$/, '') }),
    ...(pages?.[1] !== undefined && pages[2] !== undefined && { pages: { first: pages[1], last: pages[2] } }),
    ...(year?.[1] !== undefined && { date: year[1] }),
  }
}

/** `Journal of Tides, 12(3), 101-109, e42 (2024)`: what this repository writes, and the OpenAIRE guidelines show. */
function fromCommas(line: string): Place | undefined {
  const { place, date } = withoutDate(line)
  const segments = place.split(', ')
  const at = segments.findIndex((segment, index) => isNumber(segment) && index > 0)
  if (at === -1) return { ...titleAndPage(segments), ...(date !== undefined && { date }) }
  const title = segments.slice(0, at).join(', ')
  return {
    ...(title !== '' && { title }),
    ...numberOf(segments[at] ?? ''),
    ...spanAndNumber(segments.slice(at + 1)),
    ...(date !== undefined && { date }),
  }
}

/** The year, or other words for a date, in brackets at the end. */
function withoutDate(line: string): { readonly place: string; readonly date?: string } {
  const open = line.lastIndexOf(' (')
  if (open === -1 || !line.endsWith(')')) return { place: line }
  const words = line.slice(open + 2, -1)
  return /\b\d{4}\b/.test(words) || inPress.test(words) ? { place: line.slice(0, open), date: words } : { place: line }
}

/** `12(3)`, `(3)`, `12`. */
const isNumber = (segment: string): boolean =>
  /^[\p{L}\p{N}./-]{0,20}\([^()]{1,60}\)$|^(?:\d{1,5}[A-Z]?|[IVXLC]{1,8})$/u.test(segment)

function numberOf(segment: string): Place {
  const open = segment.indexOf('(')
  if (open === -1) return { volume: segment }
  const volume = segment.slice(0, open)
  return { ...(volume !== '' && { volume }), issue: segment.slice(open + 1, -1) }
}

/** A journal without volume and issue: `J, A-12`. */
function titleAndPage(segments: readonly string[]): Place {
  const last = segments.at(-1) ?? ''
  const isPage = segments.length > 1 && /^[A-Za-z]{0,3}-?\d{1,6}(?:[-–][A-Za-z]{0,3}-?\d{1,6})?$/.test(last)
  const title = (isPage ? segments.slice(0, -1) : segments).join(', ')
  return { title, ...(isPage && { pages: parseSpan(last) }) }
}

/** The last segment is the number of the article where it is no span and something stands before it. */
function spanAndNumber(segments: readonly string[]): Place {
  if (segments.length === 0) return {}
  const last = segments.at(-1) ?? ''
  const isNumbered = segments.length > 1 ? /^[A-Za-z]+\d+$/.test(last) : /^[A-Za-z]{1,3}\d{2,}$/.test(last)
  const span = (isNumbered ? segments.slice(0, -1) : segments).join(', ')
  return { ...(span !== '' && { pages: parseSpan(span) }), ...(isNumbered && { articleNumber: last }) }
}

/** `635-641`, `A-12–A-20`, `e101`; several spans stay in words. */
export function parseSpan(text: string): Pages {
  if (/[,;]/.test(text)) return { literal: text }
  const dashed = text.split('–')
  const [first = '', last, ...more] = dashed.length === 2 ? dashed : text.split('-')
  if (last === undefined) return { first: text }
  const isSpan = more.length === 0 && first.trim() !== '' && /^\S+$/.test(last.trim())
  // `A-12` is one page: in a span both ends have figures.
  if (!isSpan || (dashed.length !== 2 && !(/\d|^[ivxlc]+$/i.test(first) && /\d|^[ivxlc]+$/i.test(last))))
    return /^\S+$/.test(text) && more.length === 0 ? { first: text } : { literal: text }
  return { first: first.trim(), last: last.trim() }
}

/** The date of publication and that of the line as one: the more precise, of two that do not differ. */
export function datesTogether(published: ArticleDate | undefined, place: Place): ArticleDate | undefined | 'conflict' {
  const date = place.date === undefined ? undefined : parseDateWords(place.date)
  if (date === undefined || published === undefined) return published ?? date
  if (typeof date === 'string') {
    if (JSON.stringify(published).includes(date)) return published
    return typeof published === 'string' && date.startsWith(published) ? date : 'conflict'
  }
  return 'year' in date && JSON.stringify(published).includes(String(date.year)) ? date : 'conflict'
}
