/** What came of a conversion: the records, one of them as it was understood, and every format of it beside its losses. */
import type { Article } from '../../schemas/article.ts'
import type { Looked, Output } from '../library/overview.ts'
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'
import { copyButton, findingList, valueText } from './convert-findings.ts'
import { outputsSection } from './convert-outputs.ts'
import { recordView } from './convert-record.ts'

export interface ConvertResult {
  /** The format that was read. */
  readonly format: string
  /** Whether it was recognised rather than named. */
  readonly guessed: boolean
  readonly records: readonly Looked[]
  /** Which of them is shown. */
  readonly chosen: number
  /** The shown record in every format; none of a refused one. */
  readonly outputs: readonly Output[]
}

/** More are counted, not listed. */
const mostListed = 100

export function resultSection({ format, guessed, records, chosen, outputs }: ConvertResult): Markup {
  const shown = records[chosen]
  return markup`<section aria-labelledby="result-title">
<h2 id="result-title" tabindex="-1">${text(headline(records))}</h2>
<p class="soft">${text(guessed ? `Recognised as ${format}.` : `Read as ${format}.`)}</p>
${records.length > 1 ? recordList(records, chosen) : none}
${shown === undefined ? none : 'refusal' in shown ? refused(shown) : taken(shown, outputs)}</section>
`
}

function headline(records: readonly Looked[]): string {
  const refusals = records.filter((one) => 'refusal' in one).length
  const taken = records.length - refusals
  if (records.length === 0) return 'There is no record in this'
  const said = taken === 1 ? 'One record' : `${taken === 0 ? 'No' : taken} records`
  return refusals === 0 ? said : `${said}; ${refusals} could not be taken`
}

/** Buttons of the form: choosing a record sends the same text again, and needs no script. */
function recordList(records: readonly Looked[], chosen: number): Markup {
  const rest = records.length - mostListed
  return markup`<ol class="plain records" aria-label="Records">
${each(records.slice(0, mostListed), (record, at) => recordButton(record, at, at === chosen))}</ol>
${rest > 0 ? element('p', text(`And ${rest} more, which every download below holds as well.`), { class: 'small soft' }) : none}
`
}

function recordButton(record: Looked, at: number, isShown: boolean): Markup {
  const isRefused = 'refusal' in record
  const title = isRefused ? record.place : nameOf(record.article, record.place)
  return markup`<li><button form="convert" name="record" value="${attribute(String(at))}" aria-pressed="${attribute(String(isShown))}">${element('span', text(isRefused ? '✕' : String(at + 1)), { class: isRefused ? 'bad' : 'soft' })} ${element('span', text(title), { class: 'cut' })}</button></li>
`
}

const nameOf = ({ title, doi }: Article, place: string): string =>
  title === undefined ? (doi ?? place) : plainText(title)

const refused = ({ place, refusal }: Extract<Looked, { refusal: unknown }>): Markup => markup`<div class="notice bad">
<p><strong>${text(`The record at ${place} cannot be taken.`)}</strong> ${text(refusal.message)}</p>
${findingList(refusal.findings)}</div>
`

function taken({ article, notes }: Extract<Looked, { article: unknown }>, outputs: readonly Output[]): Markup {
  const { unmapped = [], ...record } = article
  return markup`<div class="pair">
<section class="card" aria-labelledby="record-title">
<h3 id="record-title">The record</h3>
${recordView(record)}</section>
<section class="card" aria-labelledby="json-title">
<div class="tools"><h3 id="json-title">As JSON</h3>${copyButton('record-json')}</div>
<pre id="record-json" tabindex="0" role="region" aria-label="The record as JSON">${text(JSON.stringify(article, undefined, 2))}</pre>
</section>
</div>
${
  notes.length === 0
    ? element('p', text('Nothing had to be changed or interpreted.'), { class: 'soft' })
    : markup`<h3>${text(`Notes (${notes.length})`)}</h3>
${findingList(notes)}`
}${unmapped.length === 0 ? none : unmappedList(unmapped)}${outputsSection(outputs)}`
}

/** What has no place in the record, and is kept in it all the same. */
const unmappedList = (
  unmapped: NonNullable<Article['unmapped']>,
): Markup => markup`<h3>${text(`Without a place in the record, and kept apart (${unmapped.length})`)}</h3>
<dl class="facts">
${each(unmapped, ({ path, value }) => markup`<dt><code>${text(path)}</code></dt><dd>${text(valueText(value))}</dd>\n`)}</dl>
`
