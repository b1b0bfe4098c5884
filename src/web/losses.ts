/** What a format makes of an article, value by value: what is kept, said otherwise, or lost. */
import { encodeDoi } from '../article/doi.ts'
import { parsePointer } from '../article/pointer.ts'
import type { Fate } from '../formats/losses.ts'
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { fieldName } from './difference.ts'
import { page } from './page.ts'

export interface LossesPage {
  /** The service’s name. */
  readonly name: string
  readonly doi: string
  readonly rows: readonly LossRow[]
  /** The format looked at, with the fate of every value. */
  readonly chosen?: { readonly title: string; readonly fates: readonly Fate[] }
}

export interface LossRow {
  readonly name: string
  readonly title: string
  readonly kept: number
  readonly transformed: number
  readonly dropped: number
}

export function lossesPage({ name, doi, rows, chosen }: LossesPage): string {
  const path = `/losses/${encodeDoi(doi)}`
  const heading = chosen === undefined ? 'What each format keeps' : `What ${chosen.title} makes of it`
  const body = markup`<main id="main" class="narrow">
<p class="kind">${element('a', text(doi), { href: `/${encodeDoi(doi)}` })}</p>
<h1>${text(heading)}</h1>
${chosen === undefined ? all(rows, path) : one(chosen.fates, path)}
</main>`
  return page({ title: `${heading}: ${doi}`, name, body })
}

const all = (rows: readonly LossRow[], path: string): Markup => markup`<div class="scroll"><table>
<thead><tr><th scope="col">Format</th><th scope="col">Kept</th><th scope="col">Said otherwise</th><th scope="col">Lost</th></tr></thead>
<tbody>${each(rows, ({ name, title, kept, transformed, dropped }) => markup`<tr><th scope="row">${element('a', text(title), { href: `${path}?format=${name}` })}</th>${each([kept, transformed, dropped], (count) => element('td', text(String(count)), { class: 'number' }))}</tr>\n`)}</tbody></table></div>`

/** What is lost stands first. */
const order = { dropped: 'Lost', transformed: 'Said otherwise', kept: 'Kept' } as const

function one(fates: readonly Fate[], path: string): Markup {
  const byFate = Map.groupBy(fates, ({ fate }) => fate)
  const kinds = Object.entries(order) as [Fate['fate'], string][] // the table’s own keys
  return markup`${each(kinds, ([fate, title]) => {
    const list = byFate.get(fate) ?? []
    return list.length === 0 ? none : section(title, fate, list)
  })}<p>${element('a', text('All formats'), { href: path })}</p>`
}

function section(title: string, fate: Fate['fate'], list: readonly Fate[]): Markup {
  const heading = markup`${text(title)} <span class="soft number">${text(String(list.length))}</span>`
  const table = markup`<table class="fates"><tbody>${each(grouped(list), ({ field, count, how = '' }) => markup`<tr><td class="${attribute(fate)}">${text(count > 1 ? `${field} (${count})` : field)}</td><td>${text(how)}</td></tr>\n`)}</tbody></table>`
  if (fate !== 'kept') return markup`<h2>${heading}</h2>${table}`
  return markup`<details><summary>${heading}</summary>${table}</details>`
}

/** The same of every author is said once. */
function grouped(list: readonly Fate[]) {
  const groups = Map.groupBy(list, ({ pointer, how = '' }) => `${fieldName(withoutNumbers(pointer))}\n${how}`)
  return [...groups].map(([key, members]) => ({
    field: key.split('\n')[0] ?? '',
    count: members.length,
    ...(members[0]?.how !== undefined && { how: members[0].how }),
  }))
}

const withoutNumbers = (pointer: string): readonly string[] =>
  (parsePointer(pointer) ?? []).filter((token) => !/^\d+$/.test(token))
