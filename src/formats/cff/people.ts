/** Persons and entities of CFF: authors, editors, translators, and whom to write to. */
import type { Article, Contributor, Reference } from '../../../schemas/article.ts'
import { institutionLine } from '../plain.ts'
import { isCffEmail, unique } from './values.ts'
import type { Yaml } from './yaml.ts'

export type Lines = ReadonlyMap<string, string>

export const affiliationLines = ({ affiliations }: Article): Lines =>
  new Map(affiliations?.map((affiliation) => [affiliation.id, institutionLine(affiliation)]))

/** The schema demands an author; so does a reference. */
const nobody: Yaml = { name: 'anonymous' }

export const authorsOf = (article: Article, lines: Lines): Yaml => named(article, lines, 'author') ?? [nobody]

export const named = (article: Article, lines: Lines, role: Contributor['role']): readonly Yaml[] | undefined =>
  unique((article.contributors ?? []).filter((one) => one.role === role).map((one) => agent(one, lines)))

export const contactsOf = (article: Article, lines: Lines): readonly Yaml[] | undefined =>
  unique((article.contributors ?? []).filter((one) => one.corresponding === true).map((one) => agent(one, lines)))

function agent(one: Contributor, lines: Lines): Yaml {
  const places = (one.affiliations ?? []).map((id) => lines.get(id)).filter(Boolean)
  const shared = {
    email: one.email !== undefined && isCffEmail(one.email) ? one.email : undefined,
    orcid: one.orcid === undefined ? undefined : `https://orcid.org/${one.orcid}`,
  }
  if (one.kind === 'literal') return { name: one.literal, ...shared }
  if (one.kind === 'group') return { name: one.name, ...shared, website: one.ror }
  const person = {
    'family-names': one.family,
    'given-names': one.given,
    'name-particle': particles(one),
    'name-suffix': one.suffix,
    alias: one.native?.name,
    affiliation: places.length === 0 ? undefined : places.join('; '),
    ...shared,
  }
  return Object.values(person).every((part) => part === undefined) ? nobody : person
}

/** One place for both kinds of particle. */
const particles = ({ droppingParticle, nonDroppingParticle }: Extract<Contributor, { kind: 'person' }>) =>
  [droppingParticle, nonDroppingParticle].filter(Boolean).join(' ') || undefined

export const citedAuthors = ({ authors }: Reference): Yaml =>
  unique(
    (authors ?? []).map(
      (name): Yaml =>
        'literal' in name ? { name: name.literal } : { 'family-names': name.family, 'given-names': name.given },
    ),
  ) ?? [nobody]
