/** Every version of a record: who wrote it, when, of what, and what changed; two of any side by side. */
import type { Difference } from '../article/differences.ts'
import { encodeDoi } from '../article/doi.ts'
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { instantText } from './dates.ts'
import { differences } from './difference.ts'
import { page } from './page.ts'

export interface Version {
  readonly version: number
  readonly kind: 'deposit' | 'update' | 'withdraw' | 'restore'
  readonly at: string
  readonly by: string
  readonly format?: string
  readonly reason?: string
  readonly changes?: readonly Difference[]
}

export interface HistoryPage {
  /** The service’s name. */
  readonly name: string
  readonly doi: string
  /** How many versions there are. */
  readonly total: number
  /** Newest first. */
  readonly versions: readonly Version[]
  /** Where the older ones are. */
  readonly older?: string
  readonly compared?: { readonly from: number; readonly to: number; readonly changes: readonly Difference[] }
}

const kinds: Readonly<Record<Version['kind'], string>> = {
  deposit: 'First deposited',
  update: 'Changed',
  withdraw: 'Withdrawn',
  restore: 'Restored',
}

export function historyPage({ name, doi, total, versions, older, compared }: HistoryPage): string {
  const encoded = encodeDoi(doi)
  const body = markup`<main id="main" class="narrow">
<p class="kind">History</p>
<h1>${element('a', text(doi), { href: `/${encoded}` })}</h1>
<p class="soft">${text(total === 1 ? 'There is one version.' : `There are ${total.toLocaleString('en')} versions.`)} ${element('a', text('As JSON'), { href: `/history/${encoded}?format=json` })} · ${element('a', text('TimeMap'), { href: `/timemap/${encoded}` })}</p>
${total > 1 ? comparison(encoded, total, compared) : none}
${compared === undefined ? none : comparedSection(compared)}
<ol class="plain versions">
${each(versions, (one) => version(one, encoded))}</ol>
${older === undefined ? none : markup`<nav class="pages" aria-label="Pages">${element('a', text('Older versions'), { href: older })}</nav>`}
</main>`
  return page({ title: `History of ${doi}`, name, body })
}

function comparison(encoded: string, total: number, compared: HistoryPage['compared']): Markup {
  const field = (name: string, label: string, value: number) =>
    markup`<div><label for="${attribute(name)}">${text(label)}</label><input type="number" id="${attribute(name)}" name="${attribute(name)}" min="1" max="${attribute(String(total))}" value="${attribute(String(value))}" required></div>`
  return markup`<form class="card fields" action="/history/${encoded as Markup}">
${field('from', 'Compare version', compared?.from ?? total - 1)}
${field('to', 'with version', compared?.to ?? total)}
<div><button>Compare</button></div></form>`
}

const comparedSection = ({ from, to, changes }: NonNullable<HistoryPage['compared']>): Markup =>
  markup`<section class="compared"><h2>${text(`From version ${from} to ${to}`)}</h2>
${differences(changes)}</section>`

function version({ version, kind, at, by, format, reason, changes }: Version, encoded: string): Markup {
  const told =
    kind === 'withdraw' ? none : element('a', text('The page then'), { href: `/${encoded}?version=${version}` })
  return markup`<li><h2 id="v${attribute(String(version))}">${text(`Version ${version}`)}</h2>
<p><strong>${text(kinds[kind])}</strong> on <time datetime="${attribute(at)}">${text(instantText(at))}</time> by ${text(by)}${text(format === undefined ? '' : `, sent as ${format}`)}. ${told}</p>
${reason === undefined ? none : element('p', text(reason), { class: 'notice' })}
${changes === undefined || kind === 'withdraw' ? none : differences(changes)}</li>\n`
}
