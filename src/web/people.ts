/** Who wrote the article: names with their iDs, and the places of work that the numbers behind them mean. */
import type { Affiliation, Article, Contributor } from '../../schemas/article.ts'
import { directName } from '../article/name-forms.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { icon } from './icons.ts'

/** So many stand on the page; the others open. */
const shown = { people: 14, places: 6 } as const

const roleNames: Readonly<Partial<Record<Contributor['role'], string>>> = {
  editor: 'Edited by',
  translator: 'Translated by',
  reviewer: 'Reviewed by',
  chair: 'Chaired by',
  illustrator: 'Illustrated by',
  other: 'With',
}

export function people({ contributors = [], affiliations = [] }: Article): Markup {
  const numbers = new Map(affiliations.map(({ id }, at) => [id, at + 1]))
  const byRole = Map.groupBy(contributors, ({ role }) => role)
  const authors = byRole.get('author') ?? []
  const others = Object.entries(roleNames).flatMap(([role, name]) => {
    const list = byRole.get(role as Contributor['role']) ?? [] // the table’s own keys
    return list.length === 0 ? [] : [{ name, list }]
  })
  return sequence(
    authors.length === 0 ? none : names(authors, numbers),
    each(others, ({ name, list }) => markup`<p class="role">${text(`${name} `)}${run(list, numbers)}</p>\n`),
    affiliations.length === 0 ? none : places(affiliations),
  )
}

type Numbers = ReadonlyMap<string, number>

function names(authors: readonly Contributor[], numbers: Numbers): Markup {
  const first = authors.slice(0, shown.people)
  const rest = authors.slice(shown.people)
  const list = markup`<p class="byline">${run(first, numbers)}${text(rest.length > 0 ? ',' : '')}</p>`
  if (rest.length === 0) return list
  return markup`${list}<details class="byline"><summary>and ${text(`${rest.length} more`)} authors</summary><p>${run(rest, numbers)}</p></details>`
}

const run = (list: readonly Contributor[], numbers: Numbers): Markup =>
  each(list, (one, at) => sequence(at === 0 ? none : text(', '), person(one, numbers)))

function person(one: Contributor, numbers: Numbers): Markup {
  const marks = (one.affiliations ?? []).map((id) => numbers.get(id)).filter((number) => number !== undefined)
  const name = directName(one)
  const query = one.orcid === undefined ? `author:"${name.replace(/["“”„«»]/g, ' ')}"` : `orcid:${one.orcid}`
  return sequence(
    element('a', text(name), { href: `/search?${new URLSearchParams({ q: query })}`, class: 'name' }),
    marks.length === 0 ? none : element('sup', text(marks.join(','))),
    one.orcid === undefined ? none : orcid(one.orcid, name),
    one.kind === 'group' && one.ror !== undefined ? markup` ${ror(one.ror)}` : none,
    one.corresponding ? mail(one, name) : none,
  )
}

const orcid = (id: string, name: string): Markup =>
  element('a', icon('orcid'), { href: `https://orcid.org/${id}`, class: 'id', 'aria-label': `ORCID iD of ${name}` })

const mail = ({ email }: Contributor, name: string): Markup =>
  email === undefined
    ? markup`<abbr class="id" title="Corresponding author">✉</abbr>`
    : element('a', text('✉'), { href: `mailto:${email}`, class: 'id', 'aria-label': `Write to ${name}` })

/** A ROR id is an address. */
const ror = (id: string): Markup =>
  element('a', text('ROR'), {
    href: id,
    class: 'ror',
    'aria-label': 'ROR entry of the organization',
  })

function places(affiliations: readonly Affiliation[]): Markup {
  const list = (some: readonly Affiliation[], start: number) =>
    markup`<ul class="plain places">${each(some, (one, at) => place(one, start + at))}</ul>`
  const rest = affiliations.slice(shown.places)
  if (rest.length <= 1) return list(affiliations, 1)
  return markup`${list(affiliations.slice(0, shown.places), 1)}<details><summary>and ${text(`${rest.length} more`)} affiliations</summary>${list(rest, shown.places + 1)}</details>`
}

/** The number is text: those who read the text alone then know whose place it is. */
const place = (one: Affiliation, number: number): Markup =>
  markup`<li><sup>${text(String(number))}</sup> ${text(placeText(one))}${one.ror === undefined ? none : markup` ${ror(one.ror)}`}</li>\n`

function placeText({ literal, department, name, city, region, country }: Affiliation): string {
  return literal ?? [department, name, city, region, country].filter(Boolean).join(', ')
}
