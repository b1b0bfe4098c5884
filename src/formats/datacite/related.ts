/** relatedIdentifiers and relatedItems: the journal, the cited works, and how the article stands to others. */
import type { Article, Relation, RelationType } from '../../../schemas/article.ts'
import { issueNumber } from '../plain.ts'
import { citedItem } from './cited.ts'
import { type RelatedIdentifier, type RelatedItem, type Title, unavailable } from './shape.ts'

/** DataCite’s relation that comes nearest, and what the other work is where the relation says so. */
export const relationTypes: Readonly<Record<RelationType, readonly [relationType: string, general?: string]>> = {
  'has-preprint': ['IsNewVersionOf', 'Preprint'],
  'is-preprint-of': ['IsPreviousVersionOf', 'JournalArticle'],
  // A correction adds to what it corrects; only a retraction does away with it.
  corrects: ['IsSupplementTo'],
  'corrected-by': ['IsSupplementedBy', 'JournalArticle'],
  retracts: ['Obsoletes'],
  'retracted-by': ['IsObsoletedBy', 'JournalArticle'],
  'expresses-concern-about': ['Documents'],
  'has-expression-of-concern': ['IsDocumentedBy', 'JournalArticle'],
  updates: ['Continues'],
  'updated-by': ['IsContinuedBy'],
  'is-translation-of': ['IsTranslationOf'],
  'has-translation': ['HasTranslation'],
  reviews: ['Reviews'],
  'has-review': ['IsReviewedBy', 'PeerReview'],
  'comments-on': ['Describes'],
  'has-comment': ['IsDescribedBy', 'JournalArticle'],
  'replies-to': ['Describes', 'JournalArticle'],
  'has-reply': ['IsDescribedBy'],
  'has-dataset': ['IsSupplementedBy', 'Dataset'],
  'has-software': ['IsSupplementedBy', 'Software'],
  'has-supplement': ['IsSupplementedBy', 'Other'],
  'is-part-of': ['IsPartOf'],
  'is-version-of': ['IsVersionOf'],
  'has-version': ['HasVersion'],
  'is-companion-of': ['IsVariantFormOf'],
  references: ['References'],
  other: ['IsDerivedFrom', 'Other'],
}

/** relatedIdentifierType is a closed list; by its name in small letters. */
const identifierTypes: ReadonlyMap<string, string> = new Map(
  'ARK arXiv bibcode CSTR DOI EAN13 EISSN Handle IGSN ISBN ISSN ISTC LISSN LSID PMID PURL RRID UPC URL URN w3id'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
)

export function relatedIdentifiersOf({ journal, relations, references }: Article): readonly RelatedIdentifier[] {
  const out: RelatedIdentifier[] = []
  const add = (relatedIdentifier: string, relatedIdentifierType: string, type: readonly [string, string?]) => {
    const [relationType, resourceTypeGeneral] = type
    out.push({ relatedIdentifier, relatedIdentifierType, relationType, resourceTypeGeneral })
  }
  for (const [type, issn] of issnsOf(journal)) add(issn, type, ['IsPublishedIn', 'Journal'])
  for (const relation of relations ?? []) {
    const { doi, url, identifier } = relation
    const type = relationTypes[relation.type]
    if (doi !== undefined) add(doi, 'DOI', type)
    if (url !== undefined) add(url, 'URL', type)
    const known = identifierTypeOf(relation)
    if (identifier !== undefined && known !== undefined) add(identifier, known, type)
  }
  for (const { doi } of references ?? []) if (doi !== undefined) add(doi, 'DOI', ['References'])
  return out
}

export const identifierTypeOf = ({ identifierType }: Relation): string | undefined =>
  identifierTypes.get(identifierType?.toLowerCase() ?? '')

function issnsOf(journal: Article['journal']): readonly (readonly [type: string, issn: string])[] {
  const { print, electronic, linking, unspecified } = journal?.issn ?? {}
  const out: (readonly [string, string])[] = []
  if (print !== undefined) out.push(['ISSN', print])
  if (electronic !== undefined) out.push(['EISSN', electronic])
  if (linking !== undefined) out.push(['LISSN', linking])
  for (const issn of unspecified ?? []) out.push(['ISSN', issn])
  return out
}

export function relatedItemsOf(article: Article, year: number): readonly RelatedItem[] {
  const out: RelatedItem[] = []
  const journal = journalItem(article, year)
  if (journal) out.push(journal)
  for (const relation of article.relations ?? []) {
    if (relation.identifier === undefined || identifierTypeOf(relation) !== undefined) continue
    const [relationType, relatedItemType = 'Other'] = relationTypes[relation.type]
    out.push({ relatedItemType, relationType, titles: [{ title: relation.identifier }] })
  }
  for (const { number, registry } of article.clinicalTrials ?? []) {
    out.push({
      relatedItemType: 'StudyRegistration',
      relationType: 'References',
      titles: [{ title: number }],
      publisher: registry,
    })
  }
  for (const reference of article.references ?? []) {
    const item = citedItem(reference)
    if (item) out.push(item)
  }
  return out
}

/** 4.6, 20: where the article was published, with its place there. */
function journalItem(article: Article, year: number): RelatedItem | undefined {
  const { journal, volume, issue, supplement, pages, articleNumber } = article
  const isPlaced = journal?.title ?? volume ?? issue ?? supplement ?? pages ?? articleNumber
  const abbreviations = journal?.abbreviatedTitles ?? []
  if (isPlaced === undefined && abbreviations.length === 0) return undefined
  const [issn] = issnsOf(journal)
  return {
    relatedItemType: 'Journal',
    relationType: 'IsPublishedIn',
    relatedItemIdentifier: issn && { relatedItemIdentifier: issn[1], relatedItemIdentifierType: issn[0] },
    titles: [
      { title: journal?.title ?? unavailable },
      ...abbreviations.map(({ title }): Title => ({ title, titleType: 'AlternativeTitle' })),
    ],
    publicationYear: year === 0 ? undefined : year,
    volume,
    issue: issueNumber(article),
    number: articleNumber,
    numberType: articleNumber === undefined ? undefined : 'Article',
    firstPage: pages?.first ?? pages?.literal,
    lastPage: pages?.last,
    publisher: journal?.publisher?.name,
  }
}
