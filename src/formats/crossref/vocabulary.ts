/** Closed lists of Crossref’s deposit schema 5.5.0 beside the words of the record. */
import type { ArticleType, Contributor, RelationType } from '../../../schemas/article.ts'

/** language.atts, its codes of ISO 639-1 (languages5.5.0.xsd); the thousands of ISO 639-3 are left out. */
const languages: ReadonlySet<string> = new Set(
  `aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
   en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
   ja jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt mu
   my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm
   sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh
   zu`.split(/\s+/),
)

/** The code that an attribute @language may have: that of `pt-BR` is `pt`. */
export function languageCode(tag: string | undefined): string | undefined {
  const primary = tag?.split('-', 1)[0]?.toLowerCase()
  return primary !== undefined && languages.has(primary) ? primary : undefined
}

/** contributor.atts, @contributor_role. */
export const contributorRoles: Readonly<Record<Contributor['role'], string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  reviewer: 'reviewer',
  chair: 'chair',
  illustrator: 'other',
  other: 'other',
}

/** Media types of mime_type.atts (mediatypes5.5.0.xsd) that articles come in. */
export const mimeTypes: ReadonlySet<string> = new Set([
  'application/epub+zip',
  'application/json',
  'application/msword',
  'application/pdf',
  'application/xhtml+xml',
  'application/xml',
  'application/zip',
  'image/jpeg',
  'image/png',
  'text/html',
  'text/plain',
  'text/xml',
])

/** citation_key.atts, @type, by JATS publication-type and CSL type. */
export const citationTypes: Readonly<Record<string, string>> = {
  journal: 'journal_article',
  'article-journal': 'journal_article',
  book: 'book',
  chapter: 'book_chapter',
  'book-chapter': 'book_chapter',
  confproc: 'conference_paper',
  'conf-proc': 'conference_paper',
  conference: 'conference_paper',
  data: 'dataset',
  dataset: 'dataset',
  patent: 'patent',
  'peer-review': 'peer_review',
  preprint: 'preprint',
  report: 'report',
  software: 'software',
  standard: 'standard',
  thesis: 'dissertation',
  web: 'web_resource',
  webpage: 'web_resource',
}

/** relations.xsd: which of the two elements, its @relationship-type, and whether this is the record’s own meaning. */
export interface RelationRow {
  readonly element: 'rel:inter_work_relation' | 'rel:intra_work_relation'
  readonly type: string
  /** The type says less than the record does, so a description says the rest. */
  readonly isBroader?: true
}
const inter = (type: string): RelationRow => ({ element: 'rel:inter_work_relation', type })
const intra = (type: string): RelationRow => ({ element: 'rel:intra_work_relation', type })
const broader = (row: RelationRow): RelationRow => ({ ...row, isBroader: true })

export const relationRows: Readonly<Record<RelationType, RelationRow>> = {
  'has-preprint': intra('hasPreprint'),
  'is-preprint-of': intra('isPreprintOf'),
  corrects: broader(inter('isCommentOn')),
  'corrected-by': broader(inter('hasComment')),
  retracts: broader(inter('isCommentOn')),
  'retracted-by': broader(inter('hasComment')),
  'expresses-concern-about': broader(inter('isCommentOn')),
  'has-expression-of-concern': broader(inter('hasComment')),
  updates: intra('replaces'),
  'updated-by': intra('isReplacedBy'),
  'is-translation-of': intra('isTranslationOf'),
  'has-translation': intra('hasTranslation'),
  reviews: inter('isReviewOf'),
  'has-review': inter('hasReview'),
  'comments-on': inter('isCommentOn'),
  'has-comment': inter('hasComment'),
  'replies-to': inter('isReplyTo'),
  'has-reply': inter('hasReply'),
  'has-dataset': broader(inter('isSupplementedBy')),
  'has-software': broader(inter('isSupplementedBy')),
  'has-supplement': inter('isSupplementedBy'),
  'is-part-of': inter('isPartOf'),
  'is-version-of': intra('isVersionOf'),
  'has-version': intra('hasVersion'),
  'is-companion-of': broader(inter('isRelatedMaterial')),
  references: inter('references'),
  other: inter('hasRelatedMaterial'),
}

/** What such a description says. */
export const relationWords: Readonly<Partial<Record<RelationType, string>>> = {
  corrects: 'Corrects',
  'corrected-by': 'Corrected by',
  retracts: 'Retracts',
  'retracted-by': 'Retracted by',
  'expresses-concern-about': 'Expresses concern about',
  'has-expression-of-concern': 'Expression of concern',
  'has-dataset': 'Dataset',
  'has-software': 'Software',
  'is-companion-of': 'Companion article',
}

/** relations_type.atts, @identifier-type, for identifiers that are neither DOI nor URL. */
export const relationIdentifierTypes: ReadonlySet<string> = new Set([
  'issn',
  'isbn',
  'pmid',
  'pmcid',
  'purl',
  'arxiv',
  'ark',
  'handle',
  'uuid',
  'ecli',
  'accession',
])

/** cm_update_type: what a notice does to another article. */
export const updateTypes: Readonly<Partial<Record<RelationType, string>>> = {
  corrects: 'correction',
  retracts: 'retraction',
  'expresses-concern-about': 'expression_of_concern',
  updates: 'new_version',
}
/** The finer word where the notice’s own type has one. */
export const noticeTypes: Readonly<Partial<Record<ArticleType, string>>> = {
  addendum: 'addendum',
  'partial-retraction': 'partial_retraction',
}

/** clinicaltrials.xsd wants the registry’s DOI; these registries are told by the beginning of a number. */
const registries: readonly (readonly [RegExp, string])[] = [
  [/^NCT\d/i, '10.18810/clinical-trials-gov'],
  [/^ISRCTN\d/i, '10.18810/isrctn'],
]
const registryPattern = /^10\.18810\/[a-z-]+$/

/** The registry’s DOI as given or as the number tells it. */
export function registryOf({ number, registry }: { number: string; registry?: string }): string | undefined {
  if (registry !== undefined && registryPattern.test(registry)) return registry
  return registries.find(([pattern]) => pattern.test(number))?.[1]
}
