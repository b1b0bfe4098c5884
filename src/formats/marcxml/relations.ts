/** 765, 767, 770 and 787: other works. Indicators 08: a note is shown, and begins with the words of $i. */
import type { Article, Reference, Relation, RelationType } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { dateWords, pageSpan, relationLabels } from '../../article/in-words.ts'
import { each, type Markup } from '../../text/markup.ts'
import { plainOf } from '../plain.ts'
import { data, repeated } from './field.ts'

/** Fields for relations that MARC knows; all others are “other relationship”. */
export const tags: Readonly<Partial<Record<RelationType, string>>> = {
  'is-translation-of': '765',
  'has-translation': '767',
  'has-supplement': '770',
}

/** Those whose tag stands before the host item’s, or those behind it. */
export function otherWorks({ relations = [] }: Article, where: 'before 773' | 'after 773'): Markup {
  const works = relations
    .map((relation) => ({ tag: tags[relation.type] ?? '787', relation }))
    .filter(({ tag }) => tag < '773' === (where === 'before 773'))
    // Fields ascend; relations of one kind keep their order.
    .toSorted((a, b) => Number(a.tag) - Number(b.tag))
  return each(works, ({ tag, relation }) => related(tag, relation))
}

const related = (tag: string, { type, doi, url, identifier, identifierType, label, date }: Relation): Markup =>
  data(tag, '08', [
    ['i', `${relationLabels[type]}:`],
    ['n', label],
    ['n', date && `Date: ${dateWords(date)}`],
    ['o', doi && doiUrl(doi)],
    ['o', url],
    ['o', [identifierType, identifier].filter((part) => part !== undefined).join(':')],
  ])

export const references = ({ references }: Article): Markup => each(references, cited)

const cited = (reference: Reference): Markup =>
  data('787', '08', [
    ['i', 'Cites:'],
    ['a', authorLine(reference)],
    ['t', plainOf(reference.title)],
    ['b', reference.edition],
    ['d', imprint(reference)],
    ['g', containerText(reference)],
    ['n', reference.label && `Label: ${reference.label}`],
    ['n', reference.key && `Key: ${reference.key}`],
    ['n', reference.type && `Type: ${reference.type}`],
    ['n', plainOf(reference.unstructured)],
    ...repeated('o', [
      reference.doi && doiUrl(reference.doi),
      reference.pmid && `pmid:${reference.pmid}`,
      reference.url,
    ]),
    ['x', reference.issn],
    ['z', reference.isbn],
  ])

export const authorLine = ({ authors }: Reference): string | undefined => authors?.map(authorName).join('; ')

export const imprint = ({ publisher, year }: Reference): string =>
  [publisher, year].filter((part) => part !== undefined).join(', ')

function authorName(name: NonNullable<Reference['authors']>[number]): string {
  if ('literal' in name) return name.literal
  return name.given === undefined ? name.family : `${name.family}, ${name.given}`
}

/** `Nature, vol. 3, no. 2, p. 5-9, article e12`. */
export function containerText(reference: Reference): string {
  const { volume, issue, articleNumber } = reference
  const span = pageSpan(reference)
  const parts = [
    plainOf(reference.containerTitle),
    volume && `vol. ${volume}`,
    issue && `no. ${issue}`,
    span && `p. ${span}`,
    articleNumber && `article ${articleNumber}`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}
