/** A ContextObject (Z39.88-2004, key/encoded-value) as a draft: keys of the matrices for journals, books and Dublin Core. */
import type { ArticleDate, Contributor, Journal } from '../../../schemas/article.ts'
import { parseDoi } from '../../article/doi.ts'
import { parseInverted } from '../../article/inverted-name.ts'
import { looseRich } from '../../text/loose-markup.ts'
import type { Reading } from '../codec.ts'
import { wordsOf } from '../highwire/read/people.ts'
import { type Context, checked, dateOf, defined, keep, note, plain, someOf } from '../html/context.ts'
import { pagesOf } from '../schema-org/read/place.ts'

interface Keys extends Context {
  readonly take: (...keys: readonly string[]) => string[]
  /** The first of a key; the others stay. */
  readonly one: (...keys: readonly string[]) => string | undefined
  readonly left: () => [string, string][]
}

/** How the object itself is written, not what is in it. */
const syntax = /^(?:ctx_ver|ctx_enc|ctx_tim|url_ver|url_ctx_fmt|rft_val_fmt|rft_ref_fmt|rfr_id|svc_val_fmt)$/

function keysOf(source: string): Keys {
  const pairs = source.split('&').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    const value = at === -1 ? '' : decoded(pair.slice(at + 1)).trim()
    const key = at === -1 ? pair : decoded(pair.slice(0, at))
    return value === '' || syntax.test(key) ? [] : [[key.replace(/^(?:amp;)+/, ''), value]]
  })
  const left = new Set(pairs)
  const find = (keys: readonly string[]) =>
    keys.flatMap((key) => pairs.filter((pair) => left.has(pair) && pair[0] === key))
  const taken = (pair: [string, string]): string => {
    left.delete(pair)
    return pair[1]
  }
  return {
    draft: {},
    notes: [],
    unmapped: [],
    take: (...keys) => find(keys).map(taken),
    one: (...keys) => find(keys).slice(0, 1).map(taken)[0],
    left: () => [...left],
  }
}

/** application/x-www-form-urlencoded, of which the format is a use: a plus sign is a blank. */
function decoded(text: string): string {
  const blanks = text.replace(/\+/g, ' ')
  try {
    return decodeURIComponent(blanks)
  } catch {
    return blanks
  }
}

export function readContext(source: string, place: string): Reading {
  const keys = keysOf(source)
  const { draft } = keys
  const genre = keys.one('rft.genre')
  if (genre === 'preprint') draft.type = 'preprint'
  else if (genre !== undefined && genre !== 'article') keep(keys, 'rft.genre', genre)
  readIds(keys)
  const title =
    keys.one('rft.atitle') ?? (genre === undefined || genre === 'document' ? keys.one('rft.title') : undefined)
  if (title !== undefined) draft.title = looseRich(title)
  readAuthors(keys)
  readJournal(keys)
  readPlace(keys)
  const date = dateIn(keys)
  if (date !== undefined) draft.dates = draft.type === 'preprint' ? { posted: date } : { published: date }
  for (const [path, value] of keys.left()) keep(keys, path, value)
  if (keys.unmapped.length > 0) draft.unmapped = keys.unmapped
  return { place, draft, notes: keys.notes }
}

