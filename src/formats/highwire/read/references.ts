/** citation_reference: pairs of a tag and its text, or the reference as printed; citation_funding_source in the same manner. */
import type { Funding, Reference } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { kinds } from '../../../article/identifiers.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { plainText } from '../../../text/rich.ts'
import { plain } from '../../html/context.ts'
import { pagesOf } from '../../schema-org/read/place.ts'
import { type Bag, keepTag } from './bag.ts'

type Pair = readonly [key: string, text: string]

/** `citation_title=…; citation_author=…`; a semicolon parts only where a tag follows it. */
export function pairsOf(content: string): Pair[] {
  if (!/^\s*(?:citation_)?\w+=/.test(content) || !/citation_\w+\s*=/.test(content)) return []
  return content.split(/;\s*(?=citation_\w+\s*=)/).flatMap((part): Pair[] => {
    const [, key, text = ''] = /^\s*(?:citation_)?(\w+?)\s*=\s*([\s\S]*)$/.exec(part) ?? []
    const value = text.replace(/;\s*$/, '').trim()
    return key === undefined || value === '' ? [] : [[key.toLowerCase(), value]]
  })
}

type Loose = { -readonly [K in keyof Reference]?: Reference[K] }

const containers = [
  'journal_title',
  'journal_abbrev',
  'conference_title',
  'inbook_title',
  'book_title',
  'conference',
] as const
const texts: Readonly<Record<string, 'volume' | 'issue' | 'edition' | 'publisher' | 'isbn' | 'pmid' | 'key'>> = {
  volume: 'volume',
  issue: 'issue',
  edition: 'edition',
  publisher: 'publisher',
  technical_report_institution: 'publisher',
  dissertation_institution: 'publisher',
  isbn: 'isbn',
  pmid: 'pmid',
  id: 'key',
}

export function readReferences(bag: Bag): void {
  const references = bag.take('reference').map((tag): Reference => {
    const pairs = pairsOf(tag.content)
    if (pairs.length > 0) return partsOf(pairs, bag)
    return /^https?:\/\/\S+$/.test(tag.content) ? { url: tag.content } : { unstructured: looseRich(tag.content) }
  })
  const said = references.filter((one) => Object.keys(one).length > 0)
  if (said.length > 0) bag.draft.references = said
}

function partsOf(pairs: readonly Pair[], bag: Bag): Reference {
  const out: Loose = {}
  const seen = new Set<string>()
  const span: { first?: string; last?: string; whole?: string } = {}
  const authors: NonNullable<Reference['authors']> = []
  for (const [key, text] of pairs) {
    const field = Object.hasOwn(texts, key) ? texts[key] : undefined
    if (key === 'author' || key === 'authors' || key === 'editor') authors.push(...authorsIn(plain(text)))
    else if (seen.has(key))
      keepTag(bag, { key, family: 'highwire', name: `citation_reference/citation_${key}`, content: text })
    else if (key === 'title') out.title = looseRich(text)
    else if (containers.some((one) => one === key) && out.containerTitle === undefined)
      out.containerTitle = looseRich(text)
    else if (field !== undefined && out[field] === undefined) out[field] = plain(text)
    else if ((key === 'publication_date' || key === 'year' || key === 'date') && out.year === undefined)
      out.year = plain(text)
    else if (key === 'firstpage') span.first = text
    else if (key === 'lastpage') span.last = text
    else if (key === 'pages') span.whole = text
    else if (!addIdentifier(out, key, text))
      keepTag(bag, { key, family: 'highwire', name: `citation_reference/citation_${key}`, content: text })
    seen.add(key)
  }
  if (authors.length > 0) out.authors = authors
  const pages = span.first === undefined ? pagesOfText(span.whole) : pagesOf(span.first, span.last, span.whole)
  if (pages) out.pages = pages
  return out
}

/** One word is a first page, everything else that is no span stays as printed. */
const pagesOfText = (whole: string | undefined) =>
  whole === undefined
    ? undefined
    : /^[A-Za-z0-9.]+$/.test(whole)
      ? { first: whole }
      : pagesOf(undefined, undefined, whole)

function addIdentifier(out: Loose, key: string, text: string): boolean {
  if (key === 'doi') {
    const doi = parseDoi(text)
    if (doi === undefined || out.doi !== undefined) return false
    out.doi = doi
    return true
  }
  if (key === 'issn') {
    const issn = kinds.issn.parse(text)
    if (!('value' in issn)) return false
    out.issn = issn.value
    return true
  }
  if (!/^(?:\w*_)?ur[li]$/.test(key) || !/^https?:\/\/\S+$/.test(text) || out.url !== undefined) return false
  out.url = text
  return true
}

/** `Lee, A.` is one name; `A. Lee, B. Moon` are two, since each side of the comma is a whole name. */
function authorsIn(text: string): NonNullable<Reference['authors']> {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '')
  const [family = '', given = ''] = parts
  if (parts.length === 2 && (!family.includes(' ') || !given.includes(' ')) && parseInverted(text)?.given !== undefined)
    return [{ family, given }]
  const isInvertedList =
    parts.length > 2 &&
    parts.length % 2 === 0 &&
    parts.every((part, at) => at % 2 === 0 || /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(part))
  if (isInvertedList)
    return parts.flatMap((part, at) => (at % 2 === 0 ? [{ family: part, given: parts[at + 1] ?? '' }] : []))
  return parts.map((literal) => ({ literal }))
}

export function readFunding(bag: Bag): void {
  const funding = bag.take('funding_source').map((tag): Funding => {
    const pairs = pairsOf(tag.content)
    if (pairs.length === 0) return { funder: { name: plainText(looseRich(tag.content)) } }
    const of = (key: string) => pairs.filter(([one]) => one === key).map(([, text]) => text)
    const ids = of('funder_id')
    const doi = ids.map(parseDoi).find((one) => one !== undefined)
    const ror = ids
      .map((id) => (/ror/.test(id) ? kinds.ror.parse(id) : undefined))
      .find((one) => one !== undefined && 'value' in one)
    const [name] = of('funder')
    const funder = {
      ...(name !== undefined && { name: plain(name) }),
      ...(doi !== undefined && { doi }),
      ...(ror && 'value' in ror && { ror: ror.value }),
    }
    const awards = of('grant_number')
    for (const [key, text] of pairs) {
      const isKnown =
        key === 'grant_number' ||
        (key === 'funder' && text === name) ||
        (key === 'funder_id' && (parseDoi(text) === doi || /ror/.test(text)))
      if (!isKnown) keepTag(bag, { ...tag, name: `${tag.name}/citation_${key}`, content: text })
    }
    return { ...(Object.keys(funder).length > 0 && { funder }), ...(awards.length > 0 && { awards }) }
  })
  const said = funding.filter((one) => Object.keys(one).length > 0)
  if (said.length > 0) bag.draft.funding = said
}
