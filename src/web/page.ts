/** The frame that every page stands in. */
import { attribute, element, type Markup, markup, none, text } from '../text/markup.ts'
import { assets, type ScriptName } from './assets.ts'
import { icon } from './icons.ts'
import { searchForm } from './search-form.ts'

export interface Page {
  readonly title: string
  /** The service’s. */
  readonly name: string
  /** The feed of what the page is about; that of everything unless said. */
  readonly feed?: { readonly href: string; readonly title: string }
  /** Elements for programs that read pages. */
  readonly head?: Markup
  /** With its `<main id="main">`. */
  readonly body: Markup
  /** The script of this kind of page; the common one unless said. It has the switch of light and dark in it. */
  readonly script?: ScriptName
  /** Which of the places in the header this is. */
  readonly here?: Place
  /** What the search box of the header holds; `false` where the page has one of its own. */
  readonly query?: string | false
}

/** Of the header: address and name. */
const places = [
  ['/browse', 'Journals'],
  ['/cite', 'Cite'],
  ['/convert', 'Convert'],
  ['/docs', 'API'],
] as const
export type Place = (typeof places)[number][0]

/** A whole page. */
export function page({ title, name, feed, head = none, body, script = 'colophon.js', here, query = '' }: Page): string {
  const { href: feedHref, title: feedTitle } = feed ?? { href: '/feed.atom', title: name }
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<link rel="stylesheet" href="${attribute(assets['colophon.css'].path)}">
<script src="${attribute(assets[script].path)}"></script>
<link rel="icon" href="${attribute(emblem)}">
<link rel="alternate" type="application/atom+xml" href="${attribute(feedHref)}" title="${attribute(feedTitle)}">
<link rel="unapi-server" type="application/xml" title="unAPI" href="/unapi">
${head}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><div class="wide">
${element('a', markup`${icon('emblem')}${element('span', text(name))}`, { href: '/', class: 'brand' })}
<nav aria-label="Service">${placeLinks(here)}</nav>
${query === false ? none : searchForm({ query, small: true })}
<button type="button" class="theme" aria-label="Dark colours" aria-pressed="false">${icon('theme')}</button>
</div></header>
${body}
<footer class="foot"><div class="wide">
<p>${text(`${name} keeps one exact record per DOI.`)}</p>
<p><a href="/browse">Journals</a> <a href="/formats">Formats</a> <a href="/docs">API</a> ${element('a', text('Feed'), { href: feedHref })}</p>
</div></footer>
</body>
</html>
`
}

function placeLinks(here: Place | undefined): Markup {
  const links = places.map(([href, title]) =>
    element('a', text(title), { href, 'aria-current': href === here ? 'page' : undefined }),
  )
  return markup`${links.join('\n') as Markup}` // joined mark-up is mark-up
}

/** The emblem as an address, so that no browser asks for a file: a leaf of paper with a fleuron’s dot. */
const emblem =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#9a3412" d="M3 1h7l3 3v11H3z"/>' +
      '<path stroke="#fff" d="M5 6.5h6M5 9h6M5 11.5h3"/></svg>',
  )
