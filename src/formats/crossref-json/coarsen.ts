/** What a work of the API says only in a coarser form, in other words, or not at all. */
import type { Affiliation, Article, ArticleDate, Contributor, Reference } from '../../../schemas/article.ts'
import { doiKey } from '../../article/doi.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { change, without } from '../change.ts'
import type { Coarsening, Field } from '../codec.ts'
import { targetOf } from '../crossref/programs.ts'
import { parts } from './dates.ts'
import { landingOf } from './rights.ts'
import { relationKeys, updateRows } from './work.ts'

type Relation = NonNullable<Article['relations']>[number]

const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))

export const coarsenings: readonly Coarsening[] = [
  change('type', 'posted-content, peer-review or journal-article', (type) =>
    type === 'preprint' || type === 'peer-review' ? type : undefined,
  ),
  change('doi', 'in lower case', (doi) => doiKey(String(doi))),
  change('abstracts/*', 'the first abstract alone', (abstract, _, { key }) => (key === '0' ? abstract : undefined)),
  change('translatedTitles/*/language', 'not said', () => undefined),
  change(
    'licences/*',
    'a licence has an address',
    (licence) => ((licence as { url?: string }).url === undefined ? undefined : licence), // a licence
  ),
  change('licences/*/start', 'a year, month or day', (date) => asParts(date as ArticleDate)), // its start
  without<Contributor>('contributors/*', 'an ORCID iD is confirmed or not', ({ orcid, orcidAuthenticated }) =>
    orcid === undefined || orcidAuthenticated === undefined ? ['orcidAuthenticated'] : [],
  ),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  change('affiliations/*', 'stands at the contributors who name it', (affiliation, { contributors }) =>
    contributors?.some(({ affiliations }) => affiliations?.includes((affiliation as Affiliation).id)) // an affiliation
      ? affiliation
      : undefined,
  ),
  without<Affiliation>('affiliations/*', 'the line as printed only without a name', ({ name, country }) => [
    ...(name === undefined ? [] : (['literal'] as const)),
    ...(country === undefined ? [] : (['countryCode'] as const)),
  ]),
  without<NonNullable<Article['pages']>>('pages', 'one span: the one in words where there is one', ({ literal }) =>
    literal === undefined ? [] : ['first', 'last'],
  ),
  without<NonNullable<Article['links']>[number]>(
    'links/*',
    'the landing page is an address alone',
    ({ url }, article) => (landingOf(article)?.url === url ? ['mediaType', 'contentVersion'] : []),
  ),
  plain('references/*/title'),
  plain('references/*/containerTitle'),
  change('references/*/authors/*', 'the first author alone', (author, _, { key }) =>
    key === '0' ? author : undefined,
  ),
  without<NonNullable<Reference['pages']>>('references/*/pages', 'the first page alone', ({ first }) =>
    first === undefined ? ['last'] : ['last', 'literal'],
  ),
  change('references/*/pages/literal', 'the first page alone', (span) => String(span).split(/[\s,;–-]/, 1)[0]),
  without<Relation>('relations/*', 'one identifier; an update has a date and a label', (relation) => {
    if (targetOf(relation) === undefined) return Object.keys(relation) as (keyof Relation)[] // of a closed object
    const isUpdate = updateRows[relation.type] !== undefined && relation.doi !== undefined
    return [
      ...(isUpdate ? [] : (['label', 'date'] as const)),
      ...(relation.doi === undefined ? [] : (['url', 'identifier', 'identifierType'] as const)),
      ...(relation.url === undefined ? [] : (['identifier', 'identifierType'] as const)),
      ...(targetOf(relation)?.type === relation.identifierType ? [] : (['identifierType'] as const)),
    ]
  }),
  change('relations/*/date', 'a year, month or day', (date) => asParts(date as ArticleDate)), // its date
  change('relations/*/type', 'several types share one of Crossref’s', (type, _, { holder }) => {
    const word = type as Relation['type'] // its type
    if (updateRows[word] !== undefined && holder.doi !== undefined) return word
    const shared = Object.entries(relationKeys).filter(([, key]) => key === relationKeys[word])
    return (shared.find(([name]) => plainTypes.has(name)) ?? [word])[0]
  }),
]
/** Of the types that share one of Crossref’s, that which means it. */
const plainTypes: ReadonlySet<string> = new Set(['comments-on', 'has-comment', 'has-supplement'])

function asParts(date: ArticleDate): ArticleDate | undefined {
  const numbers = parts(date)?.['date-parts'][0]
  if (numbers === undefined) return undefined
  return numbers.map((number, at) => String(number).padStart(at === 0 ? 4 : 2, '0')).join('-')
}

/** Fields the API has no place for. */
export const losses: readonly Field[] = [
  'heading',
  'keywords',
  'unmapped',
  'issueTitle',
  'specialIssue',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'freeToRead',
  'licences/*/spdx',
  'licences/*/text',
  'identifiers/*/type',
  'abstracts/*/kind',
  'abstracts/*/language',
  'contributors/*/email',
  'contributors/*/degrees',
  'contributors/*/native',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'references/*/label',
  'references/*/type',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

const dateHow = 'date-parts; what these cannot say stands in an assertion'
const textHow = 'text of XML in Crossref’s face mark-up'
export const transforms = [
  ...[
    'title',
    'subtitle',
    'shortTitle',
    'translatedTitles/*/title',
    'translatedTitles/*/subtitle',
    'references/*/unstructured',
  ].map((field) => ({ field, how: textHow })),
  { field: 'abstracts/*/sections', how: 'text of XML in JATS' },
  { field: 'type', how: 'type and subtype' },
  ...['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'].map((name) => ({
    field: `dates/${name}`,
    how: dateHow,
  })),
  { field: 'dates/other/*/event', how: 'assertion name and label' },
  { field: 'licences/*/start', how: dateHow },
  { field: 'relations/*/date', how: dateHow },
  { field: 'relations/*/type', how: 'a key of relation, or update-to and updated-by' },
  { field: 'links/*/kind', how: 'resource, content-type and intended-application' },
  { field: 'contributors/*/kind', how: 'family or name' },
  { field: 'contributors/*/role', how: 'a list for each role' },
  { field: 'contributors/*/corresponding', how: 'a role' },
  { field: 'contributors/*/affiliations/*', how: 'affiliation of each author' },
  { field: 'affiliations/*/id', how: 'affiliation of each author' },
] as const
