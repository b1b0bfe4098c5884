/** The first page: what this is, how much is in it, and what to try. */
import type { Site } from '../formats/codec.ts'
import { markup, text } from '../text/markup.ts'
import { page } from './page.ts'

export function homePage({ site, articles }: { site: Site; articles: number }): string {
  const example = `curl -H 'Accept: application/x-bibtex' ${site.baseUrl}/10.46439/stemcell.5.019`
  const body = markup`<main>
<h1>${text(site.name)}</h1>
<p>${text(articles === 1 ? 'One article.' : `${articles} articles.`)} Ask for one by its DOI, in any of the
<a href="/formats">formats</a>, or <a href="/browse">browse the journals</a>.</p>
<form action="/articles"><input type="search" name="q" aria-label="Search" placeholder="Title, name, journal, DOI …"> <button>Search</button></form>
<h2>From a terminal</h2>
<pre>${text(example)}</pre>
<p>The whole interface: <a href="/docs">API documentation</a>, <a href="/openapi.json">OpenAPI</a>,
<a href="/schemas/article.json">JSON Schema of a record</a>.</p>
</main>`
  return page({ title: site.name, name: site.name, body })
}
