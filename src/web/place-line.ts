/** Where an article stands, on one line: kind, journal, volume and issue, pages. */
import type { Article } from '../../schemas/article.ts'
import { each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'

/** Addresses of the journal and of the issue. */
export interface Shelf {
  readonly journal: string
  readonly issue: string
}

export function placeLine(article: Article, shelf: Shelf | undefined): Markup {
  const { journal, volume, issue, pages, articleNumber, heading, type } = article
  const where = [volume && `Volume ${volume}`, issue && `Issue ${issue}`].filter(Boolean).join(', ')
  const span = pages?.literal ?? [pages?.first, pages?.last].filter(Boolean).join('–')
  const parts: readonly (Markup | undefined)[] = [
    text(heading ?? typeName(type)),
    journal?.title && linked(journal.title, shelf?.journal),
    where === '' ? undefined : linked(where, shelf?.issue),
    span === '' || span === undefined ? undefined : text(`pages ${span}`),
    articleNumber === undefined ? undefined : text(`article ${articleNumber}`),
  ].map((part) => (part === '' ? undefined : part))
  const told = parts.filter((part) => part !== undefined)
  return markup`<p class="kind">${each(told, (part, at) => sequence(at === 0 ? none : text(' · '), part))}</p>`
}

const linked = (name: string, href: string | undefined): Markup =>
  href === undefined ? text(name) : element('a', text(name), { href })

export const typeName = (type = 'article'): string => {
  const words = type.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
