/** Other works: what the article cites, and how it stands to others. */
import type { Reference, Relation, RelationType } from '../../../../schemas/article.ts'
import { relationTypes } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { type Context, checked, defined, doiIn, keep, plain } from '../../html/context.ts'
import { citedTypes } from '../cited.ts'
import { relationRows } from '../works.ts'
import { eventDate } from './dates.ts'
import { pagesOf } from './place.ts'
import { isSource, type Source } from './source.ts'

/** Terms that hold other works, and what they mean where the work does not say more. */
const meanings: Readonly<Record<string, RelationType>> = {
  correction: 'corrected-by',
  translationOfWork: 'is-translation-of',
  workTranslation: 'has-translation',
  review: 'has-review',
  exampleOfWork: 'is-version-of',
  workExample: 'has-version',
  hasPart: 'has-supplement',
}
const byType: Readonly<Record<string, RelationType>> = {
  Dataset: 'has-dataset',
  SoftwareSourceCode: 'has-software',
  SoftwareApplication: 'has-software',
}
const isRelation = (word: string | undefined): word is RelationType => relationTypes.some((type) => type === word)
const terms = [...new Set(Object.values(relationRows).map(({ property }) => property))]

export interface Others {
  /** Nodes of these terms that are nothing else. */
  readonly [term: string]: readonly Source[]
}

/** Every relation, in the order of the table of terms; `others` are nodes that were taken of shared terms. */
export function readRelations(root: Source, others: Others, context: Context): void {
  const relations: Relation[] = []
  const add = (node: Source, term: string) => {
    const relation = relationOf(node, term, context)
    if (relation) relations.push(relation)
    else keepWork(node, context)
  }
  for (const term of terms) {
    const nodes = Object.hasOwn(others, term) ? others[term] : root.nodes(term)
    for (const node of nodes ?? []) add(node, term)
    const meaning = Object.hasOwn(meanings, term) ? meanings[term] : undefined
    for (const { text } of meaning ? root.texts(term) : []) {
      const doi = doiIn(text)
      if (meaning && doi !== undefined) relations.push({ type: meaning, doi })
      else if (meaning && /^https?:\/\/\S+$/.test(text)) relations.push({ type: meaning, url: text })
      else keep(context, `/${term}`, text)
    }
  }
  const reverse = root.reverse()
  for (const term of reverse ? terms : []) for (const node of reverse?.nodes(term) ?? []) add(node, '@reverse')
  if (relations.length > 0) context.draft.relations = [...(context.draft.relations ?? []), ...relations]
}

function keepWork(node: Source, context: Context): void {
  const id = node.id()
  if (id !== undefined) keep(context, `${node.path}/@id`, id)
}

/** Undefined where nothing says how it stands to the article. */
function relationOf(node: Source, term: string, context: Context): Relation | undefined {
  const word = node.text('disambiguatingDescription')
  const type = isRelation(word)
    ? word
    : (byType[node.types[0] ?? ''] ?? (Object.hasOwn(meanings, term) ? meanings[term] : undefined))
  if (type === undefined) {
    if (word !== undefined) keep(context, `${node.path}/disambiguatingDescription`, word)
    return undefined
  }
  if (word !== undefined && word !== type) keep(context, `${node.path}/disambiguatingDescription`, word)
  const id = node.id()
  const named = node.nodes('identifier').map((one) => ({ type: one.text('propertyID'), value: one.text('value') }))
  const doi = parseDoi(named.find((one) => one.type === 'doi')?.value ?? '') ?? doiIn(id)
  const other = named.find((one) => one.type !== 'doi')
  const bare = node.text('identifier')
  const descriptions = node.texts('description').map(({ text }) => text)
  const [label, more] = labelled(descriptions, node.has('datePublished'))
  const date = eventDate(node.text('datePublished'), undefined, more)
  const url = node.text('url') ?? (doi === undefined && /^https?:/.test(id ?? '') ? id : undefined)
  const relation = defined<Relation>({
    type,
    doi,
    url,
    identifier: other?.value ?? bare,
    identifierType: other?.type,
    label,
    date,
  })
  const name = node.text('name') ?? node.text('headline')
  if (name !== undefined && label === undefined && Object.keys(relation).length === 1) relation.label = plain(name)
  else if (name !== undefined) keep(context, `${node.path}/name`, name)
  if (id !== undefined && doi === undefined && url !== id) keep(context, `${node.path}/@id`, id)
  return relation
}

