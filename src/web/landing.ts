/** An article’s landing page: what it is, by whom, when, how to cite it, and every format to take away. */
import type { Affiliation, Article, ArticleDate, Contributor } from '../../schemas/article.ts'
import { doiUrl, encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { ServiceReport } from '../readiness/rule.ts'
import type { StoredRecord } from '../store/store.ts'
import { richHtml } from '../text/html.ts'
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'
import { page } from './page.ts'
import { readinessSection } from './readiness.ts'

export interface Landing {
  readonly record: StoredRecord
  readonly article: Article
  /** Absent where it cannot be written just now. */
  readonly citation: string | undefined
  /** Meta tags that crawlers and reference managers read. */
  readonly head: Markup
  /** The same for those who read the text alone: a COinS span, as its format writes it. */
  readonly context?: string
  readonly formats: readonly { readonly name: string; readonly codec: { readonly title: string } | undefined }[]
  /** What indexing services would miss. */
  readonly readiness: readonly ServiceReport[]
  readonly site: Site
  /** Whether a version was asked for: what is taken away is then of the same version. */
  readonly past?: boolean
}

export function landingPage({
  record,
  article,
  citation,
  head,
  context = '',
  formats,
  readiness,
  site,
  past = false,
}: Landing): string {
  const encoded = encodeDoi(record.doi)
  const path = `/articles/${encoded}`
  const asked = past ? `${path}?version=${record.version}&` : `${path}?`
  const body = markup`<main><article>
<p class="kind">${text(article.heading ?? article.type ?? 'Article')}</p>
<h1>${article.title === undefined ? text(record.doi) : richHtml(article.title)}</h1>
${article.subtitle === undefined ? none : element('p', richHtml(article.subtitle))}
${byline(article)}
${context as Markup}<abbr class="unapi-id" title="${attribute(record.doi)}"></abbr>
<dl>
<dt>DOI</dt><dd>${element('a', text(record.doi), { href: doiUrl(record.doi) })}</dd>
${each(facts(article), ([label, value]) => markup`<dt>${text(label)}</dt><dd>${text(value)}</dd>\n`)}</dl>
${each(article.abstracts, abstractHtml)}
<h2>How to cite</h2>
${citation === undefined ? element('p', element('a', text('Reference in APA style'), { href: `${asked}style=apa` })) : element('blockquote', text(citation), { class: 'citation' })}
<h2>Take it away as</h2>
<p class="formats">${each(formats, ({ name, codec }) => (codec ? element('a', text(codec.title), { href: `${asked}format=${name}` }) : none))}</p>
${readinessSection(record.doi, readiness)}
<p class="kind">${text(`Version ${record.version}, ${record.modified.slice(0, 10)}`)} · ${element('a', text('History'), { href: `/history/${encoded}` })}${past ? markup` · ${element('a', text('As it stands now'), { href: `/${encoded}` })}` : none}</p>
</article></main>`
  return page({ title: plainText(article.title ?? record.doi), name: site.name, head, body })
}

function byline({ contributors = [], affiliations = [] }: Article): Markup {
  const numbers = new Map(affiliations.map(({ id }, i) => [id, i + 1]))
  const names = contributors.map((contributor) => {
    const marks = (contributor.affiliations ?? []).map((id) => numbers.get(id)).filter((n) => n !== undefined)
    const sup = marks.length === 0 ? none : element('sup', text(marks.join(',')))
    return sequence(nameHtml(contributor), sup, contributor.corresponding ? text(' ✉') : none)
  })
  const list = names.reduce((all, name, i) => sequence(all, i === 0 ? none : text(', '), name), none)
  return sequence(
    names.length === 0 ? none : element('p', list, { class: 'byline' }),
    affiliations.length === 0
      ? none
      : element(
          'ol',
          each(affiliations, (affiliation) => element('li', text(affiliationText(affiliation)))),
          {
            class: 'affiliations',
          },
        ),
  )
}

function nameHtml(contributor: Contributor): Markup {
  const name = text(nameOf(contributor))
  return contributor.orcid === undefined
    ? name
    : element('a', name, { href: `https://orcid.org/${contributor.orcid}`, title: 'ORCID' })
}

function nameOf(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  const { given, droppingParticle, nonDroppingParticle, family, suffix } = contributor
  return [given, droppingParticle, nonDroppingParticle, family, suffix].filter(Boolean).join(' ')
}

function affiliationText({ literal, department, name, city, region, country }: Affiliation): string {
  return literal ?? [department, name, city, region, country].filter(Boolean).join(', ')
}

function facts(article: Article): (readonly [label: string, value: string])[] {
  const { journal, volume, issue, pages, articleNumber, dates = {} } = article
  const span = pages?.literal ?? [pages?.first, pages?.last].filter(Boolean).join('–')
  const rows: (readonly [string, string | undefined])[] = [
    ['Journal', journal?.title],
    ['Volume', volume],
    ['Issue', issue],
    ['Pages', span || undefined],
    ['Article', articleNumber],
    ['Received', dateText(dates.received)],
    ['Revised', dates.revised?.map(dateText).join('; ')],
    ['Accepted', dateText(dates.accepted)],
    ['Published online', dateText(dates.publishedOnline)],
    ['Published in print', dateText(dates.publishedPrint)],
    ['Published', dateText(dates.published)],
    ['Licence', article.licences?.map(({ url, spdx, text: words }) => spdx ?? url ?? words).join('; ')],
    ['Keywords', article.keywords?.flatMap(({ terms }) => terms.map(plainText)).join('; ')],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}

function dateText(date: ArticleDate | undefined): string | undefined {
  if (date === undefined || typeof date === 'string') return date
  return 'literal' in date ? date.literal : `${date.season} ${date.year}`
}

function abstractHtml({ kind, sections }: NonNullable<Article['abstracts']>[number]): Markup {
  return markup`<h2>${text(kind === undefined ? 'Abstract' : `Abstract (${kind})`)}</h2>
${each(sections, ({ title, paragraphs }) =>
  sequence(
    title === undefined ? none : element('h3', richHtml(title)),
    each(paragraphs, (p) => element('p', richHtml(p))),
  ),
)}`
}
