/** How many works a journal or member has, of which years and types, and how many of them say what. Counted, not kept. */
import type { Match } from '../store/store.ts'
import type { Asking } from './asking.ts'

/** The registry’s name for a ratio, and what an article then has; none where our record has no such thing. */
const aspects: readonly (readonly [name: string, has: string | undefined])[] = [
  ['affiliations', 'affiliation'],
  ['abstracts', 'abstract'],
  ['orcids', 'orcid'],
  ['licenses', 'license'],
  ['references', 'references'],
  ['open-references', 'references'],
  ['funders', 'funder'],
  ['similarity-checking', undefined],
  ['award-numbers', 'award'],
  ['ror-ids', 'ror-id'],
  ['update-policies', undefined],
  ['resource-links', 'full-text'],
  ['descriptions', undefined],
]

/** Current works are of this year and the two before it; the others are the backfile. */
const periods = ['current', 'backfile', 'all'] as const
type Period = (typeof periods)[number]
const currentYears = 3

export interface Holdings {
  readonly counts: Readonly<Record<string, number>>
  readonly breakdowns: object
  readonly coverage: Readonly<Record<string, number>>
  readonly coverageType: object
  readonly countsType: object
  readonly flags: object
}

export const both = (...of: readonly Match[]): Match => ({ kind: 'all', of })
export const factMatch = (name: string, value: string): Match => ({ kind: 'fact', fact: { name, value } })

export async function countsOf(scope: Match, library: Asking, now: Date): Promise<Record<string, number>> {
  const current = currentOf(now)
  const [total, recent] = await Promise.all([library.count(scope), library.count(both(scope, current))])
  return { 'current-dois': recent.count, 'backfile-dois': total.count - recent.count, 'total-dois': total.count }
}

const currentOf = (now: Date): Match => ({
  kind: 'date',
  date: 'published',
  from: String(now.getUTCFullYear() - currentYears + 1),
})

export async function holdingsOf(scope: Match, library: Asking, now: Date): Promise<Holdings> {
  const counts = await countsOf(scope, library, now)
  const current = currentOf(now)
  const scopes: Readonly<Record<Period, Match>> = {
    all: scope,
    current: both(scope, current),
    backfile: both(scope, { kind: 'not', of: current }),
  }
  const checked = { 'last-status-check-time': now.getTime() }
  const coverageType: Record<string, object> = {}
  const countsType: Record<string, object> = {}
  const coverage: Record<string, number> = {}
  for (const period of periods) {
    const whole = counts[`${period === 'all' ? 'total' : period}-dois`] ?? 0
    const ratios = await ratiosOf(scopes[period], whole, library)
    coverageType[period] = { ...checked, ...ratios }
    if (period !== 'all') for (const [name, ratio] of Object.entries(ratios)) coverage[`${name}-${period}`] = ratio
    const { values } = await library.facet({ match: scopes[period], facet: 'type', limit: 30 })
    countsType[period] = Object.fromEntries(values.map(({ value, count }) => [value, count]))
  }
  const years = await library.facet({ match: scope, facet: 'published-year', limit: 1000 })
  const byYear = years.values.map(({ value, count }) => [Number(value), count])
  return {
    counts,
    breakdowns: { 'dois-by-issued-year': byYear },
    coverage,
    coverageType,
    countsType,
    flags: flagsOf(coverage),
  }
}

async function ratiosOf(scope: Match, whole: number, library: Asking): Promise<Record<string, number>> {
  const ratios: Record<string, number> = {}
  for (const [name, has] of aspects) {
    const some = whole === 0 || has === undefined ? 0 : (await library.count(both(scope, factMatch('has', has)))).count
    ratios[name] = whole === 0 ? 0 : some / whole
  }
  return ratios
}

const flagsOf = (coverage: Readonly<Record<string, number>>): object => ({
  deposits: true,
  'deposits-articles': true,
  ...Object.fromEntries(Object.entries(coverage).map(([name, ratio]) => [`deposits-${name}`, ratio > 0])),
})
