/** The box in which one types a search, in the header of every page and large on the first. */
import { attribute, type Markup, markup } from '../text/markup.ts'
import { icon } from './icons.ts'

export interface SearchBox {
  readonly query: string
  readonly small?: boolean
}

export const searchForm = ({ query, small = false }: SearchBox): Markup =>
  markup`<form class="${attribute(small ? 'search small' : 'search')}" action="/search" role="search">
<input type="search" name="q" maxlength="1000" aria-label="Search articles" placeholder="Title, author, DOI, journal …" value="${attribute(query)}">
<button aria-label="Search">${icon('search')}</button>
</form>`
