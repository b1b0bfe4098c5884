/** A journal year by year as a picture: how many articles, and how long from received to accepted. */
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'

export interface JournalYear {
  readonly year: number
  readonly articles: number
  /** Middle of the days from received to accepted, where both days are known; absent where none are. */
  readonly days?: number
  /** Of how many articles. */
  readonly counted: number
}

/** Bars for articles, a line for days; the numbers as a table beneath, for whoever wants them. */
export function journalPlot(years: readonly JournalYear[]): Markup {
  if (years.length < 2) return none
  const known = years.filter(({ days }) => days !== undefined)
  return markup`<section class="plots" aria-label="The journal year by year">
${known.length < 2 ? none : figure('Days from received to accepted', 'the middle article of each year', chart(years, 'days'))}
${figure('Articles', 'published in each year', chart(years, 'articles'))}
</section>
<details class="numbers"><summary>The numbers</summary><div class="scroll"><table>
<thead><tr><th scope="col">Year</th><th scope="col">Articles</th><th scope="col">Days to accept (median)</th><th scope="col">Counted of</th></tr></thead>
<tbody>${each(years.toReversed(), (one) => markup`<tr><th scope="row">${text(String(one.year))}</th><td class="number">${text(one.articles.toLocaleString('en'))}</td><td class="number">${text(one.days?.toLocaleString('en') ?? '–')}</td><td class="number">${text(one.counted.toLocaleString('en'))}</td></tr>\n`)}</tbody></table></div></details>`
}

const figure = (title: string, words: string, picture: Markup): Markup =>
  markup`<figure class="plot"><figcaption><strong>${text(title)}</strong> <span class="soft">${text(words)}</span></figcaption>
${picture}</figure>\n`

const height = 120
const floor = 100

function chart(years: readonly JournalYear[], of: 'articles' | 'days'): Markup {
  const top = Math.max(...years.map((one) => one[of] ?? 0), 1)
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0]
  const width = 100 / (last - first + 1)
  const words = years.flatMap((one) => (one[of] === undefined ? [] : [`${one.year}: ${one[of]}`])).join(', ')
  const labelled = (year: number) => (last - year) % Math.ceil((last - first + 1) / 8) === 0
  return markup`<svg role="img" aria-label="${attribute(words)}" width="100%" height="${attribute(String(height))}">
<line class="floor" x1="0" x2="100%" y1="${attribute(String(floor))}" y2="${attribute(String(floor))}"/>
<text x="0" y="9">${text(top.toLocaleString('en'))}</text>
${each(years, (one) => {
  const value = one[of]
  const left = (one.year - first) * width
  const high = value === undefined ? 0 : Math.max((value / top) * (floor - 14), 1.5)
  const bar =
    value === undefined
      ? none
      : element('rect', element('title', text(`${one.year}: ${value.toLocaleString('en')}`)), {
          class: of,
          x: `${(left + width * 0.14).toFixed(2)}%`,
          width: `${(width * 0.72).toFixed(2)}%`,
          y: (floor - high).toFixed(1),
          height: high.toFixed(1),
          rx: '2',
        })
  const label = labelled(one.year)
    ? element('text', text(String(one.year)), {
        x: `${(left + width / 2).toFixed(2)}%`,
        y: '116',
        'text-anchor': 'middle',
      })
    : none
  return markup`${bar}${label}\n`
})}</svg>`
}
