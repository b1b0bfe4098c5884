/** What Crossref’s schema can say only in a coarser form: rows that the deposit and the result of a query share. */
import type { Affiliation, Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { change, without } from '../change.ts'
import type { Coarsening, Field } from '../codec.ts'
import { placeLine } from './affiliations.ts'
import { type ContentKind, contentKind, postedDate, reviewDate } from './content.ts'
import { nameOf } from './contributors.ts'
import { originalTitle } from './identity.ts'
import { codenOf, issnsOf } from './journal.ts'
import { licenceUri, targetOf } from './programs.ts'
import { dateParts, exactDate, fit, isDepositableDoi, isIsbn, uri, wholeDay } from './values.ts'
import { citationTypes, languageCode, mimeTypes, registryOf, relationIdentifierTypes } from './vocabulary.ts'

type Draft = { -readonly [K in keyof Article]?: Article[K] }
const everything = <T extends object>(object: T) => Object.keys(object) as (keyof T)[] // of closed objects
type Contributor = NonNullable<Article['contributors']>[number]
type Reference = NonNullable<Article['references']>[number]

/** Dates that have an element, by the kind of content. */
function datesSaid(article: Article, kind: ContentKind): ReadonlySet<ArticleDate | undefined> {
  if (kind === 'peer_review') return new Set([reviewDate(article)])
  if (kind === 'posted_content') return new Set([postedDate(article), article.dates?.accepted])
  const { publishedOnline, publishedPrint, published, accepted, issue } = article.dates ?? {}
  const own = [publishedOnline, publishedPrint, published]
  const hasOwn = own.some((date) => dateParts(date) !== undefined)
  return new Set([...own, accepted, issue, ...(hasOwn ? [] : [citationDate(article)])])
}
const elementDates = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'] as const

const kindRow: Coarsening = {
  field: 'type',
  how: 'the schema tells preprints and peer reviews from articles; these have no issue, pages or journal but its title',
  apply(given) {
    const article = structuredClone(given)
    const out: Draft = article
    const kind = contentKind(article)
    const said = datesSaid(article, kind)
    const dates: { -readonly [K in keyof Dates]: Dates[K] } = out.dates ?? {}
    for (const name of elementDates) if (!said.has(dates[name])) delete dates[name]
    const original = originalTitle(article)
    if (kind === 'journal') {
      if (out.journal !== undefined) delete (out.journal as { publisher?: unknown }).publisher // a closed object of ours
      if (out.translatedTitles !== undefined)
        out.translatedTitles = out.translatedTitles.slice(0, 19 + (original ? 1 : 0))
    } else {
      for (const name of notPosted) delete out[name]
      if (out.translatedTitles !== undefined)
        out.translatedTitles = out.translatedTitles.map((title) => (title === original ? title : ({} as typeof title))) // emptied, so that none moves
      const { title, abbreviatedTitles, publisher } = out.journal ?? {}
      const name = title ?? abbreviatedTitles?.[0]?.title
      if (out.journal !== undefined)
        out.journal = { ...(name !== undefined && { title: name }), ...(publisher !== undefined && { publisher }) }
    }
    if (kind === 'peer_review') {
      for (const name of notReviewed) delete out[name]
      delete dates.accepted
      delete dates.retracted
    } else if (out.type !== 'preprint') delete out.type
    return out as Article // still of its shape
  },
}
const notPosted = ['volume', 'issue', 'issueTitle', 'supplement', 'specialIssue', 'pages', 'identifiers'] as const
const notReviewed = ['abstracts', 'journal', 'funding', 'clinicalTrials', 'references', 'contentVersion'] as const

const cut = (field: Field, longest: number, shortest?: number): Coarsening =>
  change(field, `a text of at most ${longest} characters${shortest ? ` and at least ${shortest}` : ''}`, (text) =>
    typeof text === 'string' ? fit(text, longest, shortest) : text,
  )

const dateRow = (field: Field): Coarsening =>
  change(
    field,
    'a year from 1400 to 2200 with month, season or day; of a range its beginning',
    (date) => exactDate(date as ArticleDate), // the field’s own shape
  )

const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))

const code = (field: Field): Coarsening =>
  change(field, 'the two-letter code alone: “pt” of “pt-BR”', (tag) => languageCode(String(tag)))

