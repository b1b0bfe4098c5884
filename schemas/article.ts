/** The one record per DOI: everything the crosswalk of thirteen formats can say about a journal article, without loss. */
import Type from 'typebox'
import { Affiliation, Contributor } from './contributor.ts'
import { ArticleDate, Dates } from './dates.ts'
import { Doi, Issn, LanguageTag, Ror, Url } from './identifiers.ts'
import { Journal, Pages } from './journal.ts'

export * from './contributor.ts'
export * from './dates.ts'
export * from './journal.ts'

const closed = { additionalProperties: false } as const
const text = (description?: string, maxLength = 10_000) =>
  Type.String({ minLength: 1, maxLength, ...(description && { description }) })

/**
 * Text with inline mark-up in a closed notation: `<i> <b> <u> <o> <sub> <sup> <sc> <tt>`, `<math>` (presentation
 * MathML) and `<tex>`; `&lt; &gt; &amp;` for the characters themselves. See docs/rich-text.md.
 */
export const RichText = Type.String({
  minLength: 1,
  maxLength: 100_000,
  description:
    'Text with <i> <b> <u> <o> <sub> <sup> <sc> <tt> <math> <tex>; write < > & themselves as &lt; &gt; &amp;.',
  examples: ['Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air'],
})

/** The article types of JATS `article/@article-type`, with those that Crossref and CSL add. */
export const articleTypes = [
  'research-article',
  'case-report',
  'review-article',
  'systematic-review',
  'brief-report',
  'rapid-communication',
  'data-paper',
  'methods-article',
  'protocol',
  'clinical-trial',
  'editorial',
  'letter',
  'reply',
  'discussion',
  'article-commentary',
  'book-review',
  'product-review',
  'meeting-report',
  'abstract',
  'news',
  'obituary',
  'oration',
  'introduction',
  'in-brief',
  'announcement',
  'calendar',
  'collection',
  'dissertation',
  'translation',
  'correction',
  'addendum',
  'retraction',
  'partial-retraction',
  'expression-of-concern',
  'peer-review',
  'preprint',
  'other',
] as const
export type ArticleType = (typeof articleTypes)[number]

export const TranslatedTitle = Type.Object(
  { title: RichText, subtitle: Type.Optional(RichText), language: Type.Optional(LanguageTag) },
  closed,
)

/** One abstract: paragraphs under optional headings. No `kind` is the ordinary abstract. */
export const Abstract = Type.Object(
  {
    kind: Type.Optional(text('graphical, plain-language-summary, key-points, teaser … (JATS abstract-type)', 100)),
    language: Type.Optional(LanguageTag),
    sections: Type.Array(
      Type.Object({ title: Type.Optional(RichText), paragraphs: Type.Array(RichText, { minItems: 1 }) }, closed),
      { minItems: 1 },
    ),
  },
  closed,
)
export type Abstract = Type.Static<typeof Abstract>

export const contentVersions = ['vor', 'am', 'tdm', 'stm-asf', 'unspecified'] as const

export const Licence = Type.Object(
  {
    url: Type.Optional(Url),
    spdx: Type.Optional(text('SPDX licence id, where known.', 100)),
    start: Type.Optional(ArticleDate),
    contentVersion: Type.Optional(Type.Enum([...contentVersions])),
    text: Type.Optional(text('The licence statement as printed.')),
  },
  closed,
)
export type Licence = Type.Static<typeof Licence>

export const Copyright = Type.Object(
  { statement: Type.Optional(text()), year: Type.Optional(text(undefined, 100)), holder: Type.Optional(text()) },
  closed,
)
export type Copyright = Type.Static<typeof Copyright>

export const Funding = Type.Object(
  {
    funder: Type.Optional(
      Type.Object(
        { name: Type.Optional(text()), ror: Type.Optional(Ror), doi: Type.Optional(Doi) },
        { ...closed, description: 'The funder; `doi` is its Open Funder Registry id (10.13039/…).' },
      ),
    ),
    awards: Type.Optional(Type.Array(text('An award number, never split.', 1000))),
  },
  closed,
)
export type Funding = Type.Static<typeof Funding>

export const KeywordGroup = Type.Object(
  {
    vocabulary: Type.Optional(text('author-generated, MeSH …', 200)),
    language: Type.Optional(LanguageTag),
    terms: Type.Array(RichText, { minItems: 1 }),
  },
  closed,
)
export type KeywordGroup = Type.Static<typeof KeywordGroup>

export const linkKinds = ['landing', 'pdf', 'xml', 'html', 'other'] as const
export const FullTextLink = Type.Object(
  {
    url: Url,
    kind: Type.Enum([...linkKinds]),
    mediaType: Type.Optional(text('image/png …', 200)),
    contentVersion: Type.Optional(Type.Enum([...contentVersions])),
  },
  closed,
)
export type FullTextLink = Type.Static<typeof FullTextLink>

/** A name in a reference: parts where the source sets them apart, otherwise literal. */
export const ReferenceName = Type.Union([
  Type.Object({ family: text(undefined, 1000), given: Type.Optional(text(undefined, 1000)) }, closed),
  Type.Object({ literal: text(undefined, 4000) }, closed),
])

