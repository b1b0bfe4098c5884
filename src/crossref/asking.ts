/** What the doors need of the library, and of the world. */
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import type { Catalogue } from '../styles/catalogue.ts'

export type Asking = Pick<Library, 'find' | 'facet' | 'facets' | 'count' | 'generation'>

export interface Parts {
  readonly library: Asking
  readonly site: Site
  readonly catalogue: Pick<Catalogue, 'styles' | 'locales'>
  readonly now: () => Date
  /** From 0 up to 1, for samples. */
  readonly random: () => number
}
