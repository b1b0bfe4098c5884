/** The rows of BibTeX’s mapping that biblatex has better fields for; the others are the same. */
import { formatAnnotations } from '../bibtex/annotations.ts'
import { datesRow } from '../bibtex/dates.ts'
import { languages } from '../bibtex/languages.ts'
import { identifiersRow, languageRow } from '../bibtex/links.ts'
import { pagesRow, writePages } from '../bibtex/pages.ts'
import { journalRow } from '../bibtex/place.ts'
import type { Row, Sink } from '../bibtex/row.ts'
import { rows } from '../bibtex/rows.ts'
import { stateRow } from '../bibtex/state.ts'
import { formatTitle, titleRow } from '../bibtex/titles.ts'
import { biblatexDatesRow } from './dates.ts'

const biblatexTitleRow: Row = {
  ...titleRow,
  write({ title, subtitle }, { put, text }) {
    if (title !== undefined) put('title', formatTitle(title, text))
    if (subtitle !== undefined) put('subtitle', formatTitle(subtitle, text))
  },
}

/** biber checks the digits of `issn`, which must therefore be one. */
const biblatexJournalRow: Row = {
  ...journalRow,
  write(article, sink) {
    const put: Sink['put'] = (field, latex) => {
      const [first = '', ...others] = field === 'issn' ? latex.split(', ') : [latex]
      sink.put(field, first)
      if (others.length > 0) sink.put('otherissn', others.join(', '))
    }
    journalRow.write(article, { ...sink, put })
  },
}

/** biblatex prints `eid` beside `pages`, so that it is not said twice. */
const biblatexPagesRow: Row = {
  ...pagesRow,
  write(article, sink) {
    writePages(article, sink)
    if (article.articleNumber !== undefined) sink.put('eid', sink.text(article.articleNumber))
  },
}

const nameOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(languages).map(([name, tag]) => [tag, name]),
)

/** By the name that babel knows; where that says less than the tag, the tag is annotated. */
const biblatexLanguageRow: Row = {
  ...languageRow,
  write({ language }, { put }) {
    if (language === undefined) return
    const name = nameOf[language] ?? nameOf[language.split('-')[0] ?? '']
    put('language', name ?? language)
    if (name !== undefined) put('langid', name)
    if (name !== undefined && languages[name] !== language) put('language+an:tag', formatAnnotations([[0, language]]))
  },
}

/** An article has one `eprint`: arXiv’s, otherwise PubMed’s. */
const biblatexIdentifiersRow: Row = {
  ...identifiersRow,
  write({ identifiers }, { put, text }) {
    const first = (type: string) => identifiers?.find((identifier) => identifier.type === type)?.value
    const [pmid, pmcid, arxiv] = [first('pmid'), first('pmcid'), first('arxiv')]
    const eprint = arxiv ?? pmid
    if (eprint !== undefined) {
      put('eprint', text(eprint))
      put('eprinttype', arxiv === undefined ? 'pubmed' : 'arxiv')
    }
    if (pmid !== undefined && arxiv !== undefined) put('pmid', text(pmid))
    if (pmcid !== undefined) put('pmcid', text(pmcid))
  },
}

/** What kind of name `namea` to `namec` hold. */
const nameTypesRow: Row = {
  write({ contributors }, { put }) {
    for (const [role, field] of nameTypes) {
      if (contributors?.some((one) => one.role === role)) put(field, role)
    }
  },
  read() {},
}
const nameTypes = [
  ['other', 'nameatype'],
  ['reviewer', 'namebtype'],
  ['chair', 'namectype'],
] as const

const instead = new Map<Row, Row>([
  [titleRow, biblatexTitleRow],
  [journalRow, biblatexJournalRow],
  [pagesRow, biblatexPagesRow],
  [datesRow, biblatexDatesRow],
  [languageRow, biblatexLanguageRow],
  [identifiersRow, biblatexIdentifiersRow],
])

export const biblatexRows: readonly Row[] = [...rows.map((row) => instead.get(row) ?? row), nameTypesRow, stateRow]
