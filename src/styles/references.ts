/** References of articles and of CSL items, wherever they are rendered: here, or in workers. */
import type { Article } from '../../schemas/article.ts'
import type { WriteOptions } from '../formats/codec.ts'
import { cslItem } from '../formats/csl-json.ts'
import type { Catalogue } from './catalogue.ts'
import type { Cite, CslItem } from './csl.ts'
import type { Manner, Rendered, Renderer } from './renderer.ts'

/** What is cited: a record of the store as its JSON, or an item that someone sent. */
export type Work =
  | { readonly article: string; readonly options?: Pick<WriteOptions, 'date' | 'key'> }
  | { readonly item: CslItem }

/** One call, as it goes to a worker. */
export interface Task {
  readonly works: readonly Work[]
  readonly citations: readonly (readonly Cite[])[]
  readonly manner: Manner
  /** Whether the one work stands alone, and no list is made of it. */
  readonly alone: boolean
}

export interface References {
  readonly catalogue: Catalogue
  /** The reference of one work, on one line; empty where the style prints nothing of it. */
  reference(work: Work, manner: Manner): Promise<string>
  /** The bibliography of works and the citations of a text; a cite’s `id` is the number of its work. */
  bibliography(works: readonly Work[], citations: readonly (readonly Cite[])[], manner: Manner): Promise<Rendered>
}

/** Does a task; the same here and in a worker. */
export function perform(renderer: Renderer, { works, citations, manner, alone }: Task): Rendered {
  const items = works.map(itemOf)
  if (!alone) return renderer.bibliography(items, citations, manner)
  return { references: items.map((item, at) => ({ at, text: renderer.reference(item, manner) })), citations: [] }
}

/** Stored records were admitted when they were written. */
function itemOf(work: Work): CslItem {
  if ('item' in work) return work.item
  const article: Article = JSON.parse(work.article)
  return cslItem(article, work.options)
}

/** References, given something that does tasks. */
export function createReferences(catalogue: Catalogue, run: (task: Task) => Promise<Rendered>): References {
  return {
    catalogue,
    async reference(work, manner) {
      const { references } = await run({ works: [work], citations: [], manner, alone: true })
      return references[0]?.text ?? ''
    },
    bibliography: (works, citations, manner) => run({ works, citations, manner, alone: false }),
  }
}
