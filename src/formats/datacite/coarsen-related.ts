/** What DataCite makes of other works: its own relations, and cited works of one identifier each. */
import type { Article, Reference, Relation } from '../../../schemas/article.ts'
import { standingOf } from '../../article/standing.ts'
import { escapeRich } from '../../text/rich.ts'
import type { Coarsening } from '../codec.ts'
import { citedItem, citedTypes, identifierKinds, isYear } from './cited.ts'
import { spanOf } from './pages.ts'
import { citedType } from './read/cited.ts'
import { meaningOf, targetOf } from './read/related.ts'
import { standingWords } from './read/standing.ts'
import { identifierTypeOf, relationTypes } from './related.ts'

export const relatedCoarsenings: readonly Coarsening[] = [
  {
    field: 'relations',
    how: 'Of DataCite’s relations those are read back that mean the same; others are “other” with DataCite’s word.',
    apply: (article) => {
      const { relations, works, references } = relatedOf(article)
      return { ...article, relations, references: [...works, ...references] }
    },
  },
]

interface Related {
  readonly relations: Relation[]
  /** Cited works with a title of their own. */
  readonly works: Reference[]
  /** Those of which no more than an identifier is known. */
  readonly references: Reference[]
}

function relatedOf(article: Article): Related {
  const related: Related = { relations: [], works: [], references: [] }
  const byIdentifier: Relation[] = []
  const bare: Reference[] = []
  for (const relation of article.relations ?? []) {
    const meaning = meaningIn(relation, article)
    for (const target of targetsOf(relation)) {
      if (meaning.type === 'references' && !('identifier' in target)) bare.push(target)
      else byIdentifier.push({ ...meaning, ...target })
    }
    if (relation.identifier === undefined || identifierTypeOf(relation) !== undefined) continue
    if (meaning.type === 'references') related.works.push({ title: escapeRich(relation.identifier) })
    else related.relations.push({ ...itemMeaning(relation, article), identifier: relation.identifier })
  }
  related.relations.push(...byIdentifier, ...alone(article))
  const cited = (article.references ?? []).map(citedCoarser)
  for (const [at, reference] of (article.references ?? []).entries()) {
    if (citedItem(reference) !== undefined) related.works.push(cited[at] ?? {})
    if (reference.doi !== undefined) bare.push({ doi: reference.doi })
  }
  related.references.push(...withoutCited(bare, related.works))
  return related
}

/** A DOI that a work with a title has is not said twice. */
function withoutCited(bare: readonly Reference[], works: readonly Reference[]): Reference[] {
  const left = new Map<string, number>()
  for (const { doi } of works) if (doi !== undefined) left.set(doi, (left.get(doi) ?? 0) + 1)
  return bare.filter(({ doi }) => {
    const count = doi === undefined ? 0 : (left.get(doi) ?? 0)
    if (doi !== undefined && count > 0) left.set(doi, count - 1)
    return count === 0
  })
}

const isTold = ({ type }: Relation, article: Article): boolean => {
  const word = standingOf(article)?.split(':')[0] ?? ''
  return standingWords.get(word) === type
}

function meaningIn(relation: Relation, article: Article): Pick<Relation, 'type' | 'label'> {
  return isTold(relation, article) ? { type: relation.type } : meaningOf(...relationTypes[relation.type])
}

function itemMeaning(relation: Relation, article: Article): Pick<Relation, 'type' | 'label'> {
  const [relationType, general = 'Other'] = relationTypes[relation.type]
  return isTold(relation, article) ? { type: relation.type } : meaningOf(relationType, general)
}

function targetsOf(relation: Relation) {
  const { doi, url, identifier } = relation
  const known = identifierTypeOf(relation)
  return [
    ...(doi === undefined ? [] : [{ doi }]),
    ...(url === undefined ? [] : [targetOf('URL', url)]),
    ...(identifier === undefined || known === undefined ? [] : [targetOf(known, identifier)]),
  ]
}

/** A relation that names no other work is said in words alone, where it tells the fate of the article. */
function alone(article: Article): Relation[] {
  const isNameless = ({ doi, url, identifier }: Relation) => (doi ?? url ?? identifier) === undefined
  const told = (article.relations ?? []).filter((one) => isTold(one, article))
  const [first] = told
  if (first === undefined || !told.every(isNameless)) return []
  return first.type === 'retracted-by' && article.dates?.retracted !== undefined ? [] : [{ type: first.type }]
}

/** One identifier, a span of pages, a year of four digits; what is cited as printed stands for the title. */
function citedCoarser(reference: Reference): Reference {
  const { key: _key, label: _label, issn: _issn, type, year, pages, unstructured, ...rest } = reference
  const out: Record<string, unknown> = { ...rest } // its fields are taken away by name
  let isIdentified = false
  for (const [field] of identifierKinds) {
    if (isIdentified) delete out[field]
    isIdentified ||= rest[field] !== undefined
  }
  const known = type === undefined ? undefined : citedType(citedTypes[type] ?? 'Other')
  const span = spanOf(pages?.first ?? pages?.literal, pages?.last)
  const title = rest.title ?? unstructured
  return {
    ...out,
    ...(known !== undefined && { type: known }),
    ...(isYear(year) && { year }),
    ...(span !== undefined && { pages: span }),
    ...(title !== undefined && { title }),
  }
}
