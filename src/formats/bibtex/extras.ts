/** What no program asks a BibTeX file for, under the names the record has: readers pass over it, nothing is lost. */
import type { TSchema } from 'typebox'
import { Article, type Draft, Journal } from '../../../schemas/article.ts'
import { areIdentifiersSaid } from './links.ts'
import { formatNotation, parseNotation } from './notation.ts'
import type { Row, Sink, Source } from './row.ts'

const { properties } = Article
const { properties: copyright } = properties.copyright
const { properties: journal } = Journal

/** Members of the record whose whole value is one field in the notation. */
const whole: readonly (readonly [keyof Article & keyof Draft, string, TSchema])[] = [
  ['shortTitle', 'shorttitle', properties.shortTitle],
  ['translatedTitles', 'translatedtitles', properties.translatedTitles],
  ['heading', 'heading', properties.heading],
  ['issueTitle', 'issuetitle', properties.issueTitle],
  ['supplement', 'supplement', properties.supplement],
  ['specialIssue', 'specialissue', properties.specialIssue],
  ['subjects', 'subjects', properties.subjects],
  ['licences', 'licences', properties.licences],
  ['freeToRead', 'freetoread', properties.freeToRead],
  ['funding', 'funding', properties.funding],
  ['fundingStatement', 'fundingstatement', properties.fundingStatement],
  ['contentVersion', 'contentversion', properties.contentVersion],
  ['links', 'links', properties.links],
  ['relations', 'relations', properties.relations],
  ['clinicalTrials', 'clinicaltrials', properties.clinicalTrials],
]

function take(source: Source, field: string, schema: TSchema): unknown {
  const value = source.peek(field)
  if (value === undefined || (value.trim() === '' && field !== 'freetoread')) return undefined
  const found = parseNotation(value.trim(), schema)
  if (found !== undefined && found !== '') source.take(field)
  return found === '' ? undefined : found
}

const wholeRow: Row = {
  write(article, { put, text }) {
    for (const [key, field, schema] of whole) {
      const value = article[key]
      if (value !== undefined) put(field, formatNotation(value, schema, text))
    }
  },
  read(source, draft) {
    for (const [key, field, schema] of whole) {
      const value = take(source, field, schema)
      if (value !== undefined) Object.assign(draft, { [key]: value })
    }
  },
}

/** Members of an object that have a field each. */
const parts = <K extends string>(
  rows: readonly (readonly [K, string, TSchema])[],
  of: (article: Article) => { readonly [key in K]?: unknown } | undefined,
  add: (draft: Draft, found: { [key in K]?: unknown }) => void,
): Row => ({
  write(article, { put, text }: Sink) {
    const holder = of(article)
    if (!holder) return
    for (const [key, field, schema] of rows) {
      if (holder[key] !== undefined) put(field, formatNotation(holder[key], schema, text))
    }
  },
  read(source, draft) {
    const found: { [key in K]?: unknown } = {}
    for (const [key, field, schema] of rows) {
      const value = take(source, field, schema)
      if (value !== undefined) found[key] = value
    }
    if (Object.keys(found).length > 0) add(draft, found)
  },
})

export const extraRows: readonly Row[] = [
  wholeRow,
  parts(
    [
      ['statement', 'copyright', copyright.statement],
      ['year', 'copyrightyear', copyright.year],
      ['holder', 'copyrightholder', copyright.holder],
    ],
    (article) => article.copyright,
    (draft, found) => Object.assign(draft, { copyright: found }),
  ),
  parts(
    [
      ['identifiers', 'journalidentifiers', journal.identifiers],
      ['language', 'journallanguage', journal.language],
    ],
    (article) => article.journal,
    (draft, found) => Object.assign(draft, { journal: { ...draft.journal, ...found } }),
  ),
  parts(
    [['identifiers', 'identifiers', properties.identifiers]],
    ({ identifiers }) => (identifiers && !areIdentifiersSaid(identifiers) ? { identifiers } : undefined),
    (draft, found) => Object.assign(draft, found),
  ),
  parts(
    [['others', 'otherabstracts', properties.abstracts]],
    ({ abstracts }) => (abstracts && abstracts.length > 1 ? { others: abstracts.slice(1) } : undefined),
    (draft, { others }) => {
      if (Array.isArray(others)) draft.abstracts = [...(draft.abstracts ?? []), ...others]
    },
  ),
]