const names: readonly Coarsening[] = [
  change('contributors/*/role', 'an illustrator is “other”', (role) => (role === 'illustrator' ? 'other' : role)),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  without<Contributor>(
    'contributors/*',
    'an organization is a name alone, and a person without a name is anonymous',
    (one) => {
      if (one.kind === 'group') return ['orcid', 'orcidAuthenticated', 'affiliations', 'corresponding', 'credit']
      if (one.kind === 'literal' || nameOf(one).surname !== undefined)
        return one.orcid === undefined ? ['orcidAuthenticated'] : []
      return ['orcid', 'orcidAuthenticated', 'honorific', 'degrees', 'suffix'] as (keyof Contributor)[] // of a person
    },
  ),
  change('contributors/*/droppingParticle', 'with the given names at most 200 characters', (particle, _, { holder }) =>
    `${holder.given ?? ''} ${particle}`.length <= 200 ? particle : undefined,
  ),
  code('contributors/*/native/language'),
]

const isSayable = (affiliation: Affiliation): boolean =>
  Object.keys(affiliation).some((key) => key !== 'id' && key !== 'grid')

const affiliationRows: readonly Coarsening[] = [
  change('contributors/*/affiliations/*', 'an institution needs a name or an id', (id, { affiliations }) =>
    affiliations?.some((one) => one.id === id && isSayable(one)) ? id : undefined,
  ),
  without<Affiliation>(
    'affiliations/*',
    'stands at the persons who name it; the line as printed only without a name',
    (one, { contributors }) => {
      if (!contributors?.some(({ kind, affiliations }) => kind !== 'group' && affiliations?.includes(one.id)))
        return everything(one)
      const line = placeLine(one)
      const isPlaceLost = line !== undefined && fit(line, 255, 2) !== line
      return [
        ...(one.name === undefined ? [] : (['literal'] as const)),
        ...(one.country === undefined ? [] : (['countryCode'] as const)),
        ...(isPlaceLost ? (['city', 'region', 'postalCode', 'country', 'countryCode'] as const) : []),
      ]
    },
  ),
]

const journalRows: readonly Coarsening[] = [
  without<NonNullable<NonNullable<Article['journal']>['issn']>>(
    'journal/issn',
    'print and electronic, or another where there is neither',
    (_, { journal }) => {
      const said = issnsOf(journal ?? {})
      return said.some(({ medium }) => medium !== undefined) ? ['linking', 'unspecified'] : []
    },
  ),
  change(
    'journal/identifiers/*',
    'a CODEN of at most six characters alone',
    (one, { journal }) => ((one as { value: string }).value === codenOf(journal ?? {}) ? one : undefined), // an identifier
  ),
  change('journal/abbreviatedTitles/*', 'at most ten', (title, _, { key }) => (Number(key) < 10 ? title : undefined)),
  code('journal/language'),
  code('language'),
  change('translatedTitles/*/language', 'that of the title in the article’s own language', (tag, article) =>
    originalTitle(article)?.language === tag ? languageCode(String(tag)) : undefined,
  ),
]

const rightsRows: readonly Coarsening[] = [
  without<NonNullable<Article['licences']>[number]>(
    'licences/*',
    'an address, from a day on, for a version',
    (licence) =>
      licenceUri(licence.url) === undefined
        ? everything(licence)
        : [
            ...(licence.contentVersion === 'unspecified' ? (['contentVersion'] as const) : []),
            ...(wholeDay(licence.start) === undefined ? (['start'] as const) : []),
          ],
  ),
  change('freeToRead/start', 'a whole day', (date) => wholeDay(date as ArticleDate)), // the field’s own shape
  change('clinicalTrials/*', 'in a registry that Crossref knows, by its DOI', (value) => {
    const trial = value as NonNullable<Article['clinicalTrials']>[number] // the field’s own shape
    const registry = registryOf(trial)
    if (registry === undefined) return undefined
    return trial.registry === undefined ? trial : { ...trial, registry }
  }),
]

const referenceRows: readonly Coarsening[] = [
  plain('references/*/title'),
  plain('references/*/containerTitle'),
  change('references/*/authors/*', 'the first author alone', (author, _, { key }) =>
    key === '0' ? author : undefined,
  ),
  without<Reference>('references/*', 'types, DOIs and ISBNs that the schema takes', ({ type, doi, isbn }) => [
    ...(type !== undefined && citationTypes[type] === undefined ? (['type'] as const) : []),
    ...(doi !== undefined && !isDepositableDoi(doi) ? (['doi'] as const) : []),
    ...(isbn !== undefined && !isIsbn(isbn) ? (['isbn'] as const) : []),
  ]),
  without<NonNullable<Reference['pages']>>('references/*/pages', 'the first page alone', ({ first }) =>
    first === undefined ? ['last'] : ['last', 'literal'],
  ),
  change('references/*/pages/literal', 'the first page alone', (span) => String(span).split(/[\s,;–-]/, 1)[0]),
]

