/** An article in every format, each text beside what becomes of the record in it. */
import type { Change, Output } from '../library/overview.ts'
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { copyButton, findingList } from './convert-findings.ts'

/** The first is the record itself, which stands above already. */
const firstOpen = 1

export function outputsSection(outputs: readonly Output[]): Markup {
  return markup`<h3 id="formats-title">In every format</h3>
<p class="small">How much of the record each of them <span class="key kept"></span>keeps as it is, <span class="key transformed"></span>says otherwise, <span class="key dropped"></span>drops.</p>
<div class="outputs">
${each(outputs, (output, at) => outputPart(output, at === firstOpen))}</div>
`
}

/** One is open at a time: where there is room the open one stands beside the list of all. */
function outputPart(output: Output, isOpen: boolean): Markup {
  const { name, title } = output.codec
  return markup`<details name="output"${isOpen ? markup` open` : none} id="output-${attribute(name)}">
<summary>${element('span', text(title))}${tally(output)}</summary>
<div class="side">
${output.text === undefined ? demanded(output) : outputText(output, output.text)}
<div class="losses">
${element('h4', text('What becomes of the record'))}
${losses(output)}</div>
</div>
</details>
`
}

/** The same said for eyes by a bar and for ears by numbers. */
function tally({ counts, text: written }: Output): Markup {
  if (written === undefined) return element('span', text('cannot be written'), { class: 'soft small' })
  const { kept, transformed, dropped } = counts
  const all = Math.max(kept + transformed + dropped, 1)
  const width = (count: number) => String(Math.round((count / all) * 1000) / 10)
  return markup`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="kept" width="${attribute(width(kept))}" height="6"/><rect class="transformed" x="${attribute(width(kept))}" width="${attribute(width(transformed))}" height="6"/><rect class="dropped" x="${attribute(width(kept + transformed))}" width="${attribute(width(dropped))}" height="6"/></svg><span class="unseen">${text(`: ${countsText(counts)}`)}</span>`
}

const countsText = ({ kept, transformed, dropped }: Output['counts']): string =>
  `${kept} kept, ${transformed} said otherwise, ${dropped} dropped`

/** A longer text is shown in part; the download has all of it. */
const mostShown = 30_000

function outputText({ codec: { name, title, extension } }: Output, whole: string): Markup {
  const id = `text-${name}`
  const rest = whole.length - mostShown
  return markup`<div class="written">
<div class="tools"><button form="convert" name="to" value="${attribute(name)}">${text(`Download ${extension}`)}</button>${copyButton(id)}</div>
<pre id="${attribute(id)}" tabindex="0" role="region" aria-label="${attribute(title)}">${text(whole.slice(0, mostShown))}</pre>
${rest > 0 ? element('p', text(`… and ${rest} more characters.`), { class: 'small soft' }) : none}</div>`
}

const demanded = ({ codec: { title }, lacks }: Output): Markup =>
  markup`<div class="written">${element('p', text(`${title} demands what the record lacks:`))}${findingList(lacks)}</div>`

function losses({ counts, changes }: Output): Markup {
  const summary = element('p', text(`${countsText(counts)}.`), { class: 'number small' })
  if (changes.length === 0)
    return sequence(summary, element('p', text('All of it is in this format.'), { class: 'small' }))
  return markup`${summary}
<ul class="plain small">
${each(changes, change)}</ul>
`
}

const change = ({ field, count, fate, how }: Change): Markup =>
  markup`<li>${element('code', text(field))}${count > 1 ? text(` × ${count}`) : none} ${element('span', text(fateNames[fate]), { class: `fate ${fate}` })} ${withCode(how)}</li>
`

const fateNames: Readonly<Record<Change['fate'], string>> = { transformed: 'otherwise', dropped: 'dropped' }

/** Reasons are written for documents in Markdown too: what stands in backticks is code. */
const withCode = (words: string): Markup =>
  each(words.split('`'), (part, at) => (at % 2 === 0 || part === '' ? text(part) : element('code', text(part))))
