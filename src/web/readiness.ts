/** What indexing services would miss in an article: a line on its landing page, and a page of its own. */
import { encodeDoi } from '../article/doi.ts'
import type { MissingRow, ServiceReport } from '../readiness/rule.ts'
import { each, element, type Markup, markup, sequence, text } from '../text/markup.ts'
import { page } from './page.ts'

/** Which services are ready for it. What each misses stands elsewhere: programs read landing pages for the article. */
export const readinessSection = (
  doi: string,
  reports: readonly ServiceReport[],
): Markup => markup`<h2 id="indexing">Indexing</h2>
<p class="readiness">${each(reports, ({ title, ready }) =>
  element('span', text(`${ready ? '✓' : '○'} ${title}`), { class: ready ? 'ready' : 'unready' }),
)}
${element('a', text('What is missing'), { href: `/readiness/${encodeDoi(doi)}` })}</p>`

export interface ReadinessPage {
  readonly doi: string
  readonly reports: readonly ServiceReport[]
  /** The service’s. */
  readonly name: string
}

export function readinessPage({ doi, reports, name }: ReadinessPage): string {
  const body = markup`<main id="main" class="narrow">
<p class="kind">Indexing</p>
<h1>What indexing services would miss in ${element('a', text(doi), { href: `/${encodeDoi(doi)}` })}</h1>
${each(reports, report)}</main>`
  return page({ title: `Indexing of ${doi}`, name, body })
}

const report = ({ title, source, ready, missing }: ServiceReport): Markup => markup`<section>
<h2>${text(`${ready ? '✓' : '○'} ${title}`)}</h2>
<p>${text(verdict(ready, missing))} ${element('a', text('What it asks for'), { href: source })}</p>
${missing.length === 0 ? text('') : element('ul', each(missing, row))}
</section>
`

const verdict = (ready: boolean, missing: readonly MissingRow[]): string => {
  if (!ready) return 'Would not take the record as it is.'
  return missing.length === 0 ? 'Has all it asks for.' : 'Takes the record; more could be said.'
}

const row = ({ weight, field, more, reason, remedy }: MissingRow): Markup =>
  element(
    'li',
    sequence(
      element('code', text(field)),
      text(`${more > 0 ? ` and ${more} more` : ''} (${weight}): ${reason} ${remedy}`),
    ),
  )
