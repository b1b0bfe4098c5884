/**
 * BibTeX in UTF-8. What every program reads stands in the standard fields; the rest of the record in named fields and
 * data annotations that classic BibTeX, biber and reference managers pass over, so that it comes back.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { escapeLatex } from '../text/latex.ts'
import { richCoarsenings } from './bibtex/coarsen.ts'
import { cutEntries } from './bibtex/cut.ts'
import { readBibtex } from './bibtex/read.ts'
import { rows } from './bibtex/rows.ts'
import { sniffBib } from './bibtex/sniff.ts'
import { isInJournal, type Profile, writeEntry } from './bibtex/write.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'

const utf8: Profile = {
  rows,
  text: escapeLatex,
  isAscii: false,
  typeOf: (article) => (isInJournal(article) ? 'article' : 'misc'),
}

export const bibtex = {
  name: 'bibtex',
  title: 'BibTeX',
  mediaType: 'application/x-bibtex',
  aliases: ['text/x-bibtex', 'application/bibtex'],
  extension: '.bib',
  schema: Type.String({ description: 'One BibTeX entry in UTF-8.' }),
  frame: ['', '\n', ''],
  // A cited work is an entry of its own in BibTeX; a list of them inside an entry would be read by nobody.
  loses: ['references', 'unmapped'],
  coarsens: richCoarsenings,
  transforms: [
    { field: 'contributors/*/kind', how: 'Braces hold a body or an undivided name together; a person has parts.' },
    { field: 'contributors/*/role', how: 'The field that the name stands in.' },
    { field: 'affiliations/*/id', how: '`aff` and the number in the list, unless said otherwise.' },
    { field: 'dates/published', how: '`year`, `month` and `day`, where no other date says more.' },
  ],
  sniffs: (text) => sniffBib(text).bibtex,
  read: readBibtex,
  cut: cutEntries,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeEntry(article, utf8, options),
} as const satisfies Codec & ReadableCodec & WritableCodec
