/** What RIS, Refer and EndNote XML cannot say, and what they say in words of their own. */
import type { Affiliation } from '../../../schemas/article.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { dropping, edited, rewriting, withoutSemicolons } from './coarsenings.ts'
import { commaless, oneIssn } from './values.ts'

export const taggedLoses: readonly Field[] = [
  'contributors/*/affiliations',
  'contributors/*/corresponding',
  'contributors/*/credit',
  'contributors/*/deceased',
  'contributors/*/degrees',
  'contributors/*/email',
  'contributors/*/equalContribution',
  'contributors/*/honorific',
  'contributors/*/isni',
  'contributors/*/members',
  'contributors/*/native',
  'contributors/*/notes',
  'contributors/*/orcid',
  'contributors/*/orcidAuthenticated',
  'contributors/*/ror',
  'affiliations/*/id',
  'affiliations/*/ror',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'translatedTitles/*/language',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'contentVersion',
  'links/*/mediaType',
  'links/*/contentVersion',
  'licences',
  'copyright',
  'freeToRead',
  'funding',
  'fundingStatement',
  'references',
  'unmapped',
]

export const taggedCoarsens: readonly Coarsening[] = [
  withoutSemicolons,
  rewriting('subjects/*', 'A semicolon inside a subject becomes a comma.', (text) => text.replaceAll(';', ',')),
  {
    field: 'contributors',
    how: 'A comma inside a name becomes a blank, since commas part family name, given names and suffix.',
    apply: (article) =>
      article.contributors === undefined ? article : { ...article, contributors: article.contributors.map(commaless) },
  },
  {
    field: 'affiliations',
    how: 'One line: as printed where that is known, otherwise the parts with commas between.',
    apply: (article) => edited(article, 'affiliations/*', asOneLine),
  },
  {
    field: 'abstracts',
    how: 'The first abstract goes without its kind and language.',
    apply: ({ abstracts, ...article }) => {
      const [first, ...others] = abstracts ?? []
      return first === undefined ? article : { ...article, abstracts: [{ sections: first.sections }, ...others] }
    },
  },
  {
    field: 'journal/issn',
    how: 'One ISSN, the electronic first, without its medium.',
    apply: (article) => {
      const issn = article.journal && oneIssn(article.journal)
      return edited(article, 'journal/issn', () => (issn === undefined ? undefined : { unspecified: [issn] }))
    },
  },
  {
    field: 'journal/abbreviatedTitles',
    how: 'The first abbreviated title alone.',
    apply: (article) =>
      edited(article, 'journal/abbreviatedTitles', (list) => (Array.isArray(list) ? list.slice(0, 1) : list)),
  },
  dropping('type', 'Not said beside a heading; “research-article” is what an article is taken for.', (article) => {
    return article.heading === undefined && article.type !== 'research-article'
  }),
]

const asOneLine = (value: unknown): unknown => {
  const affiliation = value as Affiliation // a member of `affiliations`
  const { id, literal, country, countryCode, ...parts } = affiliation
  if (literal !== undefined) return { id, literal }
  return { id, ...parts, ...(country !== undefined ? { country } : countryCode !== undefined && { countryCode }) }
}

const dateHow =
  'In words: a season by its name, a range with “to”; the date of publication in the format’s own notation.'

/** Fields whose words are those of the format or of a note. */
export const taggedTransforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: 'How the name is written says what it is.' },
  { field: 'contributors/*/role', how: 'The field the name stands in, or the word before it in a note.' },
  { field: 'identifiers/*/type', how: 'The field of the identifier, or the word before it in a note.' },
  { field: 'links/*/kind', how: 'The field of the address.' },
  { field: 'relations/*/type', how: 'In words before the other work, in a note.' },
  ...['received', 'accepted', 'publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'retracted'].map(
    (field) => ({ field: `dates/${field}`, how: dateHow }),
  ),
  { field: 'dates/revised/*', how: dateHow },
  { field: 'dates/corrected/*', how: dateHow },
  { field: 'dates/other/*/date', how: dateHow },
  { field: 'relations/*/date', how: dateHow },
]

/** For formats with one field for an address and one for files. */
export const oneLanding: Coarsening = {
  field: 'links',
  how: 'The first landing page and all PDF files; other links are left out.',
  apply: ({ links, ...article }) => {
    if (links === undefined) return article
    const landing = links.find(({ kind }) => kind === 'landing')
    return { ...article, links: links.filter((link) => link === landing || link.kind === 'pdf') }
  },
}
