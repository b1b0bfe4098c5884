/** What leads to the article: DOI, address, identifiers, and the language it is in. */
import { articleTypes, type Draft, type Identifier } from '../../../schemas/article.ts'
import { doiUrl, parseDoi } from '../../article/doi.ts'
import { parseLanguage } from '../../article/identifiers.ts'
import { primaryLanguage } from '../../article/language-codes.ts'
import { standingOf } from '../../article/standing.ts'
import { isBalanced, latexToText } from '../../text/latex.ts'
import { languages } from './languages.ts'
import { unwrap } from './notation.ts'
import type { Row, Source } from './row.ts'
import { textField } from './values.ts'

const simpleDoi = /^10\.[0-9]+\/[A-Za-z0-9._/;():-]+$/
/** Fields that LaTeX prints as they stand hold no escapes; those that other programs put there are undone. */
const verbatim = (value: string): string =>
  value
    .trim()
    .replace(/^\\url\{(.*)\}$/, '$1')
    .replace(/\{?\\([_%#&~$^])\}?|\\([{}])/g, '$1$2')

/** A DOI stands as it is; one that BibTeX could not hold as its address, where everything else is encoded. */
const doiField = (doi: string, isAscii: boolean): string =>
  simpleDoi.test(doi) || (isBalanced(doi) && !doi.includes('\\') && isHeld(doi, isAscii)) ? doi : addressOf(doi)

const isHeld = (doi: string, isAscii: boolean) => (isAscii ? /^[!-~]*$/.test(doi) : doi.normalize('NFC') === doi)

/** `'` and `(` are left alone by URL encoders; braces are not. */
const addressOf = (doi: string): string => (simpleDoi.test(doi) ? `https://doi.org/${doi}` : doiUrl(doi))

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())
const urlField = (url: string, isAscii: boolean): string => {
  const safe = /[\\{}]/.test(url) ? url.replace(/[\\{}]/g, encoded) : url
  return isAscii ? safe.replace(/[^\x20-\x7e]+/g, encoded) : safe
}

export const linksRow: Row = {
  write({ doi, links }, { put, putTight, isAscii }) {
    if (doi !== undefined) {
      putTight('doi', doiField(doi, isAscii))
      putTight('url', addressOf(doi))
      return
    }
    const landing = links?.find(({ kind }) => kind === 'landing') ?? links?.[0]
    if (landing) put('url', urlField(landing.url, isAscii))
  },
  read(source, draft) {
    readDoi(source, draft)
    const value = source.peek('url')
    const url = value === undefined ? '' : verbatim(value)
    const inUrl = /^https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\//i.test(url) ? parseDoi(url) : undefined
    if (inUrl !== undefined) {
      draft.doi ??= inUrl
      if (isSameDoi(draft.doi, inUrl)) source.take('url')
      return
    }
    if (draft.links?.some((link) => urlField(link.url, false) === url)) source.take('url')
    else if (/^(?:https?|ftp):\/\/\S+$/.test(url) && !/;(?:https?|ftp):/.test(url)) {
      source.take('url')
      draft.links = [...(draft.links ?? []), { url, kind: 'landing' }]
    }
  },
}

const isSameDoi = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()

function readDoi(source: Source, draft: Draft): void {
  for (const field of ['doi', 'article-doi']) {
    const value = source.peek(field)
    if (value === undefined || value.trim() === '' || draft.doi !== undefined) continue
    const doi = doiOf(value)
    if (doi === undefined) source.note('doi-syntax', '/doi', `The field ${field} holds no DOI.`, value)
    else {
      source.take(field)
      draft.doi = doi
    }
  }
}

/** A DOI in any dress: in braces, with escapes, as an address, of a resolver that is not doi.org. */
function doiOf(value: string): string | undefined {
  const bare = unwrap(verbatim(value)).replace(/^(?:www\.)?(?:dx\.)?doi\.org\//i, '')
  const found = parseDoi(bare) ?? parseDoi(latexToText(value).trim())
  return (
    found ??
    parseDoi(/^https?:\/\/(?:doi[.-](?!org\/)|[^/\s]*\.doi[.-]|[^/\s]*-doi-)[^/\s]*\/(10\.\S+)$/i.exec(bare)?.[1] ?? '')
  )
}

/** Identifiers with a field of their own, in the order in which they are written. */
const identifierFields = ['pmid', 'pmcid', 'arxiv'] as const
const order: readonly string[] = identifierFields

/** Archives of an `eprint`; biblatex has `pubmed` too. */
const archives: Readonly<Record<string, Identifier['type']>> = { arxiv: 'arxiv', pubmed: 'pmid' }

export const identifiersRow: Row = {
  write({ identifiers }, { put, text }) {
    if (!identifiers) return
    for (const type of identifierFields) {
      const found = identifiers.find((identifier) => identifier.type === type)
      if (!found) continue
      put(type === 'arxiv' ? 'eprint' : type, text(found.value))
      if (type === 'arxiv') put('archiveprefix', 'arXiv')
    }
  },
  read(source, draft) {
    const found: Identifier[] = []
    for (const type of ['pmid', 'pmcid'] as const) {
      const value = textField(source.take(type))
      if (value !== undefined) found.push({ type, value })
    }
    const archive = (source.peek('archiveprefix') ?? source.peek('eprinttype') ?? '').trim().toLowerCase()
    const type = archives[archive]
    if (type !== undefined && source.peek('eprint')) {
      const value = textField(source.take('eprint'))?.replace(type === 'arxiv' ? /^arXiv:/i : '', '')
      source.take('archiveprefix')
      source.take('eprinttype')
      if (value !== undefined) found[type === 'pmid' ? 'unshift' : 'push']({ type, value })
    }
    // The full list, where it was needed, has been read already.
    if (found.length > 0 && !draft.identifiers) draft.identifiers = found
  },
}

/** Whether the fields of their own say all the identifiers, in their order. */
export function areIdentifiersSaid(identifiers: readonly Identifier[]): boolean {
  let next = 0
  for (const { type } of identifiers) {
    const at = order.indexOf(type)
    if (at < next) return false
    next = at + 1
  }
  return true
}

/** Styles print `note`, so that is where a retraction is seen. */
export const noteRow: Row = {
  write(article, { put, text }) {
    const status = standingOf(article)
    if (status !== undefined) put('note', text(status))
  },
  read(source, draft) {
    const note = textField(source.peek('note'))
    if (note !== undefined && note === standingOf(draft)) source.take('note')
  },
}

export const languageRow: Row = {
  write({ language }, { put }) {
    if (language !== undefined) put('language', language)
  },
  read(source, draft) {
    for (const field of ['language', 'langid']) {
      const value = textField(source.peek(field))
      const tag = value === undefined ? undefined : tagOf(value)
      // Of two languages the first is the article’s; the other is kept unless it is the same in other words.
      if (tag === undefined || (draft.language !== undefined && !isSameLanguage(draft.language, tag))) continue
      source.take(field)
      draft.language ??= tag
    }
  },
}

/** A tag by its name or by itself: `english`, `en_GB`, `ger`; words of another kind are none. */
function tagOf(value: string): string | undefined {
  const name = value.toLowerCase()
  if (Object.hasOwn(languages, name)) return languages[name]
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,8}$/.test(value)) return undefined
  const parsed = parseLanguage(value)
  return 'value' in parsed ? parsed.value : undefined
}

const isSameLanguage = (a: string, b: string): boolean => primaryLanguage(a) === primaryLanguage(b)

const theses = new Set(['thesis', 'phdthesis', 'mastersthesis'])

export const typeRow: Row = {
  write({ type }, { put }) {
    if (type !== undefined) put('articletype', type)
  },
  read(source, draft) {
    const value = source.peek('articletype')?.trim()
    const type = articleTypes.find((name) => name === value)
    if (type !== undefined) {
      source.take('articletype')
      draft.type = type
    } else if (theses.has(source.type)) draft.type = 'dissertation'
    else if (source.peek('pubstate')?.trim() === 'prepublished') draft.type = 'preprint'
  },
}