/** A cited work: structured, or `unstructured` as printed, or both. */
export const Reference = Type.Object(
  {
    key: Type.Optional(text('The id the source gives the reference.', 200)),
    label: Type.Optional(text('The printed number or label.', 100)),
    type: Type.Optional(text('journal, book, chapter, web, data … (JATS publication-type)', 100)),
    authors: Type.Optional(Type.Array(ReferenceName)),
    title: Type.Optional(RichText),
    containerTitle: Type.Optional(RichText),
    year: Type.Optional(text(undefined, 100)),
    volume: Type.Optional(text(undefined, 200)),
    issue: Type.Optional(text(undefined, 200)),
    pages: Type.Optional(Pages),
    articleNumber: Type.Optional(text(undefined, 200)),
    edition: Type.Optional(text(undefined, 200)),
    publisher: Type.Optional(text(undefined, 1000)),
    issn: Type.Optional(Issn),
    isbn: Type.Optional(text(undefined, 40)),
    doi: Type.Optional(Doi),
    pmid: Type.Optional(text(undefined, 40)),
    url: Type.Optional(Url),
    unstructured: Type.Optional(RichText),
  },
  closed,
)
export type Reference = Type.Static<typeof Reference>

/** How this article stands to another object. The article is the subject: `corrects` means it corrects the other. */
export const relationTypes = [
  'has-preprint',
  'is-preprint-of',
  'corrects',
  'corrected-by',
  'retracts',
  'retracted-by',
  'expresses-concern-about',
  'has-expression-of-concern',
  'updates',
  'updated-by',
  'is-translation-of',
  'has-translation',
  'reviews',
  'has-review',
  'comments-on',
  'has-comment',
  'replies-to',
  'has-reply',
  'has-dataset',
  'has-software',
  'has-supplement',
  'is-part-of',
  'is-version-of',
  'has-version',
  'is-companion-of',
  'references',
  'other',
] as const
export type RelationType = (typeof relationTypes)[number]

export const Relation = Type.Object(
  {
    type: Type.Enum([...relationTypes]),
    doi: Type.Optional(Doi),
    url: Type.Optional(Url),
    identifier: Type.Optional(text('Another kind of identifier, with `identifierType`.', 1000)),
    identifierType: Type.Optional(text(undefined, 100)),
    label: Type.Optional(text('The source’s own word for a relation of type `other`.', 1000)),
    date: Type.Optional(ArticleDate),
  },
  closed,
)
export type Relation = Type.Static<typeof Relation>

export const ClinicalTrial = Type.Object(
  {
    number: text('NCT01234567', 200),
    registry: Type.Optional(text('The registry’s DOI (10.18810/…) or name.', 500)),
    stage: Type.Optional(Type.Enum(['pre-results', 'results', 'post-results'])),
  },
  closed,
)

export const Identifier = Type.Object(
  { type: text('pmid, pmcid, arxiv, publisher-id, pii …', 100), value: text(undefined, 1000) },
  closed,
)
export type Identifier = Type.Static<typeof Identifier>

export const Unmapped = Type.Object(
  { path: text('Where the source said it.', 2000), value: Type.Unknown({ description: 'What it said, as it stood.' }) },
  closed,
)

export const Article = Type.Object(
  {
    doi: Type.Optional(Doi),
    type: Type.Optional(Type.Enum([...articleTypes], { description: 'JATS article-type; absent = not known.' })),
    heading: Type.Optional(text('The journal’s own name for the type, as printed: “Case Report”.', 500)),
    title: Type.Optional(RichText),
    subtitle: Type.Optional(RichText),
    shortTitle: Type.Optional(RichText),
    translatedTitles: Type.Optional(Type.Array(TranslatedTitle)),
    abstracts: Type.Optional(Type.Array(Abstract, { description: 'The article’s own abstract first.' })),
    contributors: Type.Optional(Type.Array(Contributor, { description: 'In the order of the byline.' })),
    affiliations: Type.Optional(Type.Array(Affiliation)),
    journal: Type.Optional(Journal),
    volume: Type.Optional(text(undefined, 200)),
    issue: Type.Optional(text(undefined, 200)),
    issueTitle: Type.Optional(text(undefined, 1000)),
    supplement: Type.Optional(text('Suppl. 1', 200)),
    specialIssue: Type.Optional(text('Title or name of the special issue.', 1000)),
    pages: Type.Optional(Pages),
    articleNumber: Type.Optional(text('elocation-id', 200)),
    dates: Type.Optional(Dates),
    licences: Type.Optional(Type.Array(Licence)),
    copyright: Type.Optional(Copyright),
    freeToRead: Type.Optional(
      Type.Object({ start: Type.Optional(ArticleDate) }, { ...closed, description: 'Free to read, from `start`.' }),
    ),
    funding: Type.Optional(Type.Array(Funding)),
    fundingStatement: Type.Optional(text()),
    keywords: Type.Optional(Type.Array(KeywordGroup)),
    subjects: Type.Optional(Type.Array(text('A subject the journal files the article under.', 500))),
    language: Type.Optional(LanguageTag),
    contentVersion: Type.Optional(Type.Enum([...contentVersions])),
    links: Type.Optional(Type.Array(FullTextLink)),
    references: Type.Optional(Type.Array(Reference)),
    relations: Type.Optional(Type.Array(Relation)),
    clinicalTrials: Type.Optional(Type.Array(ClinicalTrial)),
    identifiers: Type.Optional(Type.Array(Identifier)),
    unmapped: Type.Optional(Type.Array(Unmapped, { description: 'What the source said that has no place here.' })),
  },
  {
    ...closed,
    $id: 'Article',
    title: 'Article',
    description: 'One journal article. `doi` may be absent only while converting; a stored article has one.',
  },
)

/** A strict, normalised record. Only `admit()` makes one. `doi` is absent only in conversions of sources without one. */
export type Article = Type.Static<typeof Article>

/** What the store keeps: an article that has its DOI. */
export type StoredArticle = Article & { readonly doi: string }

/** What a reader makes of a source: the same fields, not yet normalised or judged. */
export type Draft = { -readonly [K in keyof Article]?: Article[K] }
