/** What went wrong, said to a reader: in the same frame, with a way on. */
import type { Problem } from '../../schemas/problem.ts'
import { each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { page } from './page.ts'
import { queryHelp } from './query-help.ts'
import { searchForm } from './search-form.ts'

export interface ProblemPage {
  readonly problem: Problem
  /** The service’s name. */
  readonly name: string
  /** What was searched for, where a search failed. */
  readonly query?: string
}

/** Words for readers, where those of the problem are for programs. */
const titles: Readonly<Record<number, string>> = {
  404: 'There is nothing here',
  410: 'This article was withdrawn',
  429: 'Too many requests',
  503: 'This takes too long just now',
}

export function problemPage({ problem, name, query }: ProblemPage): string {
  const { status, title, detail, findings, available = [], instance } = problem
  const heading = titles[status] ?? title
  const body = markup`<main id="main" class="narrow problem">
<p class="kind number">${text(String(status))}</p>
<h1>${text(heading)}</h1>
${status === 410 ? tombstone(problem) : element('p', text(detail))}
${findings.length === 0 ? none : markup`<ul>${each(findings.slice(0, 20), ({ message, remedy = '' }) => markup`<li>${text(`${message} ${remedy}`)}</li>\n`)}</ul>`}
${available.length === 0 ? none : markup`<p>There is: ${text(available.slice(0, 40).join(', '))}.</p>`}
${status >= 500 && status !== 503 ? element('p', text(`Name this when you report it: ${instance ?? ''}`), { class: 'soft' }) : none}
${searchForm({ query: query ?? '' })}
${query === undefined ? markup`<p><a href="/">Start</a> · <a href="/browse">Journals</a> · <a href="/docs">Interface</a></p>` : queryHelp(true)}
</main>`
  return page({ title: heading, name, body, query: false })
}

/** A tombstone says that the article was here, why it is not, and how it was cited. */
function tombstone({ detail, reason, citation }: Problem): Markup {
  return markup`<div class="notice bad"><p><strong>${text(reason === undefined || reason === '' ? 'No reason was given.' : reason)}</strong></p></div>
<p class="soft">${text(detail.split(': ')[0] ?? detail)}.</p>
${citation === undefined ? none : markup`<h2>How it was cited</h2><blockquote class="citation">${text(citation)}</blockquote>`}`
}
