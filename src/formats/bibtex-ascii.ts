/** BibTeX in nothing but ASCII, for classic BibTeX and other programs of eight bits: the same entry in LaTeX’s accents. */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { citekey } from '../article/citekey.ts'
import { escapeAscii, isWritableTex, spelled } from '../text/latex.ts'
import { coarseningsOf } from './bibtex/coarsen.ts'
import { rows } from './bibtex/rows.ts'
import { isInJournal, type Profile, writeEntry } from './bibtex/write.ts'
import { bibtex } from './bibtex.ts'
import type { Codec, Site, WritableCodec, WriteOptions } from './codec.ts'

const ascii: Profile = {
  rows,
  text: escapeAscii,
  isAscii: true,
  typeOf: (article) => (isInJournal(article) ? 'article' : 'misc'),
}

export const bibtexAscii = {
  name: 'bibtex-ascii',
  title: 'BibTeX (ASCII)',
  mediaType: 'application/x-bibtex-ascii',
  extension: '.bib',
  schema: Type.String({ description: 'One BibTeX entry in ASCII, with LaTeX for everything else.' }),
  frame: ['', '\n', ''],
  loses: bibtex.loses,
  coarsens: [
    ...coarseningsOf((tex) => isWritableTex(tex) && /^[\x00-\x7f]*$/.test(tex)),
    {
      field: '*',
      how: 'Cyrillic and Greek words are spelled in Latin letters, ả without its mark; what LaTeX has no word for is named by its code point, [U+738B].',
      apply: inAscii,
    },
  ],
  transforms: bibtex.transforms,
  // The key is made of the article as it is: it is the same in every format.
  write: (article: Article, _site?: Site, options?: WriteOptions): string =>
    writeEntry(inAscii(article), ascii, { ...options, key: options?.key ?? citekey(article) }),
} as const satisfies Codec & WritableCodec

/** The article with every text as ASCII can say it. The DOI is written as an address, which loses nothing. */
function inAscii(article: Article): Article {
  const { doi, ...others } = article
  const out = mapTexts(others) as Article // texts become texts
  return doi === undefined ? out : { ...out, doi }
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return /^(?:https?|ftp):\/\/\S+$/.test(value) ? encoded(value) : spelled(value)
  if (Array.isArray(value)) return value.map(mapTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapTexts(member)]))
}

const encoded = (url: string): string =>
  url.replace(/[^\x00-\x7f]+/g, (characters) => encodeURIComponent(characters.toWellFormed()))
