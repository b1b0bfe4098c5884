/** The frame that every page stands in. */
import { attribute, element, type Markup, markup, none, text } from '../text/markup.ts'

const style = `
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fdfcf9; --faint: #6b665e; --line: #ddd6c8; --link: #8a2b12 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7dd; --paper: #191714; --faint: #a59e92; --line: #3b362f; --link: #f0a184 }
}
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.6 Charter, 'Bitstream Charter', Cambria, Georgia, serif }
header, footer { color: var(--faint); font-size: .9rem }
header { border-bottom: 1px solid var(--line); padding-bottom: .5rem; margin-bottom: 2rem }
footer { border-top: 1px solid var(--line); padding-top: .5rem; margin-top: 3rem }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .3rem 0 .8rem } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem }
h3 { font-size: 1rem; margin: 1rem 0 0 }
a { color: var(--link) } .kind { color: var(--faint); font-variant: small-caps; letter-spacing: .04em }
.byline { margin: 0 } .affiliations { color: var(--faint); font-size: .9rem; padding-left: 1.4rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0 }
dt { color: var(--faint) } dd { margin: 0 }
.formats a { display: inline-block; margin: 0 .4rem .4rem 0; padding: .15rem .7rem; border: 1px solid var(--line);
  border-radius: 1rem; text-decoration: none }
.citation { border-left: 3px solid var(--line); padding-left: 1rem; margin-left: 0 }
.readiness span { display: inline-block; margin-right: 1rem } .unready { color: var(--faint) }
pre, code { font-size: .88rem; overflow-x: auto } input { font: inherit; padding: .3rem .6rem; width: 60% }
`

export interface Page {
  readonly title: string
  /** The service’s. */
  readonly name: string
  /** The feed of what the page is about; that of everything unless said. */
  readonly feed?: { readonly href: string; readonly title: string }
  /** Elements for programs that read pages. */
  readonly head?: Markup
  readonly body: Markup
}

/** A whole page. */
export function page({ title, name, feed = { href: '/feed.atom', title: name }, head = none, body }: Page): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${style as Markup}</style>
<link rel="alternate" type="application/atom+xml" href="${attribute(feed.href)}" title="${attribute(feed.title)}">
<link rel="unapi-server" type="application/xml" title="unAPI" href="/unapi">
${head}
</head>
<body>
<header>${element('a', text(name), { href: '/' })}</header>
${body}
<footer>${text(`${name} keeps one exact record per DOI. `)}<a href="/browse">Journals</a> · <a href="/docs">API</a> · <a href="/formats">Formats</a></footer>
</body>
</html>
`
}
