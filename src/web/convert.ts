/** The page for converting: a text or a file goes in, and its record, its notes and every format of it come out. */
import type { Finding } from '../../schemas/problem.ts'
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { convertExamples } from './convert-examples.ts'
import { findingList } from './convert-findings.ts'
import { type ConvertResult, resultSection } from './convert-result.ts'
import { page } from './page.ts'

export interface ReadableFormat {
  readonly name: string
  readonly title: string
}

/** What was sent, so that it stands in the form again. */
export interface Given {
  readonly text: string
  /** The name of the format, where one was chosen. */
  readonly from?: string
}

/** Why nothing came out. */
export interface ConvertFault {
  readonly message: string
  readonly findings: readonly Finding[]
  /** The format that the text looks like, where it is not the one that was chosen. */
  readonly instead?: ReadableFormat
}

export interface ConvertPage {
  /** The service’s. */
  readonly name: string
  readonly formats: readonly ReadableFormat[]
  /** The longest text that is taken, in bytes. */
  readonly limit: number
  readonly given?: Given
  readonly result?: ConvertResult
  readonly fault?: ConvertFault
}

export function convertPage(parts: ConvertPage): string {
  const { name, result, fault, given } = parts
  const body = markup`<main id="main" class="convert">
<h1>Convert</h1>
<p class="soft">Give records in any format: see how they are understood, and what each format makes of them. Nothing is stored.</p>
${form(parts)}
<div id="result">
${fault === undefined ? none : faultNotice(fault)}${result === undefined ? none : resultSection(result)}${
  given === undefined ? examples : none
}</div>
</main>`
  return page({ title: `Convert – ${name}`, name, body, script: 'convert.js', here: '/convert' })
}

function form({ formats, limit, given = { text: '' } }: ConvertPage): Markup {
  const rows = given.text === '' ? '12' : '6'
  // A line feed at the start of a textarea is not part of its text (HTML 13.2.6.4.7): one goes before every text.
  return markup`<form id="convert" class="card" action="/convert" method="post" enctype="multipart/form-data" data-limit="${attribute(String(limit))}">
<div class="drop">
<label for="source">Records</label>
<textarea id="source" name="text" rows="${attribute(rows)}" spellcheck="false" autocomplete="off" aria-describedby="source-hint" placeholder="Paste BibTeX, RIS, CSL-JSON, JATS, Crossref or PubMed XML, the text of an article’s page …">
${text(given.text)}</textarea>
</div>
<div class="fields">
<div><label for="from">Format</label>
<select id="from" name="from">${option({ name: '', title: 'Recognise it' }, given.from ?? '')}${each(formats, (one) => option(one, given.from))}</select></div>
<div><label for="file">Or a file</label><input type="file" id="file" name="file"></div>
<div><button class="main">Convert</button></div>
<p id="guess" class="small" role="status"></p>
</div>
<p id="source-hint" class="small soft">${text(`${formats.length} formats are read, up to ${sizeText(limit)}. Longer sources can be sent to `)}<a href="/docs">POST /convert</a>${text(', which takes them in parts.')}</p>
</form>
`
}

const option = ({ name, title }: ReadableFormat, chosen: string | undefined): Markup =>
  markup`<option value="${attribute(name)}"${name === chosen ? markup` selected` : none}>${text(title)}</option>`

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.floor(bytes / 1000)} kB` : `${Math.floor(bytes / 100_000) / 10} MB`

const examples = markup`<h2>Or look at an example</h2>
<ul class="plain examples">
${each(
  convertExamples,
  ({ name, title, says }) =>
    markup`<li>${element('a', text(title), { href: `/convert?example=${name}` })} ${element('span', text(says), { class: 'soft small' })}</li>\n`,
)}</ul>
`

function faultNotice({ message, findings, instead }: ConvertFault): Markup {
  return markup`<section class="notice bad" aria-labelledby="result-title">
<h2 id="result-title" tabindex="-1">This could not be read</h2>
<p>${text(message)}</p>
${
  instead === undefined
    ? none
    : element(
        'p',
        sequence(
          markup`<button form="convert" name="as" value="${attribute(instead.name)}">`,
          text(`Read it as ${instead.title}`),
          markup`</button>`,
        ),
      )
}
${findingList(findings)}</section>
`
}
