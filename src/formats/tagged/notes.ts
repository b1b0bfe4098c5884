/** What the tagged formats can say only in notes, one line for each subject; the gravest first. */
import type { Article, Contributor, Dates, Relation } from '../../../schemas/article.ts'
import { historyWords, relationWords } from '../../article/in-words.ts'
import { directName } from '../../article/name-forms.ts'
import { oneLine } from '../../text/line.ts'
import { abstractLine } from './values.ts'

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
  if (article.relations) for (const relation of gravestFirst(article.relations)) add('', relationWords(relation))
  add('', historyWords(article.dates, article.dates && isSaidElsewhere(article.dates) ? 'published' : undefined))
  add('', joined(article.contributors, otherContributor))
  add('Issue: ', article.issueTitle)
  add('Special issue: ', article.specialIssue)
  if (!spans) add('Pages: ', pageNote(article))
  add(
    '',
    joined(article.identifiers, ({ type, value }) => (named.includes(type) ? '' : `${labels[type] ?? type}: ${value}`)),
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

const labels: Readonly<Record<string, string>> = { pmid: 'PMID', pmcid: 'PMCID', arxiv: 'arXiv' }

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
  return `${roleLabels[role]}: ${directName(contributor)}`
}

const roleLabels = {
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
