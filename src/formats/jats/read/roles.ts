/** What a contributor is to the article, and what each did for it (CRediT). */
import { type Contributor, contributorRoles, creditTerms } from '../../../../schemas/article.ts'
import { textOf, type XmlNode } from '../../../text/xml.ts'

/** Of @contrib-type or, where it is missing, the group’s @content-type; an unmarked contributor is an author. */
export function roleOf(type: string | undefined, group = ''): Contributor['role'] {
  if (/collaborator/.test(group)) return 'other'
  const name = (type ?? (group || 'author')).toLowerCase()
  const known = contributorRoles.find((role) => role === name || `${role}s` === name)
  return known ?? words.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}

const words: readonly (readonly [RegExp, Contributor['role']])[] = [
  [/edit/, 'editor'],
  [/review|referee/, 'reviewer'],
  [/translat/, 'translator'],
  [/illustrat/, 'illustrator'],
  [/auth|collab|group|consorti/, 'author'],
]

type Credit = NonNullable<Contributor['credit']>[number]

/** The CRediT role that a `role` names by URL, term or words; undefined for any other role. */
export function creditOf(node: XmlNode): Credit | undefined {
  const { vocab = '', 'vocab-identifier': vocabulary = '', 'content-type': content = '', ...more } = node.attributes
  if (!/credit/i.test(vocab + vocabulary + content)) return undefined
  const said = [more['vocab-term-identifier'], more['vocab-term'], textOf(node), content]
  const term = said.map(termOf).find(Boolean)
  if (term === undefined) return undefined
  const degree = degrees.find((known) => known === more['degree-contribution']?.toLowerCase())
  return degree === undefined ? { term } : { term, degree }
}

const degrees = ['lead', 'equal', 'supporting'] as const

function termOf(said = ''): Credit['term'] | undefined {
  const last = said.replace(/\/$/, '').split('/').at(-1) ?? ''
  const slug = last.toLowerCase().replace(/[^a-z]+/g, '-')
  return creditTerms.find((term) => term === slug)
}
