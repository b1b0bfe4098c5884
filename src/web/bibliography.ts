/** Several articles cited together: the list in a style, to be copied or taken away, and the form that makes it. */
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { type LocaleName, referenceHtml, type StyleName, styleFields } from './cite-box.ts'
import { page } from './page.ts'

/** An item that is not in the list, and why. */
export interface LeftOut {
  readonly id: string
  readonly why: string
}

export interface BibliographyPage {
  /** The service’s name. */
  readonly name: string
  /** As they were asked for. */
  readonly dois: readonly string[]
  readonly style: StyleName
  /** Others that were perhaps meant, with the address of the same list in each. */
  readonly others: readonly { readonly title: string; readonly href: string }[]
  /** What is to be said of the style that was asked for. */
  readonly warning?: string
  readonly locale: string
  readonly locales: readonly LocaleName[]
  /** How many styles there are. */
  readonly styles: number
  /** As HTML, in the style’s order. */
  readonly references: readonly string[]
  readonly leftOut: readonly LeftOut[]
  /** The address of this very list, where it is short enough to be one. */
  readonly address?: string
}

export function bibliographyPage(asked: BibliographyPage): string {
  const { name, dois, references, leftOut, style, locale } = asked
  const one = dois.length === 1
  const body = markup`<main id="main" class="narrow">
<h1>${text(one ? 'Reference' : 'Bibliography')}</h1>
${asked.warning === undefined ? none : markup`<div class="notice warn"><p>${text(asked.warning)}</p></div>`}
${others(asked)}
${references.length === 0 ? none : list(asked)}
${leftOut.length === 0 ? none : markup`<div class="notice warn"><p><strong>Not in the list:</strong></p><ul>${each(leftOut, ({ id, why }) => markup`<li><code>${text(id)}</code> ${text(why)}</li>\n`)}</ul></div>`}
<form action="/cite" method="post" class="card making">
<div class="whole"><label for="dois">DOIs, one on a line</label>
<textarea id="dois" name="dois" rows="${attribute(String(Math.min(Math.max(dois.length + 1, 3), 12)))}" spellcheck="false" placeholder="10.1234/abc">${text(dois.join('\n'))}</textarea></div>
<div class="fields">${styleFields(style, locale, asked.locales, asked.styles)}
<div><button class="main">${text(references.length === 0 ? 'Cite' : 'Cite anew')}</button></div></div>
${references.length === 0 ? none : downloads}
</form>
</main>`
  return page({ title: one ? 'Reference' : 'Bibliography', name, body, here: '/cite' })
}

function others({ others }: BibliographyPage): Markup {
  if (others.length === 0) return none
  return markup`<p>Perhaps you mean ${each(others, ({ title, href }, at) => markup`${text(at === 0 ? '' : ', ')}${element('a', text(title), { href })}`)}.</p>`
}

function list({ references, style, address }: BibliographyPage): Markup {
  return markup`<section class="bibliography" aria-labelledby="list">
<h2 id="list">${text(style.title)}</h2>
<ol class="plain citation">${each(references, (reference) => markup`<li>${referenceHtml(reference)}</li>\n`)}</ol>
<p class="actions"><button type="button" class="needs-script" data-copy="text">Copy text</button>
<button type="button" class="needs-script" data-copy="html">Copy formatted</button>
${address === undefined ? none : element('a', text('Link to this list'), { href: address })}
<span class="said soft" role="status"></span></p></section>`
}

const downloads = markup`<p class="actions"><span class="soft">Take it away as</span>
<button name="as" value="rtf">RTF</button> <button name="as" value="markdown">Markdown</button> <button name="as" value="html">HTML</button> <button name="as" value="text">Text</button></p>`
