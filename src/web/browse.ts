/** Pages from which one walks to every article: journals, then volumes with their issues, then articles. */
import type { StoredArticle } from '../../schemas/article.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { entry } from './entry.ts'
import { page } from './page.ts'
import { pageLinks, relationLinks, type Span } from './paging.ts'
import { type JournalYear, journalPlot } from './plot.ts'

export interface ListedJournal {
  readonly slug: string
  readonly name: string
  readonly articles: number
}

export interface ListedIssue {
  readonly volume: string
  readonly issue: string
  readonly articles: number
}

/** A page of a list: the service’s name, and where in the list it stands. */
export interface Place {
  readonly name: string
  readonly span: Span
}

export function journalsPage(journals: readonly ListedJournal[], { name, span }: Place): string {
  const body = markup`<main id="main">
<h1>Journals</h1>
${journals.length === 0 ? markup`<p>There are none yet.</p>` : journalList(journals)}
${pageLinks(span)}
</main>`
  return page({ title: 'Journals', name, head: relationLinks(span), body, here: '/browse' })
}

export const journalList = (journals: readonly ListedJournal[]): Markup =>
  markup`<ul class="plain journals">
${each(journals, (one) => markup`<li>${element('a', text(one.name), { href: journalPath(one.slug) })} ${count(one.articles)}</li>\n`)}</ul>`

/** Volumes, each with its issues; a volume without issues is one. */
export function journalPage(
  journal: ListedJournal,
  issues: readonly ListedIssue[],
  { name, span }: Place,
  years: readonly JournalYear[] = [],
): string {
  const volumes = [...Map.groupBy(issues, ({ volume }) => volume)]
  const feed = feedOf(journal)
  const body = markup`<main id="main">
${trail([])}
<h1>${text(journal.name)}</h1>
<p>${count(journal.articles)} · ${element('a', text('Feed'), { href: feed.href })}</p>
${journalPlot(years)}
<h2>Volumes</h2>
<ul class="plain volumes">
${each(volumes, ([volume, list]) => markup`<li>${volumeLinks(journal.slug, volume, list)}</li>\n`)}</ul>
${pageLinks(span)}
</main>`
  return page({ title: journal.name, name, feed, head: relationLinks(span), body, here: '/browse' })
}

export function issuePage(
  journal: ListedJournal,
  { volume, issue }: { readonly volume: string; readonly issue: string },
  articles: readonly StoredArticle[],
  { name, span }: Place,
): string {
  const title = [volumeName(volume), ...(issue === '' ? [] : [`Issue ${issue}`])].join(', ')
  const body = markup`<main id="main" class="narrow">
${trail([[journal.name, journalPath(journal.slug)]])}
<h1>${text(title)}</h1>
<h2 class="unseen">Articles</h2>
<ol class="plain entries">
${each(articles, (article) => markup`<li>${entry(article)}</li>\n`)}</ol>
${pageLinks(span)}
</main>`
  const head = relationLinks(span)
  return page({ title: `${journal.name}, ${title}`, name, feed: feedOf(journal), head, body, here: '/browse' })
}

export const journalPath = (slug: string): string => `/browse/${encodeURIComponent(slug)}`

const feedOf = ({ slug, name }: ListedJournal) => ({ href: `/feeds/${encodeURIComponent(slug)}.atom`, title: name })

const count = (articles: number): Markup =>
  markup`<span class="soft number">${text(articles === 1 ? 'one article' : `${articles.toLocaleString('en')} articles`)}</span>`

const trail = (steps: readonly (readonly [name: string, href: string])[]): Markup =>
  element(
    'nav',
    sequence(
      element('a', text('Journals'), { href: '/browse' }),
      ...steps.map(([name, href]) => sequence(text(' › '), element('a', text(name), { href }))),
    ),
    { class: 'kind', 'aria-label': 'Where this is' },
  )

const volumeName = (volume: string): string => (volume === '' ? 'Without a volume' : `Volume ${volume}`)

function volumeLinks(slug: string, volume: string, issues: readonly ListedIssue[]): Markup {
  const address = (issue: string) => `${journalPath(slug)}?${new URLSearchParams({ volume, issue })}`
  const [first, ...more] = issues
  if (first && first.issue === '' && more.length === 0) {
    return markup`${element('a', text(volumeName(volume)), { href: address('') })} ${count(first.articles)}`
  }
  const links = issues.map(({ issue }) =>
    element('a', text(issue === '' ? 'without an issue' : `Issue ${issue}`), { href: address(issue) }),
  )
  const list = links.reduce((all, one, at) => sequence(all, at === 0 ? none : text(' · '), one), none)
  return markup`<span>${text(volumeName(volume))}</span> <span>${list}</span>`
}
