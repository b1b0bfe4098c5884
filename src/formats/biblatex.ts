/**
 * BibTeX for biblatex and biber: the same mapping with biblatex’s names of fields, `date` as EDTF, and the rest of the
 * record as data annotations instead of fields that its data model does not know.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { escapeLatex } from '../text/latex.ts'
import { placesIn } from './biblatex/fields.ts'
import { biblatexRows } from './biblatex/rows.ts'
import { cutEntries } from './bibtex/cut.ts'
import { readBibtex } from './bibtex/read.ts'
import { sniffBib } from './bibtex/sniff.ts'
import { isInJournal, type Profile, writeEntry } from './bibtex/write.ts'
import { bibtex } from './bibtex.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'

const profile: Profile = {
  rows: biblatexRows,
  text: escapeLatex,
  isAscii: false,
  typeOf: (article) => (isInJournal(article) ? 'article' : article.type === 'preprint' ? 'online' : 'misc'),
  placesIn,
}

export const biblatex = {
  name: 'biblatex',
  title: 'BibLaTeX',
  mediaType: 'application/x-biblatex',
  extension: '.bib',
  schema: Type.String({ description: 'One entry for biblatex, in UTF-8.' }),
  frame: ['', '\n', ''],
  loses: bibtex.loses,
  coarsens: bibtex.coarsens,
  transforms: [
    ...bibtex.transforms.filter(({ field }) => field !== 'dates/published'),
    { field: 'language', how: '`langid` and `language`, by the name that babel knows.' },
    { field: 'identifiers/*/type', how: '`eprinttype`: PubMed for pmid.' },
  ],
  sniffs: (text) => sniffBib(text).biblatex,
  read: readBibtex,
  cut: cutEntries,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeEntry(article, profile, options),
} as const satisfies Codec & ReadableCodec & WritableCodec
