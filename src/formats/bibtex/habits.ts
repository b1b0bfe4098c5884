/**
 * Fields of other programs that say what the record has a place for: Zotero and Better BibTeX, JabRef, Mendeley, BibDesk,
 * Web of Science, Scopus, PubMed, DBLP, MathSciNet. Rows run last, on what no other row has taken.
 */
import type { Contributor } from '../../../schemas/article.ts'
import { parseUrl } from '../../article/identifiers.ts'
import { latexToRich } from '../../text/latex.ts'
import { reads } from './foreign.ts'
import { foreignIdentifiersRow } from './foreign-identifiers.ts'
import { foreignLinksRow } from './foreign-links.ts'
import { languages } from './languages.ts'
import { split } from './notation.ts'
import { readNames } from './read-names.ts'
import type { Row } from './row.ts'
import { textField } from './values.ts'

/** Names in fields of biblatex that the record has one role for. */
const otherNames = 'collaborator annotator commentator introduction foreword afterword editora editorb editorc'.split(
  ' ',
)
const roleOfType: Readonly<Record<string, Contributor['role']>> = {
  translator: 'translator',
  illustrator: 'illustrator',
  reviewer: 'reviewer',
  editor: 'editor',
}

const namesRow = reads((source, draft) => {
  for (const field of otherNames) {
    const value = source.peek(field)
    if (value === undefined || value.trim() === '') continue
    const type = textField(source.peek(`${field}type`))?.toLowerCase()
    const role = (type !== undefined && Object.hasOwn(roleOfType, type) && roleOfType[type]) || 'other'
    source.take(field)
    const names = readNames(field, role, value, source)
    source.note('role', '/contributors', `The names of “${field}” are contributors as “${role}”.`, type ?? field)
    if (names.length > 0) draft.contributors = [...(draft.contributors ?? []), ...names]
  }
})

/** Lists of terms with a vocabulary of their own. */
const keywordFields: readonly (readonly [field: string, vocabulary: string])[] = [
  ['author_keywords', 'author'],
  ['author-keywords', 'author'],
  ['keywords-plus', 'Keywords Plus'],
]

const keywordsRow = reads((source, draft) => {
  for (const [field, vocabulary] of keywordFields) {
    const value = source.take(field)
    if (value === undefined) continue
    const parts = split(value, ';')
    const terms = (parts.length > 1 ? parts : split(value, ',')).map(latexToRich).filter((term) => term !== '')
    if (terms.length > 0) draft.keywords = [...(draft.keywords ?? []), { vocabulary, terms }]
  }
})

/** A title that the article was translated from. */
const originalRow = reads((source, draft) => {
  const title = latexToRich(source.take('origtitle') ?? '').trim()
  if (title === '') return
  const named = textField(source.peek('origlanguage'))?.toLowerCase() ?? ''
  const language = Object.hasOwn(languages, named) ? languages[named] : undefined
  if (language !== undefined) source.take('origlanguage')
  draft.translatedTitles = [...(draft.translatedTitles ?? []), { title, ...(language !== undefined && { language }) }]
})

const licenceRow = reads((source, draft) => {
  for (const field of ['license', 'licence']) {
    const value = textField(source.take(field))
    if (value === undefined) continue
    const parsed = parseUrl(value)
    const licence =
      'value' in parsed
        ? { url: parsed.value }
        : /^CC(?:0|-BY[A-Z-]*)-[0-9.]+$/.test(value)
          ? { spdx: value }
          : { text: value }
    draft.licences = [...(draft.licences ?? []), licence]
  }
})

const fundingRow = reads((source, draft) => {
  for (const field of ['funding-text', 'funding-acknowledgement', 'funding']) {
    if (draft.fundingStatement !== undefined) return
    const value = textField(source.take(field))
    if (value !== undefined) draft.fundingStatement = value
  }
})

/** Numbers of the journal in other catalogues. */
const journalRow = reads((source, draft) => {
  for (const [field, type] of [
    ['coden', 'coden'],
    ['nlm-id', 'nlm'],
    ['nlmuniqueid', 'nlm'],
  ] as const) {
    const value = textField(source.take(field))
    if (value === undefined) continue
    draft.journal = { ...draft.journal, identifiers: [...(draft.journal?.identifiers ?? []), { type, value }] }
  }
})

export const habits: readonly Row[] = [
  namesRow,
  foreignLinksRow,
  foreignIdentifiersRow,
  keywordsRow,
  originalRow,
  licenceRow,
  fundingRow,
  journalRow,
]
