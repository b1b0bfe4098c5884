/** Journals, told apart by their ISSNs, as the newest of their articles describes them. */
import type { Journal } from '../../schemas/article.ts'
import { articleOf } from '../library/library.ts'
import type { Match } from '../store/store.ts'
import { type Answer, notFound, ok } from './answer.ts'
import type { Asking, Parts } from './asking.ts'
import { factMatch, holdingsOf } from './coverage.ts'
import { answerList } from './derived.ts'
import { issnOf } from './judges.ts'
import type { Asked } from './parameters.ts'

export interface KnownJournal {
  readonly title: string
  readonly publisher: string | undefined
  readonly issns: readonly { readonly type: 'print' | 'electronic' | undefined; readonly value: string }[]
}

/** How many ISSNs are looked at. */
const mostIssns = 2000

export async function journalsOf(library: Asking): Promise<readonly KnownJournal[]> {
  const { values } = await library.facet({ facet: 'issn', limit: mostIssns })
  const seen = new Set<string>()
  const journals: KnownJournal[] = []
  for (const { value } of values) {
    if (seen.has(value)) continue
    const journal = await journalAt(value, library)
    for (const issn of journal?.issns ?? []) seen.add(issn.value)
    if (journal) journals.push(journal)
  }
  return journals
}

async function journalAt(issn: string, library: Asking): Promise<KnownJournal | undefined> {
  const match = factMatch('issn', issn)
  const { hits } = await library.find({ match, sort: { by: 'published', order: 'descending' }, limit: 1 })
  const [hit] = hits
  return hit && known(articleOf(hit.record).journal ?? {})
}

function known({ title, publisher, issn = {} }: Journal): KnownJournal {
  const others = [issn.linking, ...(issn.unspecified ?? [])]
  const all = [
    { type: 'print' as const, value: issn.print },
    { type: 'electronic' as const, value: issn.electronic },
    ...others.map((value) => ({ type: undefined, value })),
  ]
  const issns: { type: 'print' | 'electronic' | undefined; value: string }[] = []
  for (const { type, value } of all) {
    if (value !== undefined && !issns.some((one) => one.value === value)) issns.push({ type, value })
  }
  return { title: title ?? '', publisher: publisher?.name, issns }
}

export const journalScope = (issn: string): Match => factMatch('issn', issnOf(issn) ?? issn)
const scopeOf = ({ issns }: KnownJournal): Match => ({
  kind: 'any',
  of: issns.map(({ value }) => factMatch('issn', value)),
})

export async function answerJournal(issn: string, parts: Parts): Promise<Answer> {
  const value = issnOf(issn)
  const journal = value === undefined ? undefined : await journalAt(value, parts.library)
  return journal ? ok('journal', await shown(journal, parts)) : notFound
}

export const answerJournals = async (asked: Asked, journals: readonly KnownJournal[], parts: Parts): Promise<Answer> =>
  answerList(
    'journal-list',
    journals,
    asked,
    ({ title, publisher = '', issns }) => [title, publisher, ...issns.map(({ value }) => value)].join(' '),
    (journal) => shown(journal, parts),
  )

async function shown(journal: KnownJournal, { library, now }: Parts): Promise<object> {
  const { title, publisher, issns } = journal
  const scope = scopeOf(journal)
  const holdings = await holdingsOf(scope, library, now())
  const { values } = await library.facet({ match: scope, facet: 'subject', limit: 100 })
  return {
    'last-status-check-time': now().getTime(),
    counts: holdings.counts,
    breakdowns: holdings.breakdowns,
    publisher: publisher ?? null,
    coverage: holdings.coverage,
    title,
    subjects: values.map(({ value }) => ({ name: value })),
    'coverage-type': holdings.coverageType,
    flags: holdings.flags,
    ISSN: issns.map(({ value }) => value),
    'issn-type': issns.filter(({ type }) => type !== undefined),
  }
}