const workRows: readonly Coarsening[] = [
  without<NonNullable<Article['relations']>[number]>(
    'relations/*',
    'one identifier, of a kind the schema knows',
    (relation) => {
      const { type, ...rest } = relation
      if (targetOf(rest) === undefined) return everything(relation)
      if (relation.doi !== undefined) return ['url', 'identifier', 'identifierType']
      if (relation.url !== undefined) return ['identifier', 'identifierType']
      return relationIdentifierTypes.has(relation.identifierType ?? '') ? [] : ['identifierType']
    },
  ),
  without<NonNullable<Article['links']>[number]>('links/*', 'media types and versions that the schema knows', (link) =>
    uri(link.url) === undefined
      ? everything(link)
      : [
          ...(mimeTypes.has(link.mediaType ?? '') ? [] : (['mediaType'] as const)),
          ...(link.contentVersion === 'vor' || link.contentVersion === 'am' ? [] : (['contentVersion'] as const)),
        ],
  ),
  change('identifiers/*/value', 'at most 255 characters with its type', (value, _, { holder }) =>
    fit(String(value), 254 - String(holder.type).length),
  ),
  change('identifiers/*', 'at most ten', (one, _, { key }) => (Number(key) < 10 ? one : undefined)),
  without<NonNullable<Article['pages']>>('pages', 'a last page stands behind a first', ({ first, literal }) =>
    first === undefined && literal !== undefined ? ['last'] : [],
  ),
]

const lengths: readonly (readonly [Field, number, number?])[] = [
  ['journal/title', 255],
  ['journal/abbreviatedTitles/*/title', 150],
  ['volume', 32],
  ['issue', 32],
  ['supplement', 15],
  ['articleNumber', 32],
  ['pages/first', 32],
  ['pages/last', 32],
  ['pages/literal', 100],
  ['contributors/*/family', 200],
  ['contributors/*/given', 200],
  ['contributors/*/suffix', 10],
  ['contributors/*/literal', 200],
  ['contributors/*/name', 511],
  ['affiliations/*/name', 1024],
  ['affiliations/*/literal', 1024],
  ['affiliations/*/department', 255, 2],
  ['references/*/key', 128],
  ['references/*/volume', 32],
  ['references/*/issue', 32],
  ['references/*/pages/first', 32],
  ['references/*/edition', 15],
]

export const coarsenings: readonly Coarsening[] = [
  kindRow,
  ...elementDates.map((name) => dateRow(`dates/${name}`)),
  ...names,
  ...affiliationRows,
  ...journalRows,
  ...rightsRows,
  ...referenceRows,
  ...workRows,
  ...lengths.map(([field, longest, shortest]) => cut(field, longest, shortest)),
]

/** Fields that neither form has a place for. */
export const losses: readonly Field[] = [
  'heading',
  'shortTitle',
  'keywords',
  'subjects',
  'unmapped',
  'journal/abbreviatedTitles/*/type',
  'contributors/*/email',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'affiliations/*/grid',
  'licences/*/spdx',
  'licences/*/text',
  'references/*/label',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

export const transforms = [
  { field: 'journal/identifiers/*/type', how: 'coden' },
  { field: 'type', how: 'posted_content, peer_review or journal_article' },
  ...elementDates.map((name) => ({
    field: `dates/${name}`,
    how: 'elements month, day and year; a season is a month 21 to 24',
  })),
  { field: 'contributors/*/kind', how: 'person_name or organization; a name in one piece is a surname' },
  { field: 'contributors/*/role', how: '@contributor_role' },
  { field: 'contributors/*/corresponding', how: 'role “corresponding-author”' },
  { field: 'contributors/*/affiliations/*', how: 'affiliations inside person_name' },
  { field: 'affiliations/*/id', how: 'affiliations inside person_name' },
  { field: 'freeToRead', how: 'ai:free_to_read' },
  { field: 'references/*/type', how: 'citation/@type' },
  { field: 'relations/*/type', how: '@relationship-type, with a description where it says less' },
  { field: 'links/*/kind', how: 'resource of the DOI, or a collection and @mime_type' },
] as const
