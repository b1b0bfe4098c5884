/** One style in one locale, made ready: a reference by itself, or a bibliography with the citations of a text. */
import { type Cite, type Cluster, type CslEngine, type CslItem, type CslNode, csl, loneToken } from './csl.ts'

/** A reference in the engine’s HTML, with the number of its item in the list that was given. */
export interface Entry {
  readonly at: number
  readonly html: string
}

export interface Engine {
  /** The reference of an item that stands alone. */
  reference(item: CslItem): string
  /** References in the style’s order, and the citations (indices of items in `id`) in theirs. */
  bibliography(items: readonly CslItem[], citations: readonly (readonly Cite[])[]): Bibliography
}

export interface Bibliography {
  readonly entries: readonly Entry[]
  readonly citations: readonly string[]
}

export interface EngineParts {
  /** The style’s document, new each time. */
  readonly document: () => CslNode
  readonly localeDocument: (tag: string) => CslNode | false
  readonly locale: string
}

/**
 * Prepares nothing yet: the engine of single references and that of lists are made when they are first needed. They
 * differ in the style’s `<sort>`, whose macros citeproc-js copies out in full: 26,418 of the 26,501 tokens of APA, and
 * most of the half second that its first reference took.
 */
export function createEngine({ document, localeDocument, locale }: EngineParts): Engine {
  let items: ReadonlyMap<string, CslItem> = new Map()
  const make = (style: CslNode): CslEngine => {
    const engine = new (csl().Engine)(
      {
        retrieveLocale: localeDocument,
        retrieveItem: (id) => items.get(id),
        embedBibliographyEntry: (id) => (id === undefined ? '' : `<!--${id}-->`),
      },
      style,
      locale,
      true,
    )
    // DOIs and URLs become links.
    engine.opt.development_extensions.wrap_url_and_doi = true
    return engine
  }
  let alone: CslEngine | undefined
  let listing: CslEngine | undefined
  return {
    reference(item) {
      alone ??= make(withoutSort(document()))
      items = new Map([[loneId, { ...item, id: loneId }]])
      return lone(alone)
    },
    bibliography(list, citations) {
      listing ??= make(document())
      items = new Map(list.map((item, at) => [idOf(at), { ...item, id: idOf(at), system_id: idOf(at) }]))
      listing.restoreProcessorState()
      return whole(listing, [...items.keys()], citations)
    },
  }
}

/** Names of the engine’s registry, an ordinary object: an item’s own id could be `constructor`. */
const idOf = (at: number): string => `item-${at}`
const loneId = idOf(0)

function withoutSort(style: CslNode): CslNode {
  const children = style.children.map((part) =>
    typeof part !== 'string' && part.name === 'bibliography'
      ? { ...part, children: part.children.filter((child) => typeof child === 'string' || child.name !== 'sort') }
      : part,
  )
  return { ...style, children }
}

/**
 * Neither sorted nor told apart from others: without `updateItems()`, which renders the item’s citation to compare it
 * and makes its sort keys, a reference takes a quarter of the time.
 */
function lone(engine: CslEngine): string {
  engine.tmp.loadedItemIDs = {}
  const item = engine.retrieveItem(loneId)
  const token = loneToken(loneId, item)
  Object.assign(engine.registry, {
    registry: { [loneId]: token },
    refhash: { [loneId]: item },
    reflist: [token],
    mylist: [loneId],
    myhash: { [loneId]: true },
  })
  const made = engine.makeBibliography()
  return made === false ? engine.makeCitationCluster([{ id: loneId }]) : (made[1][0] ?? '')
}

function whole(engine: CslEngine, ids: readonly string[], citations: readonly (readonly Cite[])[]): Bibliography {
  const clusters = citations.map((cites, at) => clusterOf(cites, at, engine))
  let texts: readonly string[] = []
  if (clusters.length === 0) engine.updateItems([...ids])
  else texts = engine.rebuildProcessorState(clusters, 'html', ids).map(([, , text]) => text)
  const made = engine.makeBibliography()
  if (made === false) {
    return { entries: ids.map((id, at) => ({ at, html: engine.makeCitationCluster([{ id }]) })), citations: texts }
  }
  return { entries: made[1].map(entryOf), citations: texts }
}

/** An item that the style prints nothing of has no entry: which item an entry is of stands behind it. */
function entryOf(html: string): Entry {
  const [whole = '', at] = /<!--item-(\d{1,9})-->\s*$/.exec(html) ?? []
  return { at: Number(at), html: html.slice(0, html.length - whole.length) }
}

/** Notes are numbered in the order of the text, since the style may refer back to them. */
const clusterOf = (cites: readonly Cite[], at: number, { opt }: CslEngine): Cluster => ({
  citationID: `citation-${at}`,
  citationItems: cites.map((cite) => ({ ...cite, id: idOf(Number(cite.id)) })),
  properties: { noteIndex: opt.xclass === 'note' ? at + 1 : 0 },
})
