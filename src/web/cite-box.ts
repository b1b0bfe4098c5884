/** How to cite an article: the reference in a style that one searches for, to be copied or taken away. */
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'

/** Styles that most people look for, with the names they know them by. */
export const commonStyles = [
  ['apa', 'APA'],
  ['modern-language-association', 'MLA'],
  ['chicago-author-date', 'Chicago'],
  ['harvard-cite-them-right', 'Harvard'],
  ['vancouver', 'Vancouver'],
  ['american-medical-association', 'AMA'],
  ['ieee', 'IEEE'],
  ['nature', 'Nature'],
] as const

export interface LocaleName {
  readonly tag: string
  readonly name: string
}

export interface StyleName {
  readonly id: string
  readonly title: string
}

/** The two fields by which a style and a locale are chosen; without a script a style is named by its id, title or words. */
export const styleFields = (style: StyleName, locale: string, locales: readonly LocaleName[], count: number): Markup =>
  markup`<div class="grow chooser"><label for="style">Style</label>
<input id="style" name="style" list="common-styles" maxlength="300" autocomplete="off" spellcheck="false" value="${attribute(style.title)}" data-id="${attribute(style.id)}" placeholder="${attribute(`Search ${count.toLocaleString('en')} styles`)}">
<datalist id="common-styles">${each(commonStyles, ([id, name]) => markup`<option value="${attribute(id)}">${text(name)}</option>`)}</datalist></div>
<div><label for="locale">Language</label>
<select id="locale" name="locale">${option('', 'of the style', locale)}${each(locales, ({ tag, name }) => option(tag, name, locale))}</select></div>`

const option = (value: string, name: string, chosen: string): Markup =>
  markup`<option value="${attribute(value)}"${value === chosen ? (' selected' as Markup) : none}>${text(name)}</option>`

/** The marks of small capitals that a reference brings with it, as the stylesheet’s: a page may have no style of its own. */
export const referenceHtml = (reference: string): Markup =>
  reference.replaceAll('<span style="font-variant:small-caps">', '<span class="sc">') as Markup // our own form of HTML

export interface CiteBox {
  readonly doi: string
  /** Its address, to which a query is added. */
  readonly asked: string
  /** As HTML, in the first of the styles; absent where it cannot be written just now. */
  readonly reference: string | undefined
  readonly locales: readonly LocaleName[]
  /** How many styles there are. */
  readonly styles: number
}

export function citeBox({ doi, asked, reference, locales, styles }: CiteBox): Markup {
  const [[first]] = commonStyles
  return markup`<section class="card cite" aria-labelledby="cite" data-asked="${attribute(asked)}">
<h2 id="cite">Cite</h2>
<p class="chips">${each(commonStyles, ([id, name]) =>
    element('a', text(name), {
      href: `/cite?${new URLSearchParams({ doi, style: id })}`,
      'data-style': id,
      'aria-current': id === first ? 'true' : undefined,
    }),
  )}</p>
${
  reference === undefined
    ? element('p', element('a', text('Reference in APA style'), { href: `${asked}style=apa` }), {
        class: 'waiting citation',
      })
    : element('blockquote', referenceHtml(reference), { class: 'citation', 'aria-live': 'polite' })
}
<p class="actions"><button type="button" class="needs-script" data-copy="text">Copy text</button>
<button type="button" class="needs-script" data-copy="html">Copy formatted</button>
${element('a', text('RTF'), { href: `${asked}style=apa&as=rtf`, 'data-form': 'rtf', download: 'reference.rtf' })}
${element('a', text('Markdown'), { href: `${asked}style=apa&as=markdown`, 'data-form': 'markdown', download: 'reference.md' })}
<span class="said soft" role="status"></span></p>
<form action="/cite" class="fields">${sequence(element('input', none, { type: 'hidden', name: 'doi', value: doi }))}
${styleFields({ id: first, title: '' }, '', locales, styles)}
<div class="no-script"><button>Show</button></div></form>
</section>`
}
