/** What three BibTeX parsers that are not ours read from an entry, in one shape: the fields that every program has. */
import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'

export interface Standard {
  readonly type: string
  readonly names: number | undefined
  readonly year: string
  readonly volume: string
  readonly number: string
  readonly doi: string
}

type Fields = Readonly<Record<string, unknown>>
const require = createRequire(import.meta.url)

// Two of them have no types; these are the parts of their interfaces that are used here.
const { Cite } = require('@citation-js/core') as { Cite: new (text: string) => { readonly data: readonly Fields[] } }
require('@citation-js/plugin-bibtex')
const { entries } = require('bibtex-parse') as { entries: (text: string) => readonly Fields[] }

/** Letters and digits, since each parser leaves other quotation marks, commands and braces. */
const bare = (value: unknown): string =>
  String(value ?? '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0)

function citationJs(text: string): Standard {
  const [item = {}] = new Cite(text).data
  const issued = item.issued as { 'date-parts'?: number[][] } | undefined // by the schema of CSL
  return {
    type: item.type === 'article-journal' ? 'article' : 'misc',
    names: count(item.author),
    year: bare(issued?.['date-parts']?.[0]?.[0]),
    volume: bare(item.volume),
    number: bare(item.issue),
    doi: String(item.DOI ?? ''),
  }
}

function retorquere(text: string): Standard {
  const { entries, errors } = parse(text, { raw: false })
  // A command or an environment it has no table for is no fault of the entry: it keeps the text.
  const faults = errors.flatMap(({ error }) => error.split('; ')).filter((error) => !error.startsWith('unhandled '))
  if (faults.length > 0) throw new Error(faults.join('; '))
  const fields: Fields = { ...entries[0]?.fields }
  return {
    type: String(entries[0]?.type),
    names: count(fields.author),
    year: bare(fields.year),
    volume: bare(fields.volume),
    number: bare(fields.number),
    doi: String(fields.doi ?? ''),
  }
}

function bibtexParse(text: string): Standard {
  const [fields = {}] = entries(text)
  return {
    type: String(fields.type),
    // It gives the list with its braces taken away, so that names cannot be counted.
    names: undefined,
    year: bare(fields.YEAR),
    volume: bare(fields.VOLUME),
    number: bare(fields.NUMBER),
    doi: String(fields.DOI ?? ''),
  }
}

export const parsers: Readonly<Record<string, (text: string) => Standard>> = {
  'Citation.js': citationJs,
  '@retorquere/bibtex-parser': retorquere,
  'bibtex-parse': bibtexParse,
}
