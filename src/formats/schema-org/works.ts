/** isPartOf, about, citation, correction …: how the article stands to other works. */
import type { Article, Relation, RelationType } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { uri } from '../plain.ts'
import { citations } from './cited.ts'
import { history } from './events.ts'
import { inPeriodical } from './place.ts'
import { moment, type Node, oneOrMany, propertyValue } from './shape.ts'

interface Row {
  /** The property of the article that holds the other work; with `reverse` that of the other work which holds this. */
  readonly property: string
  readonly type: string
  readonly reverse?: true
}

/** `correction` is what schema.org has for corrections and for retractions; its inverse has no name of its own. */
export const relationRows: Readonly<Record<RelationType, Row>> = {
  'has-preprint': { property: 'isBasedOn', type: 'ScholarlyArticle' },
  'is-preprint-of': { property: 'isBasedOn', type: 'ScholarlyArticle', reverse: true },
  corrects: { property: 'correction', type: 'ScholarlyArticle', reverse: true },
  'corrected-by': { property: 'correction', type: 'CorrectionComment' },
  retracts: { property: 'correction', type: 'ScholarlyArticle', reverse: true },
  'retracted-by': { property: 'correction', type: 'CorrectionComment' },
  'expresses-concern-about': { property: 'correction', type: 'ScholarlyArticle', reverse: true },
  'has-expression-of-concern': { property: 'correction', type: 'CorrectionComment' },
  updates: { property: 'isBasedOn', type: 'CreativeWork' },
  'updated-by': { property: 'isBasedOn', type: 'CreativeWork', reverse: true },
  'is-translation-of': { property: 'translationOfWork', type: 'CreativeWork' },
  'has-translation': { property: 'workTranslation', type: 'CreativeWork' },
  reviews: { property: 'about', type: 'CreativeWork' },
  'has-review': { property: 'review', type: 'Review' },
  'comments-on': { property: 'about', type: 'CreativeWork' },
  'has-comment': { property: 'subjectOf', type: 'CreativeWork' },
  'replies-to': { property: 'about', type: 'CreativeWork' },
  'has-reply': { property: 'subjectOf', type: 'CreativeWork' },
  'has-dataset': { property: 'isBasedOn', type: 'Dataset' },
  'has-software': { property: 'isBasedOn', type: 'SoftwareSourceCode' },
  'has-supplement': { property: 'hasPart', type: 'CreativeWork' },
  'is-part-of': { property: 'isPartOf', type: 'CreativeWork' },
  'is-version-of': { property: 'exampleOfWork', type: 'CreativeWork' },
  'has-version': { property: 'workExample', type: 'CreativeWork' },
  'is-companion-of': { property: 'mentions', type: 'CreativeWork' },
  references: { property: 'citation', type: 'CreativeWork' },
  other: { property: 'mentions', type: 'CreativeWork' },
}

/** What else the article belongs to, is about, cites or is the subject of; other works that say so of it under `@reverse`. */
export function relatives(article: Article): Node {
  const place = inPeriodical(article)
  const lists = new Map<string, unknown[]>([
    ['isPartOf', place ? [place] : []],
    ['about', [...subjects(article), ...trials(article)]],
    ['citation', citations(article)],
    ['subjectOf', history(article)],
  ])
  const reverse = new Map<string, unknown[]>()
  for (const relation of article.relations ?? []) {
    const { property, type, reverse: isReverse } = relationRows[relation.type]
    add(isReverse ? reverse : lists, property, other(relation, type))
  }
  return { ...members(lists), '@reverse': reverse.size === 0 ? undefined : members(reverse) }
}

function add(lists: Map<string, unknown[]>, property: string, node: Node): void {
  const list = lists.get(property)
  if (list) list.push(node)
  else lists.set(property, [node])
}

function members(lists: ReadonlyMap<string, readonly unknown[]>): Node {
  const out: Record<string, unknown> = {}
  for (const [property, list] of lists) out[property] = oneOrMany(list)
  return out
}

const subjects = (article: Article): Node[] => (article.subjects ?? []).map((name) => ({ '@type': 'Thing', name }))

/** The relation’s own word tells apart what shares a property. */
export function other(relation: Relation, type: string): Node {
  const { type: word, doi, identifier, identifierType, label, date } = relation
  const { iso, more } = moment(date)
  const url = relation.url && uri(relation.url)
  return {
    '@type': type,
    '@id': doi === undefined ? url : doiUrl(doi),
    url: doi === undefined ? undefined : url,
    identifier: oneOrMany([
      ...(doi === undefined ? [] : [propertyValue('doi', doi)]),
      ...(identifier === undefined ? [] : [identifierType ? propertyValue(identifierType, identifier) : identifier]),
    ]),
    disambiguatingDescription: word,
    description: oneOrMany([label, more].filter((part) => part !== undefined)),
    datePublished: iso,
  }
}

const trials = ({ clinicalTrials }: Article): Node[] =>
  (clinicalTrials ?? []).map(({ number, registry, stage }) => ({
    '@type': 'MedicalTrial',
    identifier: registry === undefined ? number : [number, propertyValue('registry', registry)],
    description: stage,
  }))
