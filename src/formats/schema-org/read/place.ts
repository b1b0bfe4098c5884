/** PublicationIssue, PublicationVolume, Periodical: where the article appeared; pages; publisher. */
import type { Journal, Pages } from '../../../../schemas/article.ts'
import { type Context, checked, defined, keep, plain, someOf } from '../../html/context.ts'
import { eventDate } from './dates.ts'
import type { Source } from './source.ts'

const containers =
  /^(?:Periodical|Newspaper|PublicationVolume|PublicationIssue|Journal|Blog|CreativeWorkSeries|BookSeries|ComicSeries)$/
const isContainer = ({ types }: Source): boolean => types.some((type) => containers.test(type))

/** Takes the chain of parts from the nodes of `isPartOf`; what is no container comes back. */
export function readContainers(root: Source, context: Context): Source[] {
  const others: Source[] = []
  let nodes = root.nodes('isPartOf')
  const texts = root.texts('isPartOf')
  for (let depth = 0; depth < 6 && nodes.length > 0; depth++) {
    const next: Source[] = []
    for (const node of nodes) {
      const isOther = node.has('disambiguatingDescription') || (!isContainer(node) && depth === 0 && !node.has('issn'))
      if (isOther && !(isUntyped(node) && context.draft.journal === undefined && node.has('name'))) {
        others.push(node)
        continue
      }
      readContainer(node, context)
      next.push(...node.nodes('isPartOf'))
    }
    nodes = next
  }
  for (const { text } of texts) {
    if (context.draft.journal?.title === undefined && !/^https?:/.test(text))
      addJournal(context, { title: plain(text) })
    else keep(context, '/isPartOf', text)
  }
  return others
}

const isUntyped = ({ types }: Source): boolean => types.length === 0 || types.includes('CreativeWork')

function readContainer(node: Source, context: Context): void {
  const { draft } = context
  const volume = node.text('volumeNumber')
  if (volume !== undefined) draft.volume ??= volume
  const issue = node.text('issueNumber')
  if (issue !== undefined) draft.issue ??= issue
  if (node.types.includes('PublicationIssue')) readIssue(node, context)
  if (
    !node.types.some((type) => /^Publication(?:Issue|Volume)$/.test(type)) ||
    node.has('issn') ||
    node.types.includes('Periodical')
  )
    readPeriodical(node, context)
}

function readIssue(node: Source, context: Context): void {
  const { draft } = context
  if (!node.types.includes('Periodical')) {
    const [title, special] = [node.text('name'), node.text('alternateName')]
    if (title !== undefined) draft.issueTitle = plain(title)
    if (special !== undefined) draft.specialIssue = plain(special)
  }
  for (const identifier of node.nodes('identifier')) {
    if (identifier.text('propertyID') === 'supplement') {
      const supplement = identifier.text('value')
      if (supplement !== undefined) draft.supplement = supplement
    } else keepIdentifier(identifier, context)
  }
  const date = eventDate(node.text('datePublished'), undefined, node.text('description'))
  if (date !== undefined) draft.dates = { ...draft.dates, issue: date }
}

const keepIdentifier = (node: Source, context: Context): void =>
  keep(context, node.path, [node.text('propertyID'), node.text('value')].filter(Boolean).join(' '))

function readPeriodical(node: Source, context: Context): void {
  const issns = [...node.texts('issn').flatMap(({ text }) => text.split(/[\s,;]+/))]
  const identifiers = node
    .nodes('identifier')
    .map((one) => ({ type: one.text('propertyID') ?? 'identifier', value: one.text('value') ?? one.text('@id') ?? '' }))
  const plainIds = node.texts('identifier').map(({ text }) => ({ type: 'identifier', value: text }))
  const unspecified = issns
    .map((one) => checked(context, 'issn', one, `${node.path}/issn`))
    .filter((one) => one !== undefined)
  addJournal(context, {
    title: someText(node.text('name') ?? node.text('headline')),
    abbreviatedTitles: node.texts('alternateName').map(({ text }) => ({ title: plain(text) })),
    issn: unspecified.length > 0 ? { unspecified: [...new Set(unspecified)] } : undefined,
    identifiers: [...identifiers, ...plainIds].filter(({ value }) => value !== ''),
    language: checked(context, 'language', node.text('inLanguage'), `${node.path}/inLanguage`),
  })
  const [publisher] = node.nodes('publisher')
  if (publisher && context.draft.journal?.publisher === undefined) addPublisher(publisher, context)
}

const someText = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : plain(text) || undefined

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** What is known already stays. */
function addJournal(context: Context, more: Loose<Journal>): void {
  const journal = someOf({ ...defined(more), ...context.draft.journal }) as Journal | undefined // parts of a journal
  if (journal) context.draft.journal = journal
}

export function readPublisher(root: Source, context: Context): void {
  for (const node of root.nodes('publisher')) addPublisher(node, context)
  for (const { text } of root.texts('publisher')) addJournal(context, { publisher: { name: plain(text) } })
}

function addPublisher(node: Source, context: Context): void {
  const id = node.text('@id')
  const isRor = id !== undefined && /ror\.org\//i.test(id)
  if (id !== undefined && !isRor) keep(context, `${node.path}/@id`, id)
  const [address] = node.nodes('address')
  const publisher = someOf({
    name: someText(node.text('name') ?? node.text('legalName')),
    place: someText(address ? (address.text('addressLocality') ?? address.text('name')) : node.text('address')),
    ror: isRor ? checked(context, 'ror', id, `${node.path}/@id`) : undefined,
  }) as Journal['publisher'] // without undefined members
  const known = context.draft.journal?.publisher
  if (publisher && known === undefined) context.draft.journal = { ...context.draft.journal, publisher }
  else if (publisher) keep(context, node.path, Object.values(publisher).join(', '))
}

/** A page is text; a span with one hyphen between simple pages says first and last. */
export function readPages(root: Source, articleNumber: string | undefined): Pages | undefined {
  return pagesOf(root.text('pageStart'), root.text('pageEnd'), root.text('pagination'), articleNumber)
}

const span = /^([A-Za-z]?\d{1,9}[A-Za-z]?)\s*[-‐‑–—]\s*([A-Za-z]?\d{1,9}[A-Za-z]?)$/

export function pagesOf(first?: string, last?: string, whole?: string, articleNumber?: string): Pages | undefined {
  const isNumber = first !== undefined && first === articleNumber && last === undefined && whole === undefined
  if (isNumber) return undefined
  const [, from, to] = span.exec(whole ?? '') ?? []
  if (from !== undefined && to !== undefined && (first ?? from) === from && (last ?? to) === to)
    return { first: from, last: to }
  // A whole span in the place of the first page.
  const [, start, end] = last === undefined && whole === undefined ? (span.exec(first ?? '') ?? []) : []
  if (start !== undefined && end !== undefined && /^\d+$/.test(start + end) && Number(end) > Number(start))
    return { first: start, last: end }
  return someOf({ first, last: last === first && whole === undefined ? undefined : last, literal: whole }) as
    | Pages
    | undefined // without undefined members
}
