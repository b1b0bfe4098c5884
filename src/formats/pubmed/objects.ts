/** ObjectList: keywords, grants, trials and related articles, each an Object with parameters. */
import type { Article, ArticleType, Funding, Relation, RelationType } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import { targetOf } from '../crossref/programs.ts'

export const objectList = (article: Article): Markup =>
  wrap(
    'ObjectList',
    sequence(
      each(article.keywords, ({ terms }) => each(terms, (term) => object('keyword', { value: plainText(term) }))),
      each(article.funding, grants),
      each(article.clinicalTrials, ({ number }) => object(trialType(number), { id: number })),
      each(article.relations, related),
    ),
  )

const object = (type: string, params: Readonly<Record<string, string | undefined>>): Markup =>
  element(
    'Object',
    each(Object.entries(params), ([name, value]) => leaf('Param', value, { Name: name })),
    { Type: type },
  )

/** One object for each award; a funder without awards has one too. */
const grants = ({ funder, awards = [] }: Funding): Markup =>
  awards.length === 0
    ? object('grant', { grantor: funder?.name })
    : each(awards, (award) => object('grant', { id: award, grantor: funder?.name }))

/** The names that MEDLINE gives the registries; a number of any other is told to be one of ClinicalTrials’ kind. */
const trialType = (number: string): string => (/^ISRCTN/i.test(number) ? 'ISRCTN' : 'ClinicalTrials.gov')

/** The types of the Data Provider Help; what it has no type for is said in the words of MEDLINE’s RefType. */
const objectTypes: Readonly<Partial<Record<RelationType, string>>> = {
  corrects: 'Erratum',
  'corrected-by': 'ErratumIn',
  retracts: 'Retraction',
  'retracted-by': 'RetractionIn',
  'expresses-concern-about': 'ExpressionOfConcernFor',
  'has-expression-of-concern': 'ExpressionOfConcernIn',
  updates: 'Update',
  'updated-by': 'UpdateIn',
  'comments-on': 'Comment',
  'has-comment': 'CommentIn',
  'has-dataset': 'Dataset',
  'has-preprint': 'UpdateOf',
  'is-preprint-of': 'UpdateIn',
  'is-version-of': 'RepublishedFrom',
  'has-version': 'RepublishedIn',
}

/** What a relation is once a submission has said it; a preprint and its publication update each other there. */
export function saidRelationType(type: RelationType, articleType?: ArticleType): RelationType | undefined {
  if (objectTypes[type] === undefined) return undefined
  if (type !== 'is-preprint-of' && type !== 'updated-by') return type
  return articleType === 'preprint' ? 'is-preprint-of' : 'updated-by'
}

export const hasObject = (relation: Relation): boolean =>
  objectTypes[relation.type] !== undefined && targetOf(relation) !== undefined

function related(relation: Relation): Markup {
  const target = targetOf(relation)
  const type = objectTypes[relation.type]
  return target === undefined || type === undefined ? none : object(type, { type: target.type, id: target.id })
}
