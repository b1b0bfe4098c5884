/**
 * Dublin Core as `meta` elements (DCMI, Expressing Dublin Core in HTML/XHTML): the core of the record for assessors and
 * indexers that read nothing else. Each element says what some tag of Highwire says too, so that readers of both find one
 * record.
 */
import type { Article, StoredArticle } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { doiUrl } from '../article/doi.ts'
import { directName } from '../article/name-forms.ts'
import { attribute, each, type Markup, markup } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'

type Row = readonly [name: string, content: string | undefined, language?: string | undefined]

export const dublinCoreMetas = (article: StoredArticle): Markup =>
  markup`<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">
${each(rowsOf(article), meta)}`

function meta([name, content = '', language]: Row): Markup {
  const value = content.replace(/\s+/g, ' ').trim()
  const lang = language === undefined ? undefined : markup` lang="${attribute(language)}"`
  return value === '' ? markup`` : markup`<meta name="${attribute(name)}"${lang} content="${attribute(value)}">\n`
}

/** In the order of the element set. */
const rowsOf = (article: StoredArticle): readonly Row[] => {
  const { journal, keywords = [], abstracts = [], licences = [], language } = article
  return [
    ['DC.title', titleOf(article), language],
    ...authorsOf(article).map((name): Row => ['DC.creator', name]),
    ...keywords.flatMap((group) => group.terms.map((term): Row => ['DC.subject', plainText(term), group.language])),
    ...abstracts.map((one): Row => ['DC.description', abstractText(one), one.language]),
    ['DC.publisher', journal?.publisher?.name],
    ['DC.date', dateOf(article)],

    ['DC.type', article.type],
    ['DC.identifier', doiUrl(article.doi)],
    ['DC.source', journal?.title],
    ...issnsOf(article).map((issn): Row => ['DC.source.ISSN', issn]),
    ['DC.language', language],
    ...licences.map(({ url }): Row => ['DC.rights', url]),
    ['DC.rights', article.freeToRead && 'info:eu-repo/semantics/openAccess'],
  ]
}

const titleOf = ({ title, subtitle }: Article): string =>
  [title, subtitle].flatMap((one) => (one === undefined ? [] : [plainText(one)])).join(': ')

const authorsOf = ({ contributors = [] }: Article): readonly string[] =>
  contributors.filter(({ role }) => role === 'author').map(directName)

const abstractText = ({ sections }: NonNullable<Article['abstracts']>[number]): string =>
  sections
    .flatMap(({ title, paragraphs }) => [...(title === undefined ? [] : [title]), ...paragraphs])
    .map(plainText)
    .join(' ')

/** A year, month or day; what is less exact is its year. */
function dateOf(article: Article): string | undefined {
  const date = citationDate(article)
  if (typeof date !== 'string') return date && 'year' in date ? String(date.year).padStart(4, '0') : undefined
  return date.includes('/') || date[5] === '2' ? date.slice(0, 4) : date
}

const issnsOf = ({ journal }: Article): readonly string[] => [...new Set(Object.values(journal?.issn ?? {}).flat())]
