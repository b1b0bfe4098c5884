/** citeproc-js, the one file that touches it: its types as far as they are used, and what is asked of it. */
import { createRequire } from 'node:module'

/** A node of a style or locale as citeproc-js takes it. It writes into what it is given. */
export interface CslNode {
  readonly name: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: readonly (CslNode | string)[]
}

/** An item of CSL-JSON. */
export type CslItem = Readonly<Record<string, unknown>>

/** One cite of a citation: an item, and what is said of it at this place. */
export interface Cite {
  readonly id: string
  readonly locator?: string
  readonly label?: string
  readonly prefix?: string
  readonly suffix?: string
  readonly 'suppress-author'?: boolean
  readonly 'author-only'?: boolean
}

export interface Cluster {
  readonly citationID: string
  readonly citationItems: Cite[]
  readonly properties: { readonly noteIndex: number }
}

interface RegistryToken {
  readonly id: string
  readonly seq: number
  readonly offset: number
  readonly sortkeys: false
  readonly ambig: false
  readonly rendered: false
  readonly disambig: unknown
  readonly ref: CslItem
}

export interface Registry {
  registry: Readonly<Record<string, RegistryToken>>
  refhash: Readonly<Record<string, CslItem>>
  reflist: readonly RegistryToken[]
  mylist: readonly string[]
  myhash: Readonly<Record<string, boolean>>
}

type Entries = readonly [object, readonly string[]]

export interface CslEngine {
  registry: Registry
  readonly tmp: { loadedItemIDs: Record<string, boolean> }
  readonly opt: {
    readonly xclass: 'in-text' | 'note'
    readonly development_extensions: { wrap_url_and_doi: boolean }
  }
  retrieveItem(id: string): CslItem
  updateItems(ids: string[], keepOrder?: boolean): void
  updateUncitedItems(ids: string[]): void
  /** False where the style has no bibliography. */
  makeBibliography(): Entries | false
  makeCitationCluster(cites: readonly Cite[]): string
  /** Clusters in their order, as `[citationID, noteIndex, text]`. */
  rebuildProcessorState(
    clusters: readonly Cluster[],
    form: 'html',
    uncited: readonly string[],
  ): readonly (readonly [string, number, string])[]
  restoreProcessorState(): void
}

/** What the engine asks of its surroundings. */
export interface CslSystem {
  readonly retrieveLocale: (tag: string) => CslNode | false
  readonly retrieveItem: (id: string) => CslItem | undefined
  /** What follows an entry of the bibliography, by its item’s `system_id`. */
  readonly embedBibliographyEntry: (id: string | undefined) => string
}

interface Csl {
  readonly Engine: new (system: CslSystem, style: CslNode, locale: string, forceLocale: boolean) => CslEngine
  readonly AmbigConfig: new () => unknown
  parseXml(text: string): CslNode
  debug: (message: string) => void
}

let loaded: Csl | undefined

/** Loads the engine’s code at first use: most processes need none, and it takes 30 ms. */
export function csl(): Csl {
  if (loaded) return loaded
  const engine: Csl = createRequire(import.meta.url)('citeproc')
  // It prints remarks on styles to standard output, which is not the reader’s.
  engine.debug = () => {}
  loaded = engine
  return engine
}

/** A token of the registry for an item that stands alone: first, and like no other. */
export const loneToken = (id: string, ref: CslItem): RegistryToken => ({
  id,
  seq: 1,
  offset: 0,
  sortkeys: false,
  ambig: false,
  rendered: false,
  disambig: new (csl().AmbigConfig)(),
  ref,
})
