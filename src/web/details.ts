/** What is known of an article beside its text: where and when it appeared, its rights, funding and identifiers. */
import type { Article, Identifier, Licence } from '../../schemas/article.ts'
import { doiUrl } from '../article/doi.ts'
import { richHtml } from '../text/html.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'
import { languageName } from './languages.ts'
import { passages } from './timeline.ts'

type Row = readonly [label: string, value: Markup | undefined]

/** The rows of the box beside the text. */
export function details(article: Article, doi: string): Markup {
  const { journal, language, subjects, copyright, licences = [], identifiers = [], clinicalTrials = [] } = article
  const issns = [...new Set(Object.values(journal?.issn ?? {}).flat())]
  const rows: readonly Row[] = [
    ['DOI', element('a', text(doi), { href: doiUrl(doi) })],
    ...passages(article.dates).map(({ label, days }): Row => [label.replace(/^from /, ''), daysText(days)]),
    ['Licence', licences.length === 0 ? undefined : lines(licences, licence)],
    ['Free to read', article.freeToRead === undefined ? undefined : text('yes')],
    ['Copyright', copyright && text(copyrightText(copyright))],
    ['Publisher', said(journal?.publisher?.name)],
    ['ISSN', issns.length === 0 ? undefined : text(issns.join(', '))],
    ['Language', said(language && languageName(language))],
    ['Subjects', subjects && text(subjects.join('; '))],
    ['Trials', clinicalTrials.length === 0 ? undefined : text(clinicalTrials.map(({ number }) => number).join(', '))],
    ...identifiers.map((one): Row => [identifierNames[one.type] ?? one.type, identifier(one)]),
  ]
  return markup`<dl class="details">
${each(rows, ([label, value]) => (value === undefined ? none : markup`<div><dt>${text(label)}</dt><dd>${value}</dd></div>\n`))}</dl>`
}

const said = (value: string | undefined): Markup | undefined => (value === undefined ? undefined : text(value))

const daysText = (days: number): Markup =>
  element('span', text(days === 1 ? '1 day' : `${days.toLocaleString('en')} days`), { class: 'number' })

const lines = <T>(list: readonly T[], write: (one: T) => Markup): Markup =>
  each(list, (one, at) => sequence(at === 0 ? none : markup`<br>`, write(one)))

/** Versions of the text, where a licence is of one alone. */
const contentVersions: Readonly<Record<string, string>> = {
  am: ' (accepted manuscript)',
  tdm: ' (text mining)',
  'stm-asf': ' (sharing framework)',
}

function licence({ url, spdx, text: words, contentVersion }: Licence): Markup {
  const name = spdx ?? creativeCommons(url) ?? (words !== undefined && words.length <= 80 ? words : undefined)
  const suffix = text(contentVersions[contentVersion ?? ''] ?? '')
  if (url === undefined) return sequence(text(name ?? words ?? ''), suffix)
  return sequence(element('a', text(name ?? URL.parse(url)?.host ?? url), { href: url, rel: 'license' }), suffix)
}

/** `https://creativecommons.org/licenses/by-nc/4.0/` is CC BY-NC 4.0. */
function creativeCommons(url = ''): string | undefined {
  const [, name, version = ''] =
    /creativecommons\.org\/(?:licenses|publicdomain)\/([a-z-]{2,12})\/?(\d\.\d)?/i.exec(url) ?? []
  return name && `CC ${name === 'zero' ? '0' : name.toUpperCase()} ${version}`.trim()
}

function copyrightText({ statement, year, holder }: NonNullable<Article['copyright']>): string {
  return statement ?? ['©', year, holder].filter(Boolean).join(' ')
}

const identifierNames: Readonly<Record<string, string>> = {
  pmid: 'PubMed',
  pmcid: 'PubMed Central',
  arxiv: 'arXiv',
  pii: 'PII',
  'publisher-id': 'Publisher’s id',
}

const identifierUrls: Readonly<Record<string, string>> = {
  pmid: 'https://pubmed.ncbi.nlm.nih.gov/',
  pmcid: 'https://pmc.ncbi.nlm.nih.gov/articles/',
  arxiv: 'https://arxiv.org/abs/',
}

function identifier({ type, value }: Identifier): Markup {
  const base = identifierUrls[type]
  return base === undefined ? text(value) : element('a', text(value), { href: base + encodeURIComponent(value) })
}

/** Who paid, with the numbers of the awards. */
export function funding({ funding = [], fundingStatement }: Article): Markup {
  if (funding.length === 0 && fundingStatement === undefined) return none
  return markup`<section><h2 id="funding">Funding</h2>
${
  funding.length === 0
    ? none
    : markup`<ul>${each(funding, ({ funder, awards = [] }) => {
        const name = text(funder?.name ?? funder?.doi ?? funder?.ror ?? 'Funder not named')
        const href = funder?.ror ?? (funder?.doi && doiUrl(funder.doi))
        return markup`<li>${href === undefined ? name : element('a', name, { href })}${text(awards.length === 0 ? '' : `: ${awards.join(', ')}`)}</li>\n`
      })}</ul>`
}${fundingStatement === undefined ? none : element('p', text(fundingStatement), { class: 'soft' })}</section>`
}

/** Each leads to the articles that have it too. */
export function keywords({ keywords = [] }: Article): Markup {
  return each(keywords, ({ vocabulary, language, terms }) => {
    const name = vocabulary === undefined || vocabulary === 'author-generated' ? 'Keywords' : vocabulary
    const title = language === undefined || language === 'en' ? name : `${name} (${languageName(language)})`
    return markup`<section class="keywords"><h2>${text(title)}</h2>
<ul class="plain chips">${each(terms, (term) => {
      const plain = plainText(term)
      const query = `keyword:"${plain.replace(/["“”„«»]/g, ' ')}"`
      return markup`<li>${element('a', richHtml(term), { href: `/search?${new URLSearchParams({ q: query })}` })}</li>\n`
    })}</ul></section>`
  })
}
