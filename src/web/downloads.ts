/** Every format in which the article can be had, each with what is lost on the way. */
import { encodeDoi } from '../article/doi.ts'
import { each, element, type Markup, markup, none, text } from '../text/markup.ts'

export interface Download {
  readonly name: string
  readonly title: string
  readonly extension: string
  /** Leaves of the record that have no place in it, and how many leaves there are. */
  readonly dropped: number
  readonly leaves: number
  /** What it demands and the article does not have: then it cannot be had. */
  readonly lacks?: string
}

const shown = 7

export function downloadBox(doi: string, asked: string, downloads: readonly Download[]): Markup {
  const list = (some: readonly Download[]) =>
    markup`<ul class="plain downloads">${each(some, (one) => row(doi, asked, one))}</ul>`
  const rest = downloads.slice(shown)
  return markup`<section class="card take" aria-labelledby="take">
<h2 id="take">Take it away</h2>
${list(downloads.slice(0, shown))}
${rest.length === 0 ? none : markup`<details><summary>${text(`${rest.length} more formats`)}</summary>${list(rest)}</details>`}
</section>`
}

function row(doi: string, asked: string, { name, title, dropped, leaves, lacks }: Download): Markup {
  const losses = `/losses/${encodeDoi(doi)}?format=${name}`
  if (lacks !== undefined) {
    return markup`<li><span>${text(title)}</span> ${element('a', text('not possible'), { href: losses, title: lacks })}</li>\n`
  }
  const kept = dropped === 0 ? 'keeps all' : `loses ${dropped} of ${leaves}`
  const spoken = dropped === 0 ? undefined : `${title} ${kept} values: what is lost`
  return markup`<li>${element('a', text(title), { href: `${asked}format=${name}`, download: '' })} ${
    dropped === 0
      ? element('span', text(kept), { class: 'all' })
      : element('a', text(kept), { href: losses, 'aria-label': spoken })
  }</li>\n`
}
