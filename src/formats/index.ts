/** THE TABLE of formats, in the server’s order of preference, and the lists derived from it. */
import { Refusal } from '../article/refusal.ts'
import { biblatex } from './biblatex.ts'
import { bibtex } from './bibtex.ts'
import { bibtexAscii } from './bibtex-ascii.ts'
import { cff } from './cff.ts'
import type { Codec, ReadableCodec, Reading, WritableCodec } from './codec.ts'
import { coins } from './coins.ts'
import { crossref } from './crossref.ts'
import { crossrefJson } from './crossref-json.ts'
import { cslJson } from './csl-json.ts'
import { csv } from './csv.ts'
import { dataciteJson } from './datacite-json.ts'
import { dataciteXml } from './datacite-xml.ts'
import { doaj } from './doaj.ts'
import { endnoteXml } from './endnote-xml.ts'
import { enw } from './enw.ts'
import { highwire } from './highwire.ts'
import { html } from './html.ts'
import { jats } from './jats.ts'
import { json } from './json.ts'
import { marcxml } from './marcxml.ts'
import { mods } from './mods.ts'
import { nbib } from './nbib.ts'
import { notationOf, suspicionOf } from './notations.ts'
import { oaiDc } from './oai-dc.ts'
import { pageText } from './page-text.ts'
import { pubmed } from './pubmed.ts'
import { ris } from './ris.ts'
import { schemaOrg } from './schema-org.ts'
import { unixref } from './unixref.ts'

export const codecs: readonly Codec[] = [
  json,
  cslJson,
  bibtex,
  jats,
  pageText,
  html,
  biblatex,
  bibtexAscii,
  oaiDc,
  mods,
  marcxml,
  ris,
  enw,
  endnoteXml,
  csv,
  coins,
  highwire,
  schemaOrg,
  dataciteXml,
  dataciteJson,
  doaj,
  cff,
  crossref,
  unixref,
  crossrefJson,
  pubmed,
  nbib,
]

const isReadable = (codec: Codec): codec is ReadableCodec => codec.read !== undefined && codec.sniffs !== undefined
const isWritable = (codec: Codec): codec is WritableCodec => codec.write !== undefined

export const readers: readonly ReadableCodec[] = codecs.filter(isReadable)
export const writers: readonly WritableCodec[] = codecs.filter(isWritable)

/** A format that can be read, by name. */
export const readerNamed = (name: string): ReadableCodec => named(name, readers, 'not-readable', 'read')

/** A format that can be written, by name. */
export const writerNamed = (name: string): WritableCodec => named(name, writers, 'not-writable', 'written')

function named<T extends Codec>(
  name: string,
  among: readonly T[],
  code: 'not-readable' | 'not-writable',
  verb: string,
): T {
  const found = among.find((codec) => codec.name === name)
  if (found) return found
  const names = among.map((codec) => codec.name)
  if (codecs.some((codec) => codec.name === name)) {
    throw new Refusal(code, `“${name}” cannot be ${verb}; there is ${names.join(', ')}.`, { available: names })
  }
  throw new Refusal('unknown-format', `There is no format “${name}”; there is ${names.join(', ')}.`, {
    available: names,
  })
}

/**
 * Every record of a text in a format that somebody named. Throws the reader’s `Refusal`, which says what the text looks
 * like instead where another format is sure of it.
 */
export function readAs(codec: ReadableCodec, text: string, line?: number): Reading[] {
  try {
    return codec.read(text, line)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unreadable') throw error
    const { codec: other, sureness } = likeliest(text) ?? { sureness: 0 }
    if (other === undefined || other === codec || sureness < 0.5) throw error
    throw new Refusal(
      'unreadable',
      `${error.message.replace(/[^.]$/, '$&.')} The text looks like ${other.title}: name ${other.name}.`,
      {
        ...error.extras,
        available: [other.name],
      },
    )
  }
}

/** The format a text is written in, by its content alone. Throws `Refusal('unreadable')` saying what it looked like. */
export function guessFormat(text: string): ReadableCodec {
  if (!/\S/.test(text.slice(0, enough))) {
    const what = text.length > enough ? `The text begins with more than ${enough} blanks.` : 'The text is empty.'
    throw new Refusal('unreadable', what)
  }
  const best = likeliest(text)
  if (best) return best.codec
  const start = text.slice(0, 1000).trimStart().slice(0, 60).replace(/\s+/g, ' ')
  const notation = notationOf(text) ?? suspicionOf(text)
  const looks = notation === undefined ? 'nothing in it tells the page of an article' : `it looks like ${notation}`
  const names = readers.map((codec) => codec.name)
  throw new Refusal(
    'unreadable',
    `No format was recognised in a text that begins “${start}”: ${looks}. Name one of ${names.join(', ')}.`,
    { available: names },
  )
}

/** What a text is written in shows at its beginning; looking at all of a long one would take time for nothing. */
const enough = 200_000

function likeliest(whole: string): { readonly codec: ReadableCodec; readonly sureness: number } | undefined {
  let best: { readonly codec: ReadableCodec; readonly sureness: number } | undefined
  const text = whole.slice(0, enough)
  for (const codec of readers) {
    const sureness = codec.sniffs(text)
    if (sureness > (best?.sureness ?? 0)) best = { codec, sureness }
  }
  return best
}
