/** Closed lists of the record beside the words that JATS, NISO and the registries use for them. */
import type { FullTextLink, RelationType } from '../../../schemas/article.ts'

/** article-id/@pub-id-type in Journal Publishing 1.4 (a closed list; the rest is `custom` with @custom-type). */
export const pubIdTypes: ReadonlySet<string> = new Set(
  'accession archive ark art-access-id arxiv coden doaj doi handle index isbn manuscript medline mr other pii pmcid pmid publisher-id sici std-designation zbl'.split(
    ' ',
  ),
)

/** NISO RP-8-2008, Journal Article Versions. */
export const journalArticleVersions: Readonly<Record<string, { readonly code: string; readonly term: string }>> = {
  vor: { code: 'VoR', term: 'Version of Record' },
  am: { code: 'AM', term: 'Accepted Manuscript' },
}

/** CRediT (ANSI/NISO Z39.104-2022): the term’s name by the last part of its URL. */
export const creditNames: Readonly<Record<string, string>> = {
  conceptualization: 'Conceptualization',
  'data-curation': 'Data curation',
  'formal-analysis': 'Formal analysis',
  'funding-acquisition': 'Funding acquisition',
  investigation: 'Investigation',
  methodology: 'Methodology',
  'project-administration': 'Project administration',
  resources: 'Resources',
  software: 'Software',
  supervision: 'Supervision',
  validation: 'Validation',
  visualization: 'Visualization',
  'writing-original-draft': 'Writing – original draft',
  'writing-review-editing': 'Writing – review & editing',
}

/** related-article/@related-article-type: the Tag Library’s word where it has one, otherwise the record’s own. */
export const relatedArticleTypes: Readonly<Record<RelationType, string>> = {
  'has-preprint': 'preprint',
  'is-preprint-of': 'is-preprint-of',
  corrects: 'corrected-article',
  'corrected-by': 'correction-forward',
  retracts: 'retracted-article',
  'retracted-by': 'retraction-forward',
  'expresses-concern-about': 'object-of-concern',
  'has-expression-of-concern': 'expression-of-concern',
  updates: 'updated-article',
  'updated-by': 'update',
  'is-translation-of': 'translated-article',
  'has-translation': 'translation',
  reviews: 'peer-reviewed-article',
  'has-review': 'peer-review',
  'comments-on': 'commentary-article',
  'has-comment': 'commentary',
  'replies-to': 'letter',
  'has-reply': 'letter-reply',
  'has-dataset': 'has-dataset',
  'has-software': 'has-software',
  'has-supplement': 'has-supplement',
  'is-part-of': 'is-part-of',
  'is-version-of': 'is-version-of',
  'has-version': 'has-version',
  'is-companion-of': 'companion',
  references: 'article-reference',
  other: 'other',
}

/** What others write for the same. */
export const relationSpellings: Readonly<Record<string, RelationType>> = {
  ...Object.fromEntries(
    Object.entries(relatedArticleTypes).map(([relation, word]) => [word, relation as RelationType]),
  ), // keys of the table
  ...Object.fromEntries(Object.keys(relatedArticleTypes).map((relation) => [relation, relation as RelationType])), // keys of the table
  addendum: 'updated-by',
  'addended-article': 'updates',
  'partial-retraction': 'retracts',
  'partially-retracted-article': 'retracts',
  'update-forward': 'updated-by',
  reviewed: 'reviews',
  'reviewed-article': 'reviews',
  'reviewer-report': 'has-review',
  'translation-of': 'is-translation-of',
  republication: 'is-version-of',
  'companion-article': 'is-companion-of',
  'corrected-by': 'corrected-by',
  erratum: 'corrected-by',
}

/** Relations to something that is not an article: related-object. */
export const objectRelations: ReadonlySet<RelationType> = new Set(['has-dataset', 'has-software', 'has-supplement'])

/** JATS4R: a self-uri needs a text or a title. */
export const linkTitles: Readonly<Record<FullTextLink['kind'], string>> = {
  landing: 'Article page',
  pdf: 'Full text (PDF)',
  xml: 'Full text (XML)',
  html: 'Full text (HTML)',
  other: 'Full text',
}

export const orcidBase = 'https://orcid.org/'
/** JATS4R, CRediT recommendation 1.2. */
export const creditBase = 'https://credit.niso.org/'
/** JATS4R, funding recommendation: the registry’s own name and DOI. */
export const funderRegistry = { vocab: 'open-funder-registry', identifier: '10.13039/open_funder_registry' } as const
/** Name of a custom-meta that carries a part of the record JATS has no place for: this and a JSON Pointer. */
export const extraPrefix = 'colophon:'
