/** What can be typed into the search box, by examples that work. */
import { each, element, type Markup, markup, text } from '../text/markup.ts'

const examples: readonly (readonly [query: string, words: string])[] = [
  ['"tidal clocks"', 'the words side by side'],
  ['tidal OR lunar', 'either word'],
  ['tidal -moon', 'the first without the second'],
  ['psor*', 'words that begin so'],
  ['author:müller title:clock', 'in a field: author, title, abstract, journal, keyword …'],
  ['year:2020..2024', 'published in these years'],
  ['accepted:2024-01..2024-03', 'accepted in a span; also received, online, print'],
  ['has:abstract -has:orcid', 'by what a record has and lacks'],
  ['orcid:0000-0002-1825-0097', 'by iD; a DOI, ISSN or ROR id too'],
  ['type:case-report', 'by type, language, funder, licence'],
]

export const queryHelp = (open: boolean): Markup =>
  markup`<details class="help"${open ? (' open' as Markup) : undefined}><summary>What can be searched</summary>
<dl>${each(
    examples,
    ([query, words]) =>
      markup`<dt>${element('a', element('code', text(query)), { href: `/search?${new URLSearchParams({ q: query })}` })}</dt><dd>${text(words)}</dd>\n`,
  )}</dl></details>`
