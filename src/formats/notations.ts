/**
 * Notations that are no article page and that no reader here takes: what a text looks like when it has to be refused.
 * A text is told by how it begins, by lines of one shape, or by words that such texts have and pages have not.
 */
import { peekXml } from '../text/xml.ts'

interface Notation {
  /** After “the text looks like”. `…` stands for the sample that was found. */
  readonly what: string
  readonly begins?: RegExp
  /** How its first line begins that is no comment. */
  readonly opens?: RegExp
  /** Shape of its lines, and how many of all (0 … 1) have it; continued lines, which are indented, do not count. */
  readonly lines?: RegExp
  readonly share?: number
  /** So many different words of `words` are in the text. */
  readonly words?: RegExp
  readonly least?: number
}

/** Articles speak of programs and licences too: their words speak against a page, but do not decide. */
const suspicions: readonly Notation[] = [
  {
    what: 'a licence of software',
    words:
      /redistribution and use in source and binary|without warranty of any kind|"AS IS"|“AS IS”|general public license|permission is hereby granted|free software foundation|apache license|IN NO EVENT SHALL|contributor covenant|mozilla public license/gi,
    least: 1,
  },
  {
    what: 'documentation of software',
    words:
      /\b(?:npm (?:install|i|run)|yarn add|pip3? install|apt(?:-get)? install|git clone|make install|\.\/configure|cargo add|go get|gem install|docker run|sudo )|```|^::?$|^\.\. [\w-]+::|^#{1,3} (?:usage|installation|install|api|getting started|contributing|changelog|license|tests?|options)\b|^(?:usage|synopsis):?$|\[!\[[^\]]*\]\(|^\s*\$ [a-z]+ |--[a-z][a-z-]{3,}\b|\b\w+\(\)|\b\w+::\w+|\bstd(?:in|out|err)\b|\b(?:bug|pull request|command[ -]line|source code|compiler?|debian|linux|upstream)\b|https?:\/\/(?:www\.)?(?:github|gitlab)\.com\//gim,
    least: 4,
  },
]

/** The first that fits is named: the surer come first. */
const notations: readonly Notation[] = [
  { what: 'a PDF file; send its text or its metadata', begins: /^%PDF-/ },
  { what: 'BibTeX', begins: /^@[A-Za-z]+\s*[{(]/ },
  { what: 'a PostScript file', begins: /^%!(?:PS|FontType)/ },
  { what: 'a packed file (zip, docx, xlsx or epub)', begins: /^PK(?:\u0003\u0004|\ufffd)/ },
  { what: 'a text in RTF; save it as plain text', begins: /^\{\\rtf\d/ },
  {
    what: 'a MARC 21 record in ISO 2709 (.mrc); convert it to MARCXML',
    begins: /^\d{5}[acdnp][a-z]{2}[ a-z\d]{2}[a-z\d ]\d{2}/,
  },
  { what: 'a program (it begins with “#!”)', begins: /^#!\s?\// },
  {
    what: 'TeX',
    opens: /^\\(?:documentclass|documentstyle|input|begin|def|newcommand|usepackage|NeedsTeXFormat)\b/,
  },
  {
    what: 'an e-mail message or a mailing list',
    begins:
      /^(?:From \S+ [^\n]*\d{4}\r?\n|(?:From|Return-Path|Received|Message-ID|Subject|To|Date): [^\n]*\n(?:(?:From|Return-Path|Received|Message-ID|Subject|To|Cc|Date|MIME-Version): |[ \t]+\S))/i,
  },
  { what: 'an announcement of NEP (RePEc)', begins: /^(?:nep\.repec\.org\s|-*\s*NEP: New Economics Papers)/ },
  { what: 'a difference between files', begins: /^(?:diff --git |Index: [^\n]+\n=+\n|--- [^\n]+\n\+\+\+ )/ },
  { what: 'Turtle, a notation of RDF', opens: /^@(?:prefix|base)\s/i },
  { what: 'a fixture of CSL’s test-suite', begins: /^(?:<!--[^>]*>\s*)?>>=+ ?[A-Z-]+ ?=+>>/m },
  { what: 'a text that begins with YAML front matter (“---”)', begins: /^---[ \t]*\r?\n[\w-]+[ \t]*:/ },
  { what: 'a reply in HTTP', begins: /^HTTP\/\d(?:\.\d)? \d{3}/ },
  { what: 'a style sheet', lines: /^\s*(?:[.#@]?[\w-]+[^{}]*\{|\}|[a-z-]+\s*:[^;]+;)\s*$/, share: 0.6 },
  { what: 'N-Triples, a notation of RDF', lines: /^(?:<[^<>]+>|_:\S+)\s+<[^<>]+>\s+\S.*\.\s*$/, share: 0.5 },
  {
    what: 'an export of Biblioscape (tagged lines such as “…”); export it as RIS',
    lines: /^--[A-Z][A-Z\d]-- ?/,
    share: 0.4,
  },
  { what: 'an export of Inspec (tagged lines such as “…”); export it as RIS', lines: /^[A-Z]{2} ~ /, share: 0.5 },
  {
    what: 'an export of Web of Science (tagged lines such as “…”); export it as RIS or BibTeX',
    begins: /^\s*(?:FN (?:ISI|Clarivate|Thomson|Web of)|PT [A-Z]\r?\n[A-Z][A-Z\d] )/,
  },
  {
    what: 'an export of Ovid (labels with values indented below them); export it as RIS',
    words:
      /^(?:Accession Number|Author Keywords|Journal Subset|Document Type|Publication Type|Database|Institution|DOI Number|Link to the Ovid Full Text.*)\r?$/gm,
    least: 3,
  },
  {
    what: 'MARC in lines of tags such as “…”; convert it to MARCXML',
    lines: /^(?:=?\d{3}|LDR|=LDR)\s[\d\s#_|\\]{0,4}\s?[^a-z\s]?/,
    share: 0.7,
  },
  { what: 'Refer (tagged lines such as “…”)', lines: /^%[A-Z0-9!@+&>\][~<?](?:\s|$)/, share: 0.5 },
  { what: 'RIS or MEDLINE (tagged lines such as “…”)', lines: /^[A-Z][A-Z\d]{1,3} {0,2}- /, share: 0.5 },
  { what: 'an export in tagged lines such as “…”; export it as RIS', lines: /^[A-Z][A-Z\d] {1,3}(?=\S)/, share: 0.8 },
  {
    what: 'a log (lines such as “…”)',
    lines:
      /^\W?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d\d:\d\d:\d\d|\[?(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE)\b|\d{1,3}(?:\.\d{1,3}){3} )/,
    share: 0.3,
  },
  {
    what: 'settings (lines such as “…”)',
    lines: /^\s*(?:\[[\w .:"-]+\]$|[\w.:-]{1,60}\s?=\s?\S|[\w."-]{1,60}\s?=$)/,
    share: 0.5,
  },
  {
    what: 'source text of a program',
    lines:
      /[{}]\s*(?:\/\/.*)?$|(?:=|\w\().*;\s*(?:\/\/.*)?$|^\s*(?:import|from|export|def|class|function|const|let|var|return|if|elif|else|for|while|sub|my|use|package|public|private|static|void|#include|#define|#if|#endif|end|fi|done|then|local|set|try|except)\b.*[;:(){}=]|^\s*(?:\/\/|\/\*|\*\/|\* @|"""|''')|^\s*(?:CREATE|ALTER|SELECT|INSERT|DROP|GRANT|RETURNS|LANGUAGE|COMMENT ON)\b|^\s*[\w.]+\s?=\s|^\s+r?['"(].*[,)]$|^cset /,
    share: 0.3,
  },
  {
    what: 'lines of comments, such as a program or settings have',
    lines: /^\s*(?:#+(?:\s|$)|\/\/|;;|\.\\"|dnl\b|\*(?:\s\s|\s*$))/,
    share: 0.6,
  },
  { what: 'a manual page in roff', lines: /^[.'](?:\\"|[A-Za-z]{1,3}(?:\s|$))/, share: 0.25 },
  { what: 'TeX', lines: /^\s*\\[a-zA-Z@]+|^\s*%/, share: 0.35 },
  { what: 'a table whose cells are parted by tabs', lines: /^[^\t]+\t[^\t]*\t/, share: 0.8 },
  {
    what: 'lists of names and values (lines such as “…”)',
    lines: /^\s*(?:- )?["']?[\w./$@-]{1,40}["']?:(?: |$)/,
    share: 0.85,
  },
]

const enough = 60_000
const mostLines = 400
// Shapes are told by how lines begin and end; a long line is running text.
const longestLine = 300

/** What the text looks like, for a sentence; nothing where it may be a page of running text. */
export function notationOf(text: string): string | undefined {
  const head = text.slice(0, enough).replace(/^[\ufeff\s]+/, '')
  const odd = oddCharacters(head)
  if (odd) return odd
  const markup = markupOf(head)
  if (markup) return markup
  const lines = head
    .split(/\r\n?|\n/, mostLines)
    .map((line) => line.slice(0, longestLine).trimEnd())
    .filter((line) => line !== '')
  return firstFound(notations, head, lines)
}

/** What its words are those of, though it may be an article all the same. */
export const suspicionOf = (text: string): string | undefined => firstFound(suspicions, text.slice(0, enough), [])

function firstFound(among: readonly Notation[], head: string, lines: readonly string[]): string | undefined {
  for (const notation of among) {
    const sample = found(notation, head, lines)
    if (sample !== undefined) return notation.what.replace('…', sample.trim().slice(0, 30))
  }
  return undefined
}

function found(
  { begins, opens, lines: shape, share = 1, words, least = 1 }: Notation,
  head: string,
  lines: readonly string[],
) {
  if (begins) return begins.exec(head)?.[0]
  if (opens) return opens.exec(lines.find((line) => !/^\s*[%#]/.test(line))?.trim() ?? '')?.[0]
  if (words) {
    const different = new Set(Array.from(head.matchAll(words), ([word]) => word.toLowerCase()))
    return different.size >= least ? [...different][0] : undefined
  }
  if (!shape) return undefined
  const hits = lines.filter((line) => shape.test(line))
  if (hits.length < 3 || hits.length < share * lines.length) return undefined
  return hits[0]?.split(/(?<=\S\S)\s/, 1)[0]
}

/** Bytes that are no text, or text in another encoding. */
function oddCharacters(head: string): string | undefined {
  const start = head.slice(0, 4000)
  const nulls = start.split('\0').length - 1
  if (nulls > start.length / 10) return 'text in UTF-16 or bytes that are no text; save it as UTF-8'
  const odd = start.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return odd > 2 && odd > start.length / 100 ? 'bytes that are no text, or text that is not in UTF-8' : undefined
}

/** OAI-PMH 2.0, 3.6. */
function oaiAnswer(head: string): string {
  const error = /<error\s[^>]{0,200}?code\s*=\s*["']([^"'<]{1,60})/.exec(head)?.[1]
  return error === undefined
    ? 'an answer of OAI-PMH without a record in a format that is read here'
    : `an answer of OAI-PMH with the error “${error}”`
}

function markupOf(head: string): string | undefined {
  if (head.startsWith('<')) {
    const { root } = peekXml(head)
    if (root === 'OAI-PMH') return oaiAnswer(head)
    if (/^https?$/.test(root)) return 'N-Triples, a notation of RDF'
    if (root !== '') return `XML or HTML whose first element is “${root}”`
    if (/^<[?!]/.test(head)) return 'XML or HTML'
  }
  return /^(?:\{\s*(?:["'}]|\w+\s*:)|\[\s*(?:["'{[\]]|-?\d+\s*[,\]]\s*[\d"]))/.test(head)
    ? 'JSON or source text'
    : undefined
}
