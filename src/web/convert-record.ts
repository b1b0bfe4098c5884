/** A record for people to read, whatever it has and lacks. */
import type { Article, Funding } from '../../schemas/article.ts'
import { doiUrl } from '../article/doi.ts'
import { richHtml } from '../text/html.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'
import { languageName } from './languages.ts'
import { people } from './people.ts'
import { timeline } from './timeline.ts'

export function recordView(article: Article): Markup {
  const { heading, type, title, subtitle, abstracts, dates } = article
  const kind = heading ?? type
  return markup`${kind === undefined ? none : element('p', text(kind), { class: 'kind' })}
${element('p', title === undefined ? text('Without a title') : richHtml(title), { class: 'title' })}
${subtitle === undefined ? none : element('p', richHtml(subtitle), { class: 'soft' })}
${people(article)}
${timeline(dates)}
<dl class="facts">
${each(facts(article), ([label, value]) => markup`<dt>${text(label)}</dt><dd>${value}</dd>\n`)}</dl>
${each(abstracts, abstractHtml)}`
}

type Row = readonly [label: string, value: Markup]

function facts(article: Article): readonly Row[] {
  const { doi, journal, volume, issue, pages, articleNumber, language, licences = [], references = [] } = article
  const span = pages?.literal ?? [pages?.first, pages?.last].filter(Boolean).join('–')
  const rows: readonly (readonly [string, Markup | undefined])[] = [
    ['DOI', doi === undefined ? undefined : element('a', text(doi), { href: doiUrl(doi) })],
    ['Journal', words(journal?.title)],
    ['ISSN', words([...new Set(Object.values(journal?.issn ?? {}).flat())].join(', '))],
    ['Volume', words(volume)],
    ['Issue', words(issue)],
    ['Pages', words(span)],
    ['Article', words(articleNumber)],
    ['Licence', words(licences.map(({ spdx, url, text: printed }) => spdx ?? url ?? printed).join('; '))],
    ['Keywords', words(article.keywords?.flatMap(({ terms }) => terms.map(plainText)).join('; '))],
    ['Subjects', words(article.subjects?.join('; '))],
    ['Funding', words((article.funding ?? []).map(fundingText).join('; '))],
    ['Language', words(language && languageName(language))],
    ['References', words(references.length === 0 ? '' : String(references.length))],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}

const words = (value: string | undefined): Markup | undefined =>
  value === undefined || value === '' ? undefined : text(value)

const fundingText = ({ funder, awards = [] }: Funding): string =>
  [funder?.name ?? funder?.doi ?? funder?.ror ?? 'Funder not named', ...awards].join(' ')

const abstractHtml = ({ kind, sections }: NonNullable<Article['abstracts']>[number]): Markup => markup`<h4>${text(
  kind === undefined ? 'Abstract' : `Abstract (${kind})`,
)}</h4>
${each(sections, ({ title, paragraphs }) =>
  sequence(
    title === undefined ? none : element('p', element('strong', richHtml(title))),
    each(paragraphs, (paragraph) => element('p', richHtml(paragraph))),
  ),
)}`
