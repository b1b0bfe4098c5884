/** Identifiers where other programs have them: fields of their own, `eprint`, `number`, and lines of a note. */
import type { Identifier } from '../../../schemas/article.ts'
import { latexToText } from '../../text/latex.ts'
import { reads } from './foreign.ts'
import type { Row, Source } from './row.ts'
import { textField } from './values.ts'

/** Identifiers by the field that holds them. */
const identifierFields: Readonly<Record<string, string>> = {
  isbn: 'isbn',
  pubmedid: 'pmid',
  'pubmed-id': 'pmid',
  pmc: 'pmcid',
  pii: 'pii',
  'article-pii': 'pii',
  lccn: 'lccn',
  mrnumber: 'mr',
  zblnumber: 'zbl',
  zmnumber: 'zbl',
  jstor: 'jstor',
  hdl: 'handle',
  swhid: 'swhid',
  'unique-id': 'wos',
  adsbibcode: 'bibcode',
  bibcode: 'bibcode',
}

/** Archives of an `eprint` under the names that people give them. */
const archives: Readonly<Record<string, string>> = {
  arxiv: 'arxiv',
  pubmed: 'pmid',
  pmid: 'pmid',
  medline: 'pmid',
  pmcid: 'pmcid',
  hdl: 'handle',
}
/** arXiv’s forms since 2007 and before. */
const arxivId = /^(?:arXiv:)?([0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[A-Z]{2})?\/[0-9]{7}(?:v[0-9]+)?)$/i

export const foreignIdentifiersRow: Row = reads((source, draft) => {
  const found: Identifier[] = []
  const add = (type: string, value: string) => {
    if (![...(draft.identifiers ?? []), ...found].some((one) => one.type === type && one.value === value))
      found.push({ type, value: value.slice(0, 1000) })
  }
  for (const field of source.left()) {
    const type = Object.hasOwn(identifierFields, field) ? identifierFields[field] : undefined
    const value = type === undefined ? undefined : textField(source.take(field))
    if (type !== undefined && value !== undefined) add(type, value)
  }
  readEprint(source, add)
  readArxivNumber(source, add)
  readNote(source, add)
  if (found.length > 0) draft.identifiers = [...(draft.identifiers ?? []), ...found]
})

type Add = (type: string, value: string) => void

function readEprint(source: Source, add: Add): void {
  const value = textField(source.peek('eprint'))
  if (value === undefined || /^(?:https?|ftp):/i.test(value)) return
  const archive = textField(source.peek('archiveprefix') ?? source.peek('eprinttype'))?.toLowerCase()
  const bare = arxivId.exec(value)?.[1]
  if (archive === undefined && bare === undefined) return
  source.take('eprint')
  for (const field of ['archiveprefix', 'eprinttype']) {
    if (textField(source.peek(field))?.toLowerCase() === archive) source.take(field)
  }
  if (archive === undefined)
    source.note('eprint', '/identifiers', 'No archive is named; the identifier has arXiv’s form.', value)
  const type = archive === undefined ? 'arxiv' : (Object.hasOwn(archives, archive) && archives[archive]) || archive
  add(type.slice(0, 100), type === 'arxiv' ? (bare ?? value) : value)
}

/** Zotero exports a preprint’s `number = {arXiv:2001.01234}`. */
function readArxivNumber(source: Source, add: Add): void {
  const bare = arxivId.exec(textField(source.peek('number')) ?? '')?.[1]
  if (bare === undefined) return
  source.take('number')
  add('arxiv', bare)
}

const noteLine = /^(PMID|PMCID|arXiv)\s*:\s*(\S+)(?:\s\[[\w.-]+\])?$/i

/** Zotero’s “Extra”: lines of `PMID: 123`, exported as a note. What else it says stays. */
function readNote(source: Source, add: Add): void {
  const note = source.peek('note')
  if (note === undefined || !/PMC?ID|arXiv/i.test(note)) return
  const lines = latexToText(note.replace(/\r?\n/g, '\\newline{}')).split(/\n|(?= PMCID:)/)
  const said = lines.map((line) => noteLine.exec(line.trim()))
  if (!said.some((match) => match !== null)) return
  source.take('note')
  for (const match of said) if (match?.[1] && match[2]) add(match[1].toLowerCase(), match[2])
  const others = lines.filter((line, at) => !said[at] && line.trim() !== '')
  if (others.length > 0) source.keep('note', others.join('\n'))
}
