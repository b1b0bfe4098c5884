/** Formatted references by CSL: the engine is citeproc-js through Citation.js. */
import { createRequire } from 'node:module'
import type { Article } from '../../schemas/article.ts'
import { cslItem } from '../formats/csl-json.ts'

export interface ReferenceOptions {
  /** A CSL style’s id; `apa`, `vancouver` and `harvard1` are there. */
  readonly style: string
  readonly locale: string
  readonly as: 'text' | 'html'
}

export interface References {
  /** One reference on one line. */
  format(article: Article, options: ReferenceOptions): string
}

/** The part of Citation.js that is used here; the package carries no types. */
interface CiteClass {
  new (
    data: unknown,
    options: { generateGraph: false },
  ): {
    format(what: 'bibliography', options: { format: 'text' | 'html'; template: string; lang: string }): string
  }
}

/** Loads the engine at first use: most answers need none, and it takes a tenth of a second. */
export function createReferences(): References {
  let cite: CiteClass | undefined
  const load = (): CiteClass => {
    const require = createRequire(import.meta.url)
    const core: { Cite: CiteClass } = require('@citation-js/core')
    require('@citation-js/plugin-csl')
    return core.Cite
  }
  return {
    format(article, { style, locale, as }) {
      cite ??= load()
      const data = new cite({ ...cslItem(article), custom: undefined }, { generateGraph: false })
      return data.format('bibliography', { format: as, template: style, lang: locale }).replace(/\s+/g, ' ').trim()
    },
  }
}
