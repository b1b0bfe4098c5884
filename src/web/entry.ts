/** An article in a list: its title, who wrote it, and where it appeared. */
import type { StoredArticle } from '../../schemas/article.ts'
import { citationDate, yearOf } from '../article/citation-date.ts'
import { encodeDoi } from '../article/doi.ts'
import { directName } from '../article/name-forms.ts'
import { standingOf } from '../article/standing.ts'
import { element, type Markup, markup, none, sequence, text, wrap } from '../text/markup.ts'
import { type Finder, markedRich, passage } from './highlight.ts'

/** What finds the words of a search in each text of an article. */
export interface Finders {
  readonly title?: Finder
  readonly abstract?: Finder
}

const mostNames = 5

export function entry(article: StoredArticle, { title, abstract }: Finders = {}): Markup {
  const { doi } = article
  const name = article.title === undefined ? text(doi) : markedRich(article.title, title)
  const byline = bylineOf(article)
  return sequence(
    standing(article),
    markup`<h3>${element('a', name, { href: `/${encodeDoi(doi)}` })}</h3>`,
    byline === '' ? none : element('p', text(byline), { class: 'by' }),
    wrap('p', whereabouts(article), { class: 'where' }),
    abstract === undefined ? none : snippet(article, abstract),
  )
}

/** `Retracted` is said before the title is read. */
function standing(article: StoredArticle): Markup {
  const word = standingOf(article)?.split(':')[0]
  return word === undefined ? none : element('span', text(word), { class: word === 'Retracted' ? 'flag bad' : 'flag' })
}

function bylineOf({ contributors = [] }: StoredArticle): string {
  const authors = contributors.filter(({ role }) => role === 'author')
  const names = authors.slice(0, mostNames).map(directName).join(', ')
  return authors.length > mostNames ? `${names} and ${authors.length - mostNames} more` : names
}

function whereabouts(article: StoredArticle): Markup {
  const { journal, volume, issue, pages, articleNumber } = article
  const span = pages?.literal ?? [pages?.first, pages?.last].filter(Boolean).join('–')
  const place = span || articleNumber
  const numbers = [volume, issue && `(${issue})`].filter(Boolean).join('')
  const where = [numbers, place].filter(Boolean).join(': ')
  const year = yearOf(citationDate(article))
  return sequence(
    journal?.title === undefined ? none : markup`${element('i', text(journal.title))} `,
    text([where, year && `(${year})`].filter(Boolean).join(' ')),
  )
}

function snippet({ abstracts = [] }: StoredArticle, finder: Finder): Markup {
  const paragraphs = (abstracts[0]?.sections ?? []).flatMap((section) => section.paragraphs)
  return paragraphs.length === 0 ? none : element('p', passage(paragraphs, finder), { class: 'snippet' })
}