const namespaces: readonly (readonly [RegExp, string])[] = [
  [/^info:pmid\//i, 'pmid'],
  [/^info:arxiv\//i, 'arxiv'],
  [/^info:hdl\//i, 'handle'],
  [/^info:bibcode\//i, 'bibcode'],
  [/^urn:isbn:/i, 'isbn'],
]

function readIds(keys: Keys): void {
  const { draft } = keys
  for (const id of [...keys.take('rft_id'), ...keys.take('rft.identifier')]) {
    const doi = parseDoi(id)
    const known = namespaces.find(([prefix]) => prefix.test(id))
    if (doi !== undefined && draft.doi === undefined) draft.doi = doi
    else if (known)
      draft.identifiers = [...(draft.identifiers ?? []), { type: known[1], value: id.replace(known[0], '') }]
    else if (/^(?:https?|ftp):\/\/\S+$/.test(id)) draft.links = [...(draft.links ?? []), { url: id, kind: 'landing' }]
    else if (doi === undefined || doi.toLowerCase() !== draft.doi?.toLowerCase()) keep(keys, 'rft_id', id)
  }
  const isbn = keys.one('rft.isbn')
  if (isbn !== undefined) draft.identifiers = [...(draft.identifiers ?? []), { type: 'isbn', value: isbn }]
}

/** The first author may be named in parts besides. */
function readAuthors(keys: Keys): void {
  const [family, given, initials] = [keys.one('rft.aulast'), keys.one('rft.aufirst'), keys.one('rft.auinit')]
  const suffix = keys.one('rft.ausuffix')
  const first = family ?? given
  const parted: Contributor | undefined =
    first === undefined
      ? undefined
      : defined({
          kind: 'person' as const,
          role: 'author' as const,
          family,
          given: given ?? initials,
          suffix,
        } as Contributor) // without undefined members
  if (initials !== undefined && (given !== undefined || first === undefined)) keep(keys, 'rft.auinit', initials)
  const names = keys.left().filter(([key]) => key === 'rft.au' || key === 'rft.aucorp' || key === 'rft.creator')
  keys.take('rft.au', 'rft.aucorp', 'rft.creator')
  const whole = wordsOf([given ?? initials, family, suffix].filter(Boolean).join(' '))
  const list: Contributor[] = []
  for (const [at, [key, text]] of names.entries()) {
    const name = plain(text)
    if (key === 'rft.aucorp') list.push({ kind: 'group', role: 'author', name })
    else if (parted && at === 0 && wordsOf(name) === whole) list.push(parted)
    else list.push(nameOf(name, keys))
  }
  if (parted && !list.includes(parted)) list.unshift(parted)
  if (list.length > 0) keys.draft.contributors = list
}

function nameOf(name: string, keys: Keys): Contributor {
  const parts = parseInverted(name)
  if (parts) return { kind: 'person', role: 'author', ...parts }
  note(
    keys,
    'name-undivided',
    '/contributors',
    'The source does not say which part of the name is the family name.',
    name,
  )
  return { kind: 'literal', role: 'author', literal: name }
}

function readJournal(keys: Keys): void {
  const [title, short] = [keys.one('rft.jtitle', 'rft.title', 'rft.btitle', 'rft.source'), keys.one('rft.stitle')]
  const issns = keys
    .take('rft.issn')
    .map((one) => checked(keys, 'issn', one, 'rft.issn'))
    .filter((one) => one !== undefined)
  const electronic = checked(keys, 'issn', keys.one('rft.eissn'), 'rft.eissn')
  const coden = keys.one('rft.coden')
  const publisher = keys.one('rft.pub', 'rft.publisher')
  const journal = someOf<Journal>({
    ...(title !== undefined && { title: plain(title) }),
    ...(short !== undefined && { abbreviatedTitles: [{ title: plain(short) }] }),
    ...((issns.length > 0 || electronic !== undefined) && {
      issn: { ...(electronic !== undefined && { electronic }), ...(issns.length > 0 && { unspecified: issns }) },
    }),
    ...(coden !== undefined && { identifiers: [{ type: 'coden', value: coden }] }),
    ...(publisher !== undefined && { publisher: { name: plain(publisher) } }),
  })
  if (journal) keys.draft.journal = journal
}

function readPlace(keys: Keys): void {
  const { draft } = keys
  const rows = [
    ['rft.volume', 'volume'],
    ['rft.issue', 'issue'],
    ['rft.part', 'supplement'],
    ['rft.artnum', 'articleNumber'],
  ] as const
  for (const [key, field] of rows) {
    const value = keys.one(key)
    if (value !== undefined) draft[field] = value
  }
  const language = checked(keys, 'language', keys.one('rft.language'), 'rft.language')
  if (language !== undefined) draft.language = language
  const [first, last, whole] = [keys.one('rft.spage'), keys.one('rft.epage'), keys.one('rft.pages')]
  const isSaid =
    first !== undefined && whole !== undefined && [first, `${first}-${last}`, `${first}–${last}`].includes(whole)
  const pages =
    first === undefined && whole !== undefined && /^[A-Za-z0-9.]+$/.test(whole)
      ? { first: whole }
      : pagesOf(first, last, isSaid ? undefined : whole)
  if (pages) draft.pages = pages
}

const seasons: Readonly<Record<string, string>> = { spring: '21', summer: '22', fall: '23', autumn: '23', winter: '24' }

/** `date`, with the season in `ssn` or in words in `chron`. */
function dateIn(keys: Keys): ArticleDate | undefined {
  const [text, season, words] = [keys.one('rft.date'), keys.one('rft.ssn'), keys.one('rft.chron')]
  const date = dateOf(text)
  const year = typeof date === 'string' && date.length === 4 ? date : undefined
  const number = season === undefined ? undefined : seasons[season.toLowerCase()]
  if (year !== undefined && number !== undefined && words === undefined) return `${year}-${number}`
  if (season !== undefined) keep(keys, 'rft.ssn', season)
  if (words === undefined) return date
  const range = /^(\d{4}(?:-\d\d){0,2}) to (\d{4}(?:-\d\d){0,2})$/.exec(words)
  if (range) return `${range[1]}/${range[2]}`
  if (year !== undefined) return { year: Number(year), season: words }
  if (date !== undefined) keep(keys, 'rft.chron', words)
  return date ?? { literal: words }
}
