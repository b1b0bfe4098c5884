/** What fifteen elements without attributes cannot say, and what they say in other words. */
import type { Article, Contributor, Dates, Journal } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { primaryLanguage } from '../../article/language-codes.ts'
import { coarser, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { nameText } from './names.ts'
import { isoDate } from './source.ts'
import { versions } from './vocabulary.ts'

export const loses: readonly Field[] = [
  'shortTitle',
  'abstracts/*/kind',
  'contributors/*/affiliations',
  'contributors/*/orcid',
  'contributors/*/orcidAuthenticated',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/corresponding',
  'contributors/*/email',
  'contributors/*/credit',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'contributors/*/honorific',
  'contributors/*/degrees',
  'contributors/*/native',
  'contributors/*/members',
  'affiliations',
  'journal/abbreviatedTitles',
  'journal/identifiers',
  'journal/publisher/place',
  'journal/publisher/ror',
  'journal/language',
  'issueTitle',
  'specialIssue',
  'licences/*/start',
  'licences/*/contentVersion',
  'fundingStatement',
  'keywords/*/vocabulary',
  'links/*/contentVersion',
  'clinicalTrials/*/stage',
  'references',
  'unmapped',
]

/** What becomes of a name: whether it is that of a person is not said. */
function asText(contributor: Contributor): Contributor {
  const { kind, role, ...rest } = contributor
  const literal = nameText(contributor)
  if (literal === '') return contributor
  const shared = Object.fromEntries(Object.entries(rest).filter(([key]) => !nameFields.has(key)))
  return { ...shared, kind: 'literal', role, literal }
}

const nameFields: ReadonlySet<string> = new Set([
  'family',
  'given',
  'droppingParticle',
  'nonDroppingParticle',
  'suffix',
  'name',
  'literal',
])

const citable = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** The date of the citation, in the field it comes from, and that of a retraction. */
function onlyCited(dates: Dates, article: Article): Dates {
  const cited = citationDate(article)
  const said = JSON.stringify(cited)
  const field = cited && citable.find((name) => JSON.stringify(dates[name]) === said)
  const { retracted } = dates
  const date = typeof cited === 'string' ? isoDate(cited) : cited
  return {
    ...(field !== undefined && date !== undefined && { [field]: date }),
    ...(retracted !== undefined && { retracted }),
  }
}

const withoutMedium = ({ print, electronic, linking, unspecified = [] }: NonNullable<Journal['issn']>) => ({
  unspecified: [print, electronic, linking, ...unspecified].filter((value) => value !== undefined),
})

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  {
    ...coarser<Contributor>('contributors/*', 'A name is one text: “Family, Given, Suffix”.', asText),
    field: 'contributors/*/kind',
  },
  coarser<Contributor['role']>('contributors/*/role', 'All who are not authors are dc:contributor.', (role) =>
    role === 'author' ? role : 'other',
  ),
  {
    ...coarser('journal/issn', 'Whether an ISSN is of the print or the electronic edition is not said.', withoutMedium),
    field: 'journal/issn/unspecified',
  },
  coarser<Dates>(
    'dates',
    'Only the date of the citation and that of a retraction are said; of a season by its number only the year.',
    onlyCited,
  ),
  coarser<NonNullable<Article['pages']>>('pages', 'A span in words stands for its first and last page.', (pages) =>
    pages.literal === undefined ? pages : { literal: pages.literal },
  ),
  coarser<string>('language', 'Region and script of the language are said only with a title.', (tag, article) =>
    article.title === undefined && article.subtitle === undefined ? primaryLanguage(tag) : tag,
  ),
  coarser<string>('links/*/kind', 'All but the landing page is dc:relation.', (kind) =>
    kind === 'landing' ? kind : 'other',
  ),
  coarser<NonNullable<Article['contentVersion']>>(
    'contentVersion',
    'There are only the published and the accepted version.',
    (version) => (versions[version] === undefined ? undefined : version),
  ),
]

export const transforms: readonly Transform[] = [
  { field: 'links/*/kind', how: 'The landing page is dc:identifier.' },
  { field: 'contributors/*/kind', how: 'A name is one text; a person’s has a comma.' },
  { field: 'contributors/*/role', how: 'dc:creator for authors' },
  { field: 'language', how: 'dc:language, as a code of ISO 639-3; the tag itself is xml:lang of the title' },
  { field: 'contentVersion', how: 'dc:type, as a version of info-eu-repo' },
  { field: 'dates/retracted', how: 'dc:description, in words' },
  { field: 'freeToRead', how: 'dc:rights, as an access right of info-eu-repo' },
  { field: 'relations/*/type', how: 'dc:relation, in words before the other work' },
  { field: 'relations/*/date', how: 'dc:relation, in words after the other work' },
]
