/** What a row of CSV cannot say, and what it says in words of its own. */
import type { Affiliation, Article } from '../../../schemas/article.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { edited, plainly, rewriting, richFields } from '../tagged/coarsenings.ts'

export const csvLoses: readonly Field[] = [
  'contributors/*/credit',
  'contributors/*/deceased',
  'contributors/*/degrees',
  'contributors/*/equalContribution',
  'contributors/*/honorific',
  'contributors/*/isni',
  'contributors/*/members',
  'contributors/*/native',
  'contributors/*/notes',
  'contributors/*/orcidAuthenticated',
  'contributors/*/ror',
  'affiliations/*/id',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'licences/*/start',
  'licences/*/contentVersion',
  'licences/*/text',
  'links/*/mediaType',
  'links/*/contentVersion',
  'references',
  'unmapped',
]

/** Texts that share a cell with others of their kind. */
const listed: readonly Field[] = [
  'contributors/*/family',
  'contributors/*/given',
  'contributors/*/suffix',
  'contributors/*/name',
  'contributors/*/literal',
  'affiliations/*/name',
  'affiliations/*/department',
  'affiliations/*/city',
  'affiliations/*/region',
  'affiliations/*/postalCode',
  'affiliations/*/country',
  'affiliations/*/literal',
  'translatedTitles/*/title',
  'translatedTitles/*/subtitle',
  'journal/abbreviatedTitles/*/title',
  'keywords/*/terms/*',
  'subjects/*',
  'funding/*/funder/name',
  'funding/*/awards/*',
  'relations/*/doi',
  'relations/*/url',
  'relations/*/identifier',
  'relations/*/identifierType',
  'relations/*/label',
  'clinicalTrials/*/number',
  'clinicalTrials/*/registry',
  'identifiers/*/value',
  'licences/*/spdx',
  'licences/*/url',
  'dates/other/*/event',
]

/** Entities of rich text end in a semicolon, which no reader of the cell sees. */
const withoutSemicolon = (text: string): string =>
  text.replace(/;/g, (_, at: number) => (isEntity(text, at) ? ';' : ','))
const isEntity = (text: string, at: number): boolean => /&(?:lt|gt|amp)$/.test(text.slice(Math.max(0, at - 4), at))

/** Texts that have a cell to themselves. */
const alone: readonly Field[] = [
  'heading',
  'title',
  'subtitle',
  'shortTitle',
  'journal/title',
  'journal/publisher/name',
  'journal/publisher/place',
  'volume',
  'issue',
  'supplement',
  'issueTitle',
  'specialIssue',
  'pages/first',
  'pages/last',
  'pages/literal',
  'articleNumber',
  'fundingStatement',
  'copyright/statement',
]

export const csvCoarsens: readonly Coarsening[] = [
  ...plainly(richFields),
  ...listed.map((field) =>
    rewriting(field, 'A semicolon inside a member of a list becomes a comma.', withoutSemicolon),
  ),
  ...alone.map((field) =>
    rewriting(field, 'A text that a spreadsheet would take for a formula begins with an apostrophe.', (text) =>
      /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text,
    ),
  ),
  {
    field: 'affiliations',
    how: 'One line: as printed where that is known, otherwise the parts with commas between.',
    apply: (article) => edited(article, 'affiliations/*', asOneLine),
  },
  {
    field: 'abstracts',
    how: 'The first abstract alone, without its kind and language.',
    apply: ({ abstracts, ...article }) => {
      const [first] = abstracts ?? []
      return first === undefined ? article : { ...article, abstracts: [{ sections: first.sections }] }
    },
  },
  {
    field: 'copyright',
    how: 'The statement alone where there is one.',
    apply: (article): Article =>
      article.copyright?.statement === undefined
        ? article
        : { ...article, copyright: { statement: article.copyright.statement } },
  },
  {
    field: 'contributors',
    how: 'Only “yes” is said of being the corresponding author.',
    apply: (article) => edited(article, 'contributors/*/corresponding', (flag) => (flag === true ? true : undefined)),
  },
]

function asOneLine(value: unknown): unknown {
  const { id, literal, ror, country, countryCode, ...parts } = value as Affiliation // a member of `affiliations`
  const kept = { id, ...(ror !== undefined && { ror }) }
  if (literal !== undefined) return { ...kept, literal }
  return { ...kept, ...parts, ...(country !== undefined ? { country } : countryCode !== undefined && { countryCode }) }
}

export const csvTransforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: 'A person’s name is inverted, a body’s is not.' },
  { field: 'contributors/*/role', how: 'Columns `authors`, `editors` and `other_contributors`.' },
  { field: 'contributors/*/corresponding', how: 'Names in the column `corresponding`.' },
  { field: 'contributors/*/affiliations', how: 'Names in brackets before the place of work.' },
  { field: 'relations/*/type', how: 'In words before the other work.' },
  { field: 'relations/*/date', how: 'In words: a season by its name, a range with “to”.' },
  { field: 'identifiers/*/type', how: 'The column of the identifier.' },
  { field: 'links/*/kind', how: 'The column of the address.' },
  { field: 'freeToRead', how: '`yes`, or `from` and the date.' },
]
