/** What the tagged formats can say only in notes, one line for each subject; the gravest first. */
import type { Article, ArticleDate, Contributor, Dates, Relation } from '../../../schemas/article.ts'
import { dateWords, historyWords, relationWords } from '../../article/in-words.ts'
import { directName } from '../../article/name-forms.ts'
import { oneLine } from '../../text/line.ts'
import { abstractLine, withCommas } from './values.ts'

export const otherDateLabel = 'Other date'
export const relatedLabel = 'Related work – '

/** Identifiers that need no further word before them to be known. */
export const identifierLabels: Readonly<Record<string, string>> = { pmid: 'PMID', pmcid: 'PMCID', arxiv: 'arXiv' }
export const identifierLabel = (type: string): string => identifierLabels[type] ?? `Identifier (${withCommas(type)})`

export interface NoteOptions {
  /** Identifiers that have a field of their own. */
  readonly named?: readonly string[]
  /** Whether the format has one place for a span of pages, however it is written. */
  readonly spans?: boolean
}

export function notes(article: Article, { named = [], spans = false }: NoteOptions = {}): readonly string[] {
  const out: string[] = []
  const add = (label: string, text: string | undefined) => {
    if (text !== undefined && text !== '') out.push(oneLine(label + text))
  }
  if (article.relations) for (const relation of gravestFirst(article.relations)) add('', relationNote(relation))
  add('', historyNote(article.dates))
  add('', joined(article.contributors, otherContributor))
  add('Issue title: ', article.issueTitle)
  add('Special issue: ', article.specialIssue)
  if (!spans) add('Pages: ', pageNote(article))
  add(
    '',
    joined(article.identifiers, ({ type, value }) =>
      named.includes(type) ? '' : `${identifierLabel(type)}: ${withCommas(value)}`,
    ),
  )
  for (const { number, registry, stage } of article.clinicalTrials ?? []) {
    add('Clinical trial: ', [number, registry, stage].filter((part) => part !== undefined).join(', '))
  }
  for (const abstract of article.abstracts?.slice(1) ?? []) {
    const about = [abstract.kind, abstract.language].filter((part) => part !== undefined).join(', ')
    add(about === '' ? 'Abstract: ' : `Abstract (${about}): `, abstractLine(abstract))
  }
  return out
}

function joined<T>(list: readonly T[] | undefined, textOf: (member: T) => string): string {
  let out = ''
  if (list === undefined) return out
  for (const member of list) {
    const text = textOf(member)
    if (text !== '') out += out === '' ? text : `; ${text}`
  }
  return out
}

/** What came first is said first; every event parted by semicolons, so that none may hold one. */
function historyNote(dates: Dates | undefined): string {
  if (dates === undefined) return ''
  const { other = [], ...known } = dates
  const words = historyWords(withoutSemicolons(known), isSaidElsewhere(dates) ? 'published' : undefined)
  const others = other.map(
    ({ event, date }) => `${otherDateLabel} (${withCommas(event)}): ${withCommas(dateWords(date))}`,
  )
  return [words, ...others].filter((part) => part !== '').join('; ')
}

function withoutSemicolons(dates: Omit<Dates, 'other'>): Dates {
  const plain = (date: ArticleDate): ArticleDate =>
    typeof date === 'string'
      ? date
      : 'literal' in date
        ? { literal: withCommas(date.literal) }
        : { ...date, season: withCommas(date.season) }
  const out: Dates = {}
  for (const [field, value] of Object.entries(dates)) {
    Object.assign(out, { [field]: Array.isArray(value) ? value.map(plain) : plain(value as ArticleDate) }) // dates and lists of dates
  }
  return out
}

/** In words, a colon between an identifier and its type. */
export const relationText = (relation: Relation): string =>
  relationWords(
    relation.identifierType === undefined ? relation : { ...relation, identifierType: `${relation.identifierType}:` },
  )

/** A work that has no address is told apart from a remark that begins with the same word. */
function relationNote(relation: Relation): string {
  const words = relationText(relation)
  return relation.doi !== undefined || relation.url !== undefined ? words : `${relatedLabel}${words}`
}

const grave = ['corrected-by', 'has-expression-of-concern', 'retracted-by']
const gravestFirst = (relations: readonly Relation[]): readonly Relation[] =>
  relations.length < 2 ? relations : [...relations].sort((a, b) => grave.indexOf(b.type) - grave.indexOf(a.type))

/** Where `published` is the one date of publication the date field says it, unless it is no date at all. */
const isSaidElsewhere = ({ publishedOnline, publishedPrint, published }: Dates): boolean =>
  publishedOnline === undefined &&
  publishedPrint === undefined &&
  !(typeof published === 'object' && 'literal' in published)

/** Only authors and editors have fields of their own. */
function otherContributor(contributor: Contributor): string {
  const { role } = contributor
  if (role === 'author' || role === 'editor') return ''
  return `${roleLabels[role]}: ${withCommas(directName(contributor))}`
}

/** The word before a name. */
export const roleLabels = {
  translator: 'Translator',
  reviewer: 'Reviewer',
  chair: 'Chair',
  illustrator: 'Illustrator',
  other: 'Contributor',
} as const

/** A span that first and last page do not say. */
function pageNote({ pages }: Article): string | undefined {
  if (pages === undefined) return undefined
  const { first, last, literal } = pages
  return (
    literal ??
    (last !== undefined && (first === undefined || first.includes('-')) ? `${first ?? ''}–${last}` : undefined)
  )
}
