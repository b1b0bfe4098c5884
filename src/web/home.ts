/** The first page: what the service holds, and the ways into it. */
import type { StoredArticle } from '../../schemas/article.ts'
import type { Site } from '../formats/codec.ts'
import { each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { journalList, type ListedJournal } from './browse.ts'
import { entry } from './entry.ts'
import { page } from './page.ts'
import { searchForm } from './search-form.ts'

export interface Home {
  readonly site: Site
  readonly articles: number
  readonly journals: readonly ListedJournal[]
  /** How many journals there are. */
  readonly allJournals: number
  /** Those that changed last. */
  readonly latest: readonly StoredArticle[]
  /** How many formats are read and written, and citation styles known. */
  readonly formats: number
  readonly styles: number
}

export function homePage(home: Home): string {
  const { site, articles, journals, allJournals, latest } = home
  const body = markup`<main id="main" class="home">
<div class="hero">
<h1>${text(site.name)}</h1>
<p class="subtitle">One exact record per DOI, in every form the scholarly world asks for.</p>
${searchForm({ query: '' })}
<p class="small soft">Try <a href="/search?q=year%3A2020..">year:2020..</a> <a href="/search?q=has%3Aorcid">has:orcid</a> <a href="/search">all articles</a></p>
</div>
${counts(home)}
<div class="halves">
<section aria-labelledby="latest"><h2 id="latest">Latest</h2>
${
  articles === 0
    ? empty
    : markup`<ol class="plain entries">${each(latest, (article) => markup`<li>${entry(article)}</li>\n`)}</ol>
<p><a href="/search?sort=added">All, newest first</a> · <a href="/feed.atom">Feed</a></p>`
}
</section>
<section aria-labelledby="journals"><h2 id="journals">Journals</h2>
${journals.length === 0 ? markup`<p>None yet.</p>` : journalList(journals)}
${allJournals > journals.length ? element('p', element('a', text(`All ${allJournals.toLocaleString('en')} journals`), { href: '/browse' })) : none}
<h2>From a terminal</h2>
<pre tabindex="0" aria-label="Commands">${text(commands(site, latest[0]?.doi ?? '10.46439/stemcell.5.019'))}</pre>
<p class="small"><a href="/docs">Interface</a> · <a href="/openapi.json">OpenAPI</a> · <a href="/schemas/article.json">JSON Schema of a record</a> · <a href="/oai?verb=Identify">OAI-PMH</a></p>
</section>
</div>
</main>`
  return page({ title: site.name, name: site.name, body, query: false })
}

const commands = ({ baseUrl }: Site, doi: string): string =>
  `curl -H 'Accept: application/x-bibtex' \\\n  ${baseUrl}/${doi}\ncurl -H 'Accept: text/x-bibliography; style=apa' \\\n  ${baseUrl}/${doi}`

const empty = markup`<p>There are no articles here yet. Load the examples with <code>npm run colophon -- import examples/</code>, or see <a href="/docs">how to deposit</a>.</p>`

function counts({ articles, allJournals, formats, styles }: Home): Markup {
  const rows: readonly (readonly [number, string, string])[] = [
    [articles, articles === 1 ? 'article' : 'articles', '/search'],
    [allJournals, allJournals === 1 ? 'journal' : 'journals', '/browse'],
    [formats, 'formats', '/convert'],
    [styles, 'citation styles', '/cite'],
  ]
  return markup`<ul class="plain counts">${each(rows, ([count, name, href]) =>
    element(
      'li',
      element('a', markup`<b class="number">${text(count.toLocaleString('en'))}</b> ${text(name)}`, { href }),
    ),
  )}</ul>`
}
