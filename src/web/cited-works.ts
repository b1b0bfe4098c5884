/** The works that an article cites, each with a way to it: to our own page of it where it is here. */
import type { Reference } from '../../schemas/article.ts'
import { doiKey, doiUrl, encodeDoi } from '../article/doi.ts'
import { richHtml } from '../text/html.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'

/** `here`: the keys of the DOIs that the service has. */
export function citedWorks(references: readonly Reference[] = [], here: ReadonlySet<string>): Markup {
  if (references.length === 0) return none
  return markup`<section><h2 id="references">References <span class="soft number">${text(String(references.length))}</span></h2>
<ol class="references">
${each(references, (reference) => markup`<li>${work(reference)}${ways(reference, here)}</li>\n`)}</ol></section>`
}

function work(one: Reference): Markup {
  if (one.unstructured !== undefined) return richHtml(one.unstructured)
  const authors = authorsText(one)
  const where = sequence(
    one.containerTitle === undefined ? none : element('i', richHtml(one.containerTitle)),
    text(numbers(one)),
  )
  return sequence(
    text([authors, one.year && `(${one.year})`].filter(Boolean).join(' ')),
    one.title === undefined ? none : markup` ${richHtml(one.title)}.`,
    where === '' ? none : markup` ${where}.`,
    one.publisher === undefined ? none : text(` ${one.publisher}.`),
  )
}

const mostNames = 6

function authorsText({ authors = [] }: Reference): string {
  const names = authors.map((one) =>
    'literal' in one ? one.literal : [one.family, one.given].filter(Boolean).join(' '),
  )
  return names.length > mostNames ? `${names.slice(0, mostNames).join(', ')} et al.` : names.join(', ')
}

function numbers({ volume, issue, pages, articleNumber }: Reference): string {
  const span = pages?.literal ?? [pages?.first, pages?.last].filter(Boolean).join('–')
  const where = `${volume === undefined ? '' : ` ${volume}`}${issue === undefined ? '' : `(${issue})`}`
  const place = span || articleNumber
  return place === undefined || place === '' ? where : `${where}: ${place}`
}

function ways({ doi, url, pmid }: Reference, here: ReadonlySet<string>): Markup {
  const links = [
    doi !== undefined && here.has(doiKey(doi)) && link('Here', `/${encodeDoi(doi)}`, 'here'),
    doi !== undefined && link(doi, doiUrl(doi)),
    doi === undefined && url !== undefined && link(hostOf(url), url),
    doi === undefined && pmid !== undefined && link(`PubMed ${pmid}`, pubmed(pmid)),
  ].filter((one) => one !== false)
  return each(links, (one) => markup` ${one}`)
}

const link = (name: string, href: string, kind?: string): Markup => element('a', text(name), { href, class: kind })
const pubmed = (id: string): string => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(id)}`
const hostOf = (url: string): string => URL.parse(url)?.host ?? url
