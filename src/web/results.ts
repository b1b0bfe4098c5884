/** What a search found: the articles, how many by year, journal and type, and what can be done with all of them. */
import type { StoredArticle } from '../../schemas/article.ts'
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { entry, type Finders } from './entry.ts'
import { page } from './page.ts'
import { queryHelp } from './query-help.ts'
import { searchForm } from './search-form.ts'

/** One value by which the list can be narrowed. */
export interface Choice {
  readonly value: string
  /** As people call it. */
  readonly label: string
  readonly count: number
  readonly href: string
}

export interface Group {
  readonly title: string
  readonly name: string
  /** The value chosen, and the address of the list without it. */
  readonly chosen?: { readonly label: string; readonly href: string }
  readonly choices: readonly Choice[]
}

export interface ResultsPage {
  /** The service’s name. */
  readonly name: string
  readonly query: string
  /** What else the address says, for forms that keep it. */
  readonly kept: readonly (readonly [name: string, value: string])[]
  readonly groups: readonly Group[]
  readonly total: { readonly count: number; readonly exact: boolean } | undefined
  /** The number of the first article shown. */
  readonly first: number
  readonly articles: readonly StoredArticle[]
  readonly finders: Finders
  readonly sort: string
  readonly sorts: readonly (readonly [value: string, title: string])[]
  readonly start?: string
  readonly next?: string
  readonly formats: readonly { readonly name: string; readonly title: string }[]
  /** The whole query, as the interface takes it. */
  readonly whole: string
  readonly hints: readonly string[]
}

export function resultsPage(results: ResultsPage): string {
  const { name, query, whole, groups, articles, hints } = results
  const body = markup`<main id="main" class="results">
<div class="asking"><h1 class="unseen">Search</h1>
${searchForm({ query })}
${
  hints.length === 0
    ? none
    : element(
        'div',
        each(hints, (hint) => element('p', text(hint))),
        { class: 'notice' },
      )
}
${chosen(groups)}
</div>
<div class="found">
${statusLine(results)}
${articles.length === 0 ? nothing(whole) : list(results)}
${pages(results)}
</div>
<aside class="narrowing" aria-label="Narrow the list and take it away">
${each(groups, group)}
${articles.length === 0 ? none : exportBox(results)}
${queryHelp(articles.length === 0)}
</aside>
</main>`
  const title = whole === '' ? 'All articles' : `${whole} – search`
  return page({ title, name, head: relations(results), body, query: false })
}

const relations = ({ next }: ResultsPage): Markup =>
  next === undefined ? none : markup`<link rel="next" href="${attribute(next)}">\n`

/** What the list is narrowed to, each with the way back. */
function chosen(groups: readonly Group[]): Markup {
  const told = groups.flatMap(({ title, chosen }) => (chosen ? [{ title, ...chosen }] : []))
  if (told.length === 0) return none
  return markup`<ul class="plain chips">${each(told, ({ title, label, href }) =>
    element('li', element('a', text(`${title}: ${label} ✕`), { href, 'aria-label': `Remove ${title}: ${label}` })),
  )}</ul>`
}

function statusLine({ total, first, articles, kept, query, sort, sorts }: ResultsPage): Markup {
  const last = first + articles.length - 1
  const many = total === undefined ? '' : ` of ${total.exact ? '' : 'about '}${total.count.toLocaleString('en')}`
  const words =
    articles.length === 0
      ? 'Nothing found'
      : total?.count === 1
        ? 'One article'
        : `${first.toLocaleString('en')}–${last.toLocaleString('en')}${many}`
  return markup`<div class="status"><p role="status" class="number">${text(words)}</p>
<form action="/search" class="sort">${hidden([['q', query], ...kept])}
<label for="sort">Sort by</label> <select id="sort" name="sort">${each(
    sorts,
    ([value, title]) =>
      markup`<option value="${attribute(value)}"${value === sort ? (' selected' as Markup) : none}>${text(title)}</option>`,
  )}</select> <button>Sort</button></form></div>`
}

const hidden = (fields: readonly (readonly [string, string])[]): Markup =>
  each(fields, ([name, value]) =>
    value === '' ? none : markup`<input type="hidden" name="${attribute(name)}" value="${attribute(value)}">`,
  )

function list({ articles, finders }: ResultsPage): Markup {
  return markup`<h2 class="unseen">Articles</h2>
<form action="/cite" method="post" class="select">
<ol class="plain entries">
${each(articles, (article, at) => {
  const { doi } = article
  const id = `pick${at}`
  return markup`<li><input type="checkbox" name="doi" id="${attribute(id)}" value="${attribute(doi)}" aria-label="${attribute(`Select ${at + 1}`)}"><div>${entry(article, finders)}</div></li>\n`
})}</ol>
<p class="picked"><button class="main">Cite the selected articles</button> <span class="soft" role="status"></span>
<button type="button" class="needs-script" data-clear hidden>Clear</button></p>
</form>`
}

const nothing = (whole: string): Markup =>
  whole === ''
    ? markup`<p>There are no articles here yet. <a href="/docs">How to deposit some</a>.</p>`
    : markup`<div class="notice"><p><strong>No article has all of this.</strong> Fewer words find more; so do <kbd>OR</kbd> between words and <kbd>*</kbd> behind the beginning of one.</p>
<p><a href="/search">See all articles</a> or <a href="/browse">browse the journals</a>.</p></div>`

/** Keyset paging: forward, and to the beginning; any other page is not further than its own address. */
function pages({ start, next }: ResultsPage): Markup {
  if (start === undefined && next === undefined) return none
  return markup`<nav class="pages" aria-label="Pages">${sequence(
    start === undefined ? none : element('a', text('First page'), { href: start }),
    next === undefined ? none : element('a', text('Next →'), { href: next, rel: 'next' }),
  )}</nav>`
}

function group({ title, choices, chosen }: Group): Markup {
  if (choices.length === 0 || chosen !== undefined) return none
  return markup`<section class="facet"><h2>${text(title)}</h2><ul class="plain">
${each(choices, ({ label, count, href }) => markup`<li>${element('a', text(label), { href })} <span class="soft number">${text(count.toLocaleString('en'))}</span></li>\n`)}</ul></section>`
}

function exportBox({ whole, formats, total }: ResultsPage): Markup {
  const all = total === undefined || total.count === 1 ? 'the list' : `all ${total.count.toLocaleString('en')}`
  return markup`<section class="card"><h2>Take the list away</h2>
<form action="/export" class="fields">${hidden([['q', whole]])}
<div class="grow"><label for="format">Format</label><select id="format" name="format">${each(formats, (one) => markup`<option value="${attribute(one.name)}">${text(one.title)}</option>`)}</select></div>
<div><button>${text(`Download ${all}`)}</button></div></form>
<p class="small">${element('a', text('As JSON, page by page'), { href: `/articles?${new URLSearchParams(whole === '' ? {} : { q: whole })}` })}</p></section>`
}