/** Of one description the date’s words where they are a date, otherwise the label. */
function labelled(
  [first, second]: readonly string[],
  isDated: boolean,
): readonly [string | undefined, string | undefined] {
  if (second !== undefined || first === undefined) return [first, second]
  return isDated && /^\d{4}-\d\d|^\d{4}\//.test(first) ? [undefined, first] : [first, undefined]
}

/** `citation`: nodes and texts; nodes that say they are relations come back. */
export function readReferences(root: Source, context: Context): Source[] {
  const references: Reference[] = []
  const relations: Source[] = []
  for (const item of root.items('citation')) {
    if (!isSource(item)) references.push({ unstructured: looseRich(item.text) })
    else if (isRelation(item.peek('disambiguatingDescription'))) relations.push(item)
    else references.push(referenceOf(item, context))
  }
  const said = references.filter((one) => Object.keys(one).length > 0)
  if (said.length > 0) context.draft.references = said
  return relations
}

const typeOfCited = new Map(Object.entries(citedTypes).map(([type, term]) => [term, type]))

function referenceOf(node: Source, context: Context): Reference {
  const id = node.id()
  const named = node
    .nodes('identifier')
    .map((one) => ({ type: one.text('propertyID')?.toLowerCase(), value: one.text('value') }))
  const of = (type: string) => named.find((one) => one.type === type)?.value
  const doi =
    parseDoi(of('doi') ?? '') ??
    doiIn(id) ??
    doiIn(
      node
        .texts('identifier', 'sameAs')
        .map(({ text }) => text)
        .find((text) => doiIn(text)),
    )
  const articleNumber = of('article-number')
  const rich = (text: string | undefined) => (text === undefined ? undefined : looseRich(text) || undefined)
  const [publisher] = node.nodes('publisher')
  const date = node.text('datePublished')
  const url = node.text('url') ?? (doi === undefined && /^https?:/.test(id ?? '') ? id : undefined)
  if (id !== undefined && doi === undefined && url !== id) keep(context, `${node.path}/@id`, id)
  return defined<Reference>({
    label: node.text('position'),
    type: node.text('genre') ?? typeOfCited.get(node.types[0] ?? ''),
    authors: authorsOf(node),
    title: rich(node.text('name') ?? node.text('headline')),
    ...containerOf(node, context),
    year: date ?? node.text('disambiguatingDescription'),
    pages: pagesOf(node.text('pageStart'), node.text('pageEnd'), node.text('pagination'), articleNumber),
    articleNumber,
    edition: node.text('bookEdition'),
    publisher: publisher?.text('name') ?? node.text('publisher'),
    isbn: node.text('isbn'),
    doi,
    pmid: of('pmid'),
    url: checked(context, 'url', url, `${node.path}/url`),
    unstructured: rich(node.text('description')),
  })
}

type Name = NonNullable<Reference['authors']>[number]

function authorsOf(node: Source): Name[] {
  const names = node.nodes('author', 'creator').flatMap((one): Name[] => {
    const [family, given, name] = ['familyName', 'givenName', 'name'].map(one.text)
    if (family !== undefined) return [{ family, ...(given !== undefined && { given }) }]
    const whole = name ?? given
    return whole === undefined ? [] : [nameOf(whole, one.types.includes('Person'))]
  })
  return [...names, ...node.texts('author', 'creator').map(({ text }) => nameOf(text, true))]
}

function nameOf(text: string, isPerson: boolean): Name {
  const parts = isPerson ? parseInverted(text) : undefined
  if (parts?.given === undefined) return { literal: plain(text) }
  return { family: parts.family, given: parts.suffix === undefined ? parts.given : `${parts.given}, ${parts.suffix}` }
}

/** The journal, book or series around a cited work, with volume and issue. */
function containerOf(node: Source, context: Context): Partial<Reference> {
  const found: { -readonly [K in keyof Reference]?: Reference[K] } = {}
  let nodes = [node, ...node.nodes('isPartOf')]
  for (let depth = 0; depth < 5 && nodes.length > 0; depth++) {
    const next: Source[] = []
    for (const one of nodes) {
      found.volume ??= one.text('volumeNumber')
      found.issue ??= one.text('issueNumber')
      if (one === node) continue
      const [name, issn] = [one.text('name'), one.text('issn')]
      if (name !== undefined) found.containerTitle ??= looseRich(name)
      if (issn !== undefined) found.issn ??= checked(context, 'issn', issn, `${one.path}/issn`)
      next.push(...one.nodes('isPartOf'))
    }
    nodes = next
  }
  const text = node.text('isPartOf')
  if (text !== undefined) found.containerTitle ??= looseRich(text)
  return defined(found)
}
