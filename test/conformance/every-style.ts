/** Every style in several locales over a list of articles: what throws, is empty, or says what no reader should see. */
import type { Article } from '../../schemas/article.ts'
import { cslItem } from '../../src/formats/csl-json.ts'
import type { Catalogue } from '../../src/styles/catalogue.ts'
import { createRenderer } from '../../src/styles/renderer.ts'

export interface StyleFault {
  readonly style: string
  readonly locale: string
  readonly doi: string
  readonly fault: string
}

/** Faults of the engine that are not mended, and where. */
export const knownFaults: readonly string[] = ['ie-comunicaciones']

/** The row for a table of judges: every style in four locales over these articles. */
export function everyStyleVerdict(catalogue: Catalogue, articles: readonly Article[]) {
  const locales = ['en-US', 'de-DE', 'fr-FR', 'ja-JP']
  const faults: StyleFault[] = []
  for (const each of everyStyle(catalogue, articles, locales, false)) {
    if ('fault' in each && !knownFaults.includes(each.style)) faults.push(each)
  }
  const records = catalogue.styles.length * locales.length * articles.length
  const remark = faults.slice(0, 3).map(({ style, locale, doi, fault }) => `${style}, ${locale}, ${doi}: ${fault}`)
  return { format: 'citations', judge: 'every style', records, failures: faults.length, remark: remark.join(' · ') }
}

const bad = /undefined|\bNaN\b|\[object |CSL STYLE ERROR|<!--|&amp;#\d+;/

/** Renders them all. `isSame` also compares the short way for one item with the engine’s own. */
export function* everyStyle(
  catalogue: Catalogue,
  articles: readonly Article[],
  locales: readonly string[],
  isSame: boolean,
): Generator<StyleFault | { readonly done: string }> {
  const items = articles.map((article) => cslItem(article))
  for (const { id } of catalogue.styles) {
    const renderer = createRenderer(catalogue, 1)
    for (const locale of locales) {
      const manner = { style: id, locale, as: 'html', marks: true } as const
      for (const item of items) {
        const at = { style: id, locale, doi: String(item.DOI ?? '') }
        try {
          const text = renderer.reference(item, manner)
          if (text.replace(/<[^>]*>/g, '').trim() === '') yield { ...at, fault: 'empty' }
          else if (bad.test(text)) yield { ...at, fault: text }
          const whole = isSame ? (renderer.bibliography([item], [], manner).references[0]?.text ?? '') : text
          if (whole !== text) yield { ...at, fault: `not the same: ${text} ≠ ${whole}` }
        } catch (error) {
          yield { ...at, fault: String(error) }
        }
      }
    }
    yield { done: id }
  }
}
