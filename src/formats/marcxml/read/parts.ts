/** Related parts in words, `vol. 12, no. 3 (2024-06), p. 101-109, article e42`, and as other catalogues write them. */
import type { Pages } from '../../../../schemas/article.ts'
import { parseSpan } from '../../oai-dc/read-source.ts'

export interface Parts {
  title?: string
  volume?: string
  issue?: string
  supplement?: string
  articleNumber?: string
  pages?: Pages
  /** In the words of the source. */
  date?: string
}

type Name = Exclude<keyof Parts, 'pages'> | 'pages'

const markers: readonly (readonly [RegExp, Name])[] = [
  [/^(?:vol(?:ume|\.)?|v\.|Bd\.|Band|Jg\.|tome|t\.)[: ]\s*/i, 'volume'],
  [/^(?:no\.?|nr\.?|n°|number|issue|iss\.|Heft|H\.|numéro|fasc\.)[: ]\s*/i, 'issue'],
  [/^supplement: /, 'supplement'],
  [/^(?:pages?|pp?\.|Seiten?|S\.)[: ]\s*/i, 'pages'],
  [/^(?:article|elocationid)[: ]\s*/i, 'articleNumber'],
  [/^year:\s*/i, 'date'],
]

/** Each part begins with its marker; what has none before the first is the title of the container. */
export function parseParts(text: string): Parts {
  const out: Parts = {}
  let current: Name = 'title'
  const said = new Map<Name, string>()
  for (const segment of text.split(', ')) {
    const marker = markers.find(([pattern, name]) => pattern.test(segment) && !said.has(name))
    if (marker === undefined) {
      const before = said.get(current)
      said.set(current, before === undefined ? segment : `${before}, ${segment}`)
    } else {
      current = marker[1]
      said.set(current, segment.replace(marker[0], ''))
    }
  }
  takeDate(said, out)
  for (const [name, value] of said) {
    if (name === 'pages') out.pages = pagesOf(value)
    else if (value !== '') out[name] = value
  }
  return out
}

/** A date in brackets behind the numbers: `no. 3 (2024-06)`. */
function takeDate(said: Map<Name, string>, out: Parts): void {
  for (const name of ['supplement', 'issue', 'volume', 'title'] as const) {
    const value = said.get(name)
    const open = value?.endsWith(')') ? (value.startsWith('(') ? 0 : value.lastIndexOf(' (') + 1) : -1
    if (value === undefined) continue
    const words = open === -1 || (open === 0 && !value.startsWith('(')) ? '' : value.slice(open + 1, -1)
    if (!/\b\d{4}\b/.test(words) && !/^(?:im Druck|in press|n\.d\.)$/i.test(words)) return
    out.date = words
    const rest = value.slice(0, open).trimEnd()
    if (rest === '') said.delete(name)
    else said.set(name, rest)
    return
  }
}

/** `1-15: 12-15, 20` says the ends and the span in words. */
function pagesOf(text: string): Pages {
  const colon = text.indexOf(': ')
  if (colon === -1) return parseSpan(text)
  const [first = '', last = ''] = splitAtDash(text.slice(0, colon))
  return { ...(first !== '' && { first }), ...(last !== '' && { last }), literal: text.slice(colon + 2) }
}

function splitAtDash(text: string): readonly string[] {
  const dash = text.lastIndexOf('-')
  return dash === -1 ? [text] : [text.slice(0, dash), text.slice(dash + 1)]
}

/** `50 (2023), 3` of German catalogues: the first number is the volume. */
export function parseLoose(text: string): Parts {
  const parts = parseParts(text)
  if (parts.title === undefined) return parts
  const [, volume, year, issue] = /^(\w{1,10})(?: ?\((\d{4})\))?(?:[,:] ?(\w{1,10}))?$/.exec(parts.title) ?? []
  const { title: _title, ...rest } = parts
  if (volume === undefined || parts.volume !== undefined) return parts
  return {
    volume,
    ...(issue !== undefined && { issue }),
    ...(year !== undefined && { date: year }),
    ...rest,
  }
}
