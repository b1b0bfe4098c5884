/** Links among the pages of a long list: any page of a thousand is three clicks from any other. */
import { attribute, each, element, type Markup, markup, none, sequence, text } from '../text/markup.ts'

export interface Span {
  /** The address of page 1, with its query. */
  readonly path: string
  readonly page: number
  readonly pages: number
}

export function pageLinks({ path, page, pages }: Span): Markup {
  if (pages <= 1) return none
  const numbers = near(page, pages)
  return element(
    'nav',
    sequence(
      page > 1 ? element('a', text('← '), { href: pagePath(path, page - 1), rel: 'prev' }) : none,
      each(numbers, (number) =>
        number === page
          ? markup`<strong>${text(String(number))}</strong> `
          : markup`${element('a', text(String(number)), { href: pagePath(path, number) })} `,
      ),
      page < pages ? element('a', text('→'), { href: pagePath(path, page + 1), rel: 'next' }) : none,
    ),
    { 'aria-label': 'Pages' },
  )
}

/** The same neighbours for programs. */
export const relationLinks = ({ path, page, pages }: Span): Markup =>
  sequence(
    page > 1 ? markup`<link rel="prev"${href(path, page - 1)}>\n` : none,
    page < pages ? markup`<link rel="next"${href(path, page + 1)}>\n` : none,
  )

const href = (path: string, page: number): Markup => markup` href="${attribute(pagePath(path, page))}"`

const pagePath = (path: string, page: number): string =>
  page === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${page}`

/** Its ten, the tens of its hundred, the hundreds of its thousand …, and the ends. */
export function near(page: number, pages: number): readonly number[] {
  const numbers = new Set([1, page, pages])
  for (let step = 1; step < pages; step *= 10) {
    const start = Math.floor(page / (step * 10)) * step * 10
    for (let n = 0; n <= 10; n++) numbers.add(start + n * step)
  }
  return [...numbers].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
}
