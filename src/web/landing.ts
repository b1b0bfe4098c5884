/** An article’s page: what it is, by whom, when, how to cite it, and every format to take away. */
import type { Article, FullTextLink } from '../../schemas/article.ts'
import { doiUrl, encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { ServiceReport } from '../readiness/rule.ts'
import type { StoredRecord } from '../store/store.ts'
import { richHtml } from '../text/html.ts'
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'
import { citeBox, type LocaleName } from './cite-box.ts'
import { citedWorks } from './cited-works.ts'
import { instantText } from './dates.ts'
import { details, funding, keywords } from './details.ts'
import { type Download, downloadBox } from './downloads.ts'
import { languageName } from './languages.ts'
import { notices, relatedWorks } from './notices.ts'
import { page } from './page.ts'
import { people } from './people.ts'
import { placeLine, type Shelf } from './place-line.ts'
import { readinessSection } from './readiness.ts'
import { timeline } from './timeline.ts'

export interface Landing {
  readonly record: StoredRecord
  readonly article: Article
  /** As HTML in the first of the common styles; absent where it cannot be written just now. */
  readonly citation: string | undefined
  /** Meta tags that crawlers and reference managers read. */
  readonly head: Markup
  /** The same for those who read the text alone: a COinS span, as its format writes it. */
  readonly context?: string
  readonly downloads: readonly Download[]
  readonly locales: readonly LocaleName[]
  /** How many citation styles there are. */
  readonly styles: number
  /** What indexing services would miss. */
  readonly readiness: readonly ServiceReport[]
  readonly site: Site
  /** Keys of the DOIs that it names and that are here too. */
  readonly here: ReadonlySet<string>
  /** Where its journal and issue are, which are no part of the record. */
  readonly shelf?: Shelf
  /** Whether a version was asked for: what is taken away is then of the same version. */
  readonly past?: boolean
}

export function landingPage(landing: Landing): string {
  const { record, article, head, context = '', site, here, past = false, citation, locales, styles } = landing
  const encoded = encodeDoi(record.doi)
  const asked = `/articles/${encoded}?${past ? `version=${record.version}&` : ''}`
  const body = markup`<main id="main"><article class="article">
<div class="opening">
${past ? pastNotice(record, encoded) : none}${notices(article, here)}
${placeLine(article, landing.shelf)}
<h1>${article.title === undefined ? text(record.doi) : richHtml(article.title)}</h1>
${article.subtitle === undefined ? none : element('p', richHtml(article.subtitle), { class: 'subtitle' })}
${each(article.translatedTitles, ({ title, language }) => element('p', richHtml(title), { class: 'translated', lang: language }))}
${people(article)}
${context as Markup}<abbr class="unapi-id" title="${attribute(record.doi)}"></abbr>
<p class="ways">${element('a', text(`doi.org/${record.doi}`), { href: doiUrl(record.doi) })}${each(article.links, fullText)}</p>
${timeline(article.dates)}
${each(article.abstracts, abstractHtml)}
${keywords(article)}
</div>
<aside class="beside" aria-label="Cite, take away, details">
${citeBox({ doi: record.doi, asked, reference: citation, locales, styles })}
${downloadBox(record.doi, asked, landing.downloads)}
<section class="card" aria-labelledby="details"><h2 id="details">Details</h2>
${details(article, record.doi)}
${readinessSection(record.doi, landing.readiness)}
${versionLine(record, encoded)}</section>
</aside>
<div class="text">
${funding(article)}
${relatedWorks(article, here)}
${citedWorks(article.references, here)}
</div>
</article></main>`
  return page({ title: plainText(article.title ?? record.doi), name: site.name, head, body })
}

const pastNotice = ({ version, modified }: StoredRecord, encoded: string): Markup =>
  markup`<p class="notice"><strong>${text(`Version ${version}`)}</strong> of ${text(instantText(modified))}. ${element('a', text('As it stands now'), { href: `/${encoded}` })}</p>`

const linkNames: Readonly<Record<FullTextLink['kind'], string>> = {
  landing: 'Publisher’s page',
  pdf: 'PDF',
  xml: 'XML',
  html: 'Full text',
  other: 'File',
}

const fullText = ({ kind, url }: FullTextLink): Markup =>
  markup` ${element('a', text(linkNames[kind]), { href: url, class: kind === 'landing' ? undefined : 'full' })}`

const abstractNames: Readonly<Record<string, string>> = {
  'plain-language-summary': 'In plain language',
  'key-points': 'Key points',
  graphical: 'Graphical abstract',
  teaser: 'In brief',
}

function abstractHtml({ kind, language, sections }: NonNullable<Article['abstracts']>[number], at: number): Markup {
  const name = kind === undefined ? 'Abstract' : (abstractNames[kind] ?? `Abstract (${kind})`)
  const title = at > 0 && language !== undefined ? `${name} (${languageName(language)})` : name
  return markup`<section class="abstract"${language === undefined ? undefined : markup` lang="${attribute(language)}"`}><h2 lang="en">${text(title)}</h2>
${each(sections, ({ title, paragraphs }) =>
  sequence(
    title === undefined ? none : element('h3', richHtml(title)),
    each(paragraphs, (p) => element('p', richHtml(p))),
  ),
)}</section>`
}

const versionLine = ({ version, modified }: StoredRecord, encoded: string): Markup =>
  markup`<h2 id="versions">Record</h2><p>${text(`Version ${version}, ${instantText(modified)}`)} · ${element('a', text(version > 1 ? 'What changed' : 'History'), { href: `/history/${encoded}` })}</p>`
