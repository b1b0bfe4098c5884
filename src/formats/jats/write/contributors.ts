/** contrib-group: who made the article, in the order of the byline. */
import type { Article, Contributor, Group, LiteralName, Person } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text } from '../../../text/markup.ts'
import { creditBase, creditNames, orcidBase } from '../vocabulary.ts'
import type { Writing } from './writing.ts'

/** One group for each run of contributors of one role, so that the order of the byline holds. */
export function contributorGroups({ contributors = [] }: Article, writing: Writing): Markup {
  let out = none
  for (let start = 0; start < contributors.length; ) {
    const role = contributors[start]?.role
    let end = start + 1
    while (end < contributors.length && contributors[end]?.role === role) end++
    const first = start
    const run = contributors.slice(start, end)
    out = sequence(
      out,
      element(
        'contrib-group',
        each(run, (contributor, i) => contrib(contributor, `/contributors/${first + i}`, writing)),
      ),
    )
    start = end
  }
  return out
}

/** The order is that of Journal Publishing; Archiving takes any. */
function contrib(contributor: Contributor, pointer: string, writing: Writing): Markup {
  if (contributor.orcidAuthenticated !== undefined && contributor.orcid === undefined) {
    writing.extras.push([`${pointer}/orcidAuthenticated`, contributor.orcidAuthenticated])
  }
  return element(
    'contrib',
    sequence(
      ids(contributor),
      name(contributor, pointer, writing),
      contributor.kind === 'person' ? leaf('degrees', contributor.degrees) : none,
      each(contributor.notes, (note) => element('author-comment', leaf('p', note))),
      leaf('email', contributor.email),
      each(contributor.credit, creditRole),
      each(contributor.affiliations, (rid) => element('xref', none, { 'ref-type': 'aff', rid })),
    ),
    {
      'contrib-type': contributor.role,
      corresp: yesNo(contributor.corresponding),
      'equal-contrib': yesNo(contributor.equalContribution),
      deceased: yesNo(contributor.deceased),
    },
  )
}

const yesNo = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : flag ? 'yes' : 'no')

function ids({ orcid, orcidAuthenticated, isni }: Contributor): Markup {
  const authenticated = orcidAuthenticated === undefined ? undefined : String(orcidAuthenticated)
  return sequence(
    orcid === undefined ? none : leaf('contrib-id', orcidBase + orcid, { 'contrib-id-type': 'orcid', authenticated }),
    leaf('contrib-id', isni, { 'contrib-id-type': 'isni' }),
  )
}

function name(contributor: Contributor, pointer: string, writing: Writing): Markup {
  if (contributor.kind === 'person') return personName(contributor)
  return contributor.kind === 'group' ? collab(contributor, pointer, writing) : literalName(contributor)
}

const literalName = ({ literal }: LiteralName): Markup => leaf('string-name', literal)

/** A native name stands beside the name by which the person is cited. */
function personName(person: Person): Markup {
  const cited = citedName(person)
  if (person.native === undefined) return cited
  const native = leaf('string-name', person.native.name, {
    'specific-use': 'native',
    'xml:lang': person.native.language,
  })
  return element('name-alternatives', sequence(cited, native))
}

/**
 * JATS has no particles: they stand where they are printed, the one that stays with the family name before it, the
 * one that is dropped after the given names, and are named in attributes so that a reader can part them again.
 */
function citedName(person: Person): Markup {
  const { family, given, droppingParticle, nonDroppingParticle } = person
  const surname = joined(nonDroppingParticle, family)
  const givenNames = joined(given, droppingParticle)
  const parts = sequence(
    leaf('surname', surname),
    leaf('given-names', givenNames),
    leaf('prefix', person.honorific),
    leaf('suffix', person.suffix),
  )
  const attributes = {
    'content-type': nonDroppingParticle && `non-dropping-particle:${nonDroppingParticle}`,
    'specific-use': droppingParticle && `dropping-particle:${droppingParticle}`,
  }
  return surname === undefined && givenNames === undefined
    ? element('string-name', parts, { 'content-type': 'person' })
    : element('name', parts, attributes)
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return /['’]$/.test(first) ? first + second : `${first} ${second}`
}

/** A group’s members follow its name inside; by JATS4R they are not authors of their own. */
function collab({ name, ror, members }: Group, pointer: string, writing: Writing): Markup {
  const wrapped =
    ror === undefined
      ? text(name)
      : element(
          'institution-wrap',
          sequence(leaf('institution-id', ror, { 'institution-id-type': 'ror' }), leaf('institution', name)),
        )
  const group =
    members === undefined || members.length === 0
      ? none
      : element(
          'contrib-group',
          each(members, (member, i) => contrib(member, `${pointer}/members/${i}`, writing)),
        )
  return element('collab', sequence(wrapped, group))
}

/** JATS4R, CRediT recommendation 1.2. */
function creditRole({ term, degree }: NonNullable<Contributor['credit']>[number]): Markup {
  const title = creditNames[term] ?? term
  return leaf('role', title, {
    vocab: 'credit',
    'vocab-identifier': creditBase,
    'vocab-term': title,
    'vocab-term-identifier': `${creditBase}contributor-roles/${term}/`,
    'degree-contribution': degree,
  })
}
