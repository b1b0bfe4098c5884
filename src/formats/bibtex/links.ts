/** What leads to the article: DOI, address, identifiers, and the language it is in. */
import { articleTypes, type Draft, type Identifier } from '../../../schemas/article.ts'
import { doiUrl, parseDoi } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import { isBalanced } from '../../text/latex.ts'
import { textField } from './place.ts'
import type { Row, Source } from './row.ts'

const simpleDoi = /^10\.[0-9]+\/[A-Za-z0-9._/;():-]+$/
/** Fields that LaTeX prints as they stand hold no escapes; those that other programs put there are undone. */
const verbatim = (value: string): string =>
  value
    .trim()
    .replace(/^\\url\{(.*)\}$/, '$1')
    .replace(/\\([_%#&{}~$^])/g, '$1')

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
    else if (/^(?:https?|ftp):\/\/\S+$/.test(url)) {
      source.take('url')
      draft.links = [...(draft.links ?? []), { url, kind: 'landing' }]
    }
  },
}

const isSameDoi = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()

function readDoi(source: Source, draft: Draft): void {
  const value = source.peek('doi')
  const doi = value === undefined ? undefined : parseDoi(verbatim(value))
  if (doi !== undefined) {
    source.take('doi')
    draft.doi = doi
  } else if (value?.trim()) source.note('doi-syntax', '/doi', 'The field doi holds no DOI.', value)
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
      const value = textField(source.take('eprint'))
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

/** Names that babel and biblatex give to languages; of two for one tag the later is written. */
export const languages: Readonly<Record<string, string>> = {
  english: 'en',
  american: 'en-US',
  british: 'en-GB',
  german: 'de',
  ngerman: 'de',
  french: 'fr',
  spanish: 'es',
  portuguese: 'pt',
  brazilian: 'pt-BR',
  italian: 'it',
  dutch: 'nl',
  russian: 'ru',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  polish: 'pl',
  czech: 'cs',
  swedish: 'sv',
  danish: 'da',
  finnish: 'fi',
  turkish: 'tr',
  arabic: 'ar',
  persian: 'fa',
}

export const languageRow: Row = {
  write({ language }, { put }) {
    if (language !== undefined) put('language', language)
  },
  read(source, draft) {
    for (const field of ['language', 'langid']) {
      const value = textField(source.peek(field))
      const tag = value === undefined ? undefined : (languages[value.toLowerCase()] ?? value)
      if (tag === undefined || !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(tag)) continue
      source.take(field)
      draft.language ??= tag
    }
  },
}

export const typeRow: Row = {
  write({ type }, { put }) {
    if (type !== undefined) put('articletype', type)
  },
  read(source, draft) {
    const value = source.peek('articletype')?.trim()
    const type = articleTypes.find((name) => name === value)
    if (type === undefined) return
    source.take('articletype')
    draft.type = type
  },
}
