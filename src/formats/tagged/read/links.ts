/** How the article is found: DOI, addresses, identifiers of databases. */
import type { FullTextLink } from '../../../../schemas/article.ts'
import { doiKey, parseDoi } from '../../../article/doi.ts'
import { plainValue } from './names.ts'
import { type Entry, firstOf, type Row, type Source } from './source.ts'

const labelledDoi = /^(?:doi|DOI)\s*[:=]?\s*(10\.\d{4,9}\/\S+?)[.;,]?$/
const resolver = /^(?:https?:)?\/\/(?:www\.)?(?:dx\.)?doi\.org\//i

/** A DOI in a field for something else: only where the value is nothing but one. */
export function doiIn(value: string): string | undefined {
  const text = value.trim()
  if (resolver.test(text)) return parseDoi(text.replace(/^\/\//, 'https://'))
  return parseDoi(labelledDoi.exec(text)?.[1] ?? text)
}

/** PubMed marks what is what: `S0896-6273(16)30703-1 [pii]`, `10.1016/j.neuron.2016.10.006 [doi]`. */
const marked = /^(\S+) \[(pii|doi)\]$/

export const doiRow: Row = (source) => {
  const { draft } = source
  for (const entry of source.take('doi')) {
    for (const line of entry.value.split(/\n|\s(?=10\.\d{4,9}\/)|(?<=\])\s/)) {
      const text = line.trim()
      if (text === '') continue
      const [, bare = text, mark] = marked.exec(text) ?? []
      const doi = mark === 'pii' ? undefined : doiIn(bare)
      if (mark === 'pii') draft.identifiers = [...(draft.identifiers ?? []), { type: 'pii', value: bare }]
      else if (doi === undefined) {
        source.keep(entry, text)
        source.note('doi-syntax', '/doi', 'The field for the DOI holds none.', text)
      } else if (!isSaid(source, doi)) {
        if (draft.doi === undefined) draft.doi = doi
        else source.keep(entry, text)
      }
    }
  }
}

const isSaid = ({ draft }: Source, doi: string): boolean => draft.doi !== undefined && doiKey(draft.doi) === doiKey(doi)

/** What a value says of the DOI in a field that is not for it; true where nothing is left to say. */
export function saysDoi(source: Source, { value, path }: Entry): boolean {
  const doi = doiIn(value)
  if (doi === undefined) return false
  if (isSaid(source, doi)) return true
  if (source.draft.doi !== undefined) return false
  source.draft.doi = doi
  source.note('doi-elsewhere', '/doi', `${path} holds the DOI.`, value)
  return true
}

const kinds = [
  ['url', 'landing'],
  ['pdf', 'pdf'],
  ['file', 'other'],
] as const satisfies readonly (readonly [string, FullTextLink['kind']])[]

export const linksRow: Row = (source) => {
  const links: FullTextLink[] = []
  for (const [subject, kind] of kinds) {
    for (const entry of source.take(subject)) {
      for (const value of entry.value.split(/\n|\s(?=(?:https?|ftp):\/\/)|;\s?(?=https?:\/\/)/)) {
        if (value.trim() !== '') addLink(source, links, entry, value.trim(), kind)
      }
    }
  }
  if (links.length > 0) source.draft.links = links
}

function addLink(source: Source, links: FullTextLink[], entry: Entry, value: string, kind: FullTextLink['kind']): void {
  if (saysDoi(source, { ...entry, value })) return
  const isBare = value.startsWith('//')
  const url = isBare ? `https:${value}` : value
  // ScienceDirect’s RIS leaves the scheme out.
  if (isBare)
    source.note('url-scheme', `/links/${links.length}/url`, 'The address has no scheme; https is taken.', value)
  if (!/^(?:https?|ftp):\/\/\S+$/.test(url)) source.keep(entry, value)
  else if (!links.some((link) => link.url === url && link.kind === kind)) links.push({ url, kind })
}

/** A number of PubMed, unless the record says that another database gave it. */
export const accessionRow: Row = (source) => {
  const { draft } = source
  const database = firstOf(source, 'database')
  const isOther = database !== undefined && !/pubmed|medline|nlm/i.test(database.value)
  for (const entry of source.take('accession')) {
    for (const part of entry.value.split(/;\s|\n/)) add(source, 'accession', entry, plainValue(part), isOther)
  }
  for (const subject of ['pmcid', 'nihmsid'] as const) {
    for (const entry of source.take(subject)) add(source, subject, entry, plainValue(entry.value), isOther)
  }
  if (database !== undefined) source.keep(database)
  if (draft.identifiers?.length === 0) delete draft.identifiers
}

function add(
  source: Source,
  subject: 'accession' | 'pmcid' | 'nihmsid',
  entry: Entry,
  value: string,
  isOther: boolean,
): void {
  if (value === '') return
  const type = subject === 'accession' ? accessionType(value, isOther) : subject
  if (subject === 'pmcid' && /^\d+$/.test(value)) {
    source.keep(entry)
    return
  }
  if (type === 'pmid')
    source.note('accession-pmid', '/identifiers', 'A bare accession number is read as that of PubMed.', value)
  const identifier = { type, value: value.replace(/^(?:PMID|WOS|ISI):\s*/i, '') }
  source.draft.identifiers = [...(source.draft.identifiers ?? []), identifier]
}

function accessionType(value: string, isOther: boolean): string {
  if (/^(?:PMID:?\s*)?\d{1,8}$/i.test(value) && !isOther) return 'pmid'
  if (/^(?:WOS|ISI):[A-Z0-9]{15}$/i.test(value)) return 'wos'
  return 'accession-number'
}

/** Fields for anything: PubMed’s files have `24553140[pmid]` there, others a DOI. */
export const userRow: Row = (source) => {
  for (const entry of source.take('user')) {
    const [, value, type] = /^(\d{1,8}|PMC\d{1,10})\s?\[(pmid|pmcid)\]$/i.exec(entry.value.trim()) ?? []
    if (value !== undefined && type !== undefined) {
      source.draft.identifiers = [...(source.draft.identifiers ?? []), { type: type.toLowerCase(), value }]
    } else if (!saysDoi(source, entry)) source.keep(entry)
  }
}
