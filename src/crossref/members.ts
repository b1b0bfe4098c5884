/** Members and prefixes: publishers by number, and the registrants of DOIs. */
import type { Match } from '../store/store.ts'
import { type Answer, notFound, ok } from './answer.ts'
import type { Parts } from './asking.ts'
import { factMatch, holdingsOf } from './coverage.ts'
import { answerList, tokensOf } from './derived.ts'
import { prefixOf } from './judges.ts'
import { type Member, type Members, memberId, memberScope } from './members-known.ts'
import type { Asked } from './parameters.ts'

export async function answerMember(id: string, members: Members, parts: Parts): Promise<Answer> {
  const member = members.get(id)
  return member ? ok('member', await shown(member, parts)) : notFound
}

export const answerMembers = async (asked: Asked, members: Members, parts: Parts): Promise<Answer> =>
  answerList(
    'member-list',
    [...new Set(members.values())],
    asked,
    ({ names }) => names.join(' '),
    (member) => shown(member, parts),
  )

async function shown(member: Member, { library, now }: Parts): Promise<object> {
  const scope = memberScope(member)
  const { counts, breakdowns, coverage, coverageType, countsType, flags } = await holdingsOf(scope, library, now())
  const { values } = await library.facet({ match: scope, facet: 'prefix', limit: 100 })
  const [name = ''] = member.names
  const prefixes = values.map(({ value }) => value)
  return {
    'last-status-check-time': now().getTime(),
    'primary-name': name,
    counts,
    breakdowns,
    prefixes,
    coverage,
    prefix: prefixes.map((value) => ({ value, name })),
    id: member.id,
    tokens: tokensOf(name),
    'counts-type': countsType,
    'coverage-type': coverageType,
    flags,
    location: null,
    names: member.names,
  }
}

export const prefixScope = (prefix: string): Match => factMatch('prefix', prefix)

/** The publisher most of whose articles have the prefix; one that only articles without a publisher have is nameless. */
async function shownPrefix(prefix: string, { library }: Parts): Promise<object> {
  const match = prefixScope(prefix)
  const { values } = await library.facet({ match, facet: 'publisher-name', limit: 1 })
  const numbered = await library.facet({ match, facet: 'member-number', limit: 1 })
  const name = values[0]?.value
  const number = numbered.values[0]?.value.split(' ')[0] ?? (name === undefined ? undefined : memberId(name))
  return {
    member: number === undefined ? null : `https://id.crossref.org/member/${number}`,
    name: name ?? null,
    prefix: `https://id.crossref.org/prefix/${prefix}`,
  }
}

export async function answerPrefix(text: string, parts: Parts): Promise<Answer> {
  const prefix = prefixOf(text)
  if (prefix === undefined || (await parts.library.count(prefixScope(prefix))).count === 0) return notFound
  return ok('prefix', await shownPrefix(prefix, parts))
}

export async function answerPrefixes(asked: Asked, parts: Parts): Promise<Answer> {
  const { values } = await parts.library.facet({ facet: 'prefix', limit: 10_000 })
  const prefixes = values.map(({ value }) => value)
  return answerList('prefix-list', prefixes, asked, String, (prefix) => shownPrefix(prefix, parts))
}
