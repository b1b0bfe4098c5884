/** Pages from which one walks to every article: journals, then volumes with their issues, then articles. */
import type { StoredArticle } from '../../schemas/article.ts'
import { encodeDoi } from '../article/doi.ts'
import { directName } from '../article/name-forms.ts'
import { standingOf } from '../article/standing.ts'
import { richHtml } from '../text/html.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { page } from './page.ts'
import { pageLinks, relationLinks, type Span } from './paging.ts'

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
  const body = markup`<main>
<h1>Journals</h1>
<ul>
${each(journals, (one) => markup`<li>${element('a', text(one.name), { href: journalPath(one.slug) })} ${count(one.articles)}</li>\n`)}</ul>
${pageLinks(span)}
</main>`
  return page({ title: 'Journals', name, head: relationLinks(span), body })
}

/** Volumes, each with its issues; a volume without issues is one. */
export function journalPage(journal: ListedJournal, issues: readonly ListedIssue[], { name, span }: Place): string {
  const volumes = [...Map.groupBy(issues, ({ volume }) => volume)]
  const body = markup`<main>
${trail([])}
<h1>${text(journal.name)}</h1>
<p>${count(journal.articles)}</p>
<ul>
${each(volumes, ([volume, list]) => markup`<li>${volumeLinks(journal.slug, volume, list)}</li>\n`)}</ul>
${pageLinks(span)}
</main>`
  return page({ title: journal.name, name, feed: feedOf(journal), head: relationLinks(span), body })
}

export function issuePage(
  journal: ListedJournal,
  { volume, issue }: { readonly volume: string; readonly issue: string },
  articles: readonly StoredArticle[],
  { name, span }: Place,
): string {
  const title = [volumeName(volume), ...(issue === '' ? [] : [`Issue ${issue}`])].join(', ')
  const body = markup`<main>
${trail([[journal.name, journalPath(journal.slug)]])}
<h1>${text(title)}</h1>
<ol class="articles">
${each(articles, (article) => markup`<li>${articleLine(article)}</li>\n`)}</ol>
${pageLinks(span)}
</main>`
  return page({ title: `${journal.name}, ${title}`, name, feed: feedOf(journal), head: relationLinks(span), body })
}

const journalPath = (slug: string): string => `/browse/${encodeURIComponent(slug)}`

const feedOf = ({ slug, name }: ListedJournal) => ({ href: `/feeds/${encodeURIComponent(slug)}.atom`, title: name })

const count = (articles: number): Markup =>
  markup`<span class="kind">${text(articles === 1 ? 'one article' : `${articles} articles`)}</span>`

const trail = (steps: readonly (readonly [name: string, href: string])[]): Markup =>
  element(
    'p',
    sequence(
      element('a', text('Journals'), { href: '/browse' }),
      ...steps.map(([name, href]) => sequence(text(' › '), element('a', text(name), { href }))),
    ),
    { class: 'kind' },
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
  return markup`${text(volumeName(volume))}: ${list}`
}

const mostNames = 5

function articleLine(article: StoredArticle): Markup {
  const { doi, title, contributors = [] } = article
  const authors = contributors.filter(({ role }) => role === 'author')
  const names = authors.slice(0, mostNames).map(directName).join(', ')
  const byline = authors.length > mostNames ? `${names} …` : names
  const standing = standingOf(article)?.split(':')[0]
  const link = element('a', title === undefined ? text(doi) : richHtml(title), { href: `/${encodeDoi(doi)}` })
  return sequence(
    standing === undefined ? none : element('strong', text(`${standing}: `)),
    link,
    byline === '' ? none : markup`<br>${element('span', text(byline), { class: 'kind' })}`,
  )
}
