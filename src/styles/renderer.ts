/** Renders references: engines kept ready, the form asked for, and what a reader must know of the article’s fate. */
import type { Catalogue } from './catalogue.ts'
import type { Cite, CslItem } from './csl.ts'
import { createEngine, type Engine } from './engine.ts'
import { type FormName, formatRuns, forms } from './forms.ts'
import { hasBoth, printable, probe } from './printable.ts'
import { doiLink, type Run, runsOf } from './runs.ts'

/** Names of the catalogue, none of a request: `catalogue.style()` and `catalogue.locale()` give them. */
export interface Manner {
  readonly style: string
  readonly locale: string
  readonly as: FormName
  /** Whether a retraction or a concern is told behind the reference. */
  readonly marks: boolean
}

/** A reference, with the number of its item in the list that was given. */
export interface Reference {
  readonly at: number
  readonly text: string
}

export interface Rendered {
  readonly references: readonly Reference[]
  readonly citations: readonly string[]
}

export interface Renderer {
  /** The reference of one item, on one line. */
  reference(item: CslItem, manner: Manner): string
  /** The bibliography of items and the citations of a text; a cite’s `id` is the number of its item. */
  bibliography(items: readonly CslItem[], citations: readonly (readonly Cite[])[], manner: Manner): Rendered
}

/** What an engine is kept by. */
export const engineOf = ({ style, locale }: Pick<Manner, 'style' | 'locale'>): string => `${style} ${locale}`

/** The half of an engine that is needed: that of single references, or that of lists. */
export const engineName = (engine: string, alone: boolean): string => `${alone ? 'one' : 'list'} ${engine}`

/** Keeps up to `limit` engines ready, those that were used last; tells which it drops. */
export function createRenderer(
  catalogue: Catalogue,
  limit: number,
  dropped: (engine: string) => void = () => {},
): Renderer {
  const engines = new Map<string, Engine>()
  const drop = (key: string) => {
    if (engines.delete(key)) dropped(key)
  }
  const ready = ({ style, locale }: Manner): Engine => {
    const key = engineOf({ style, locale })
    const kept = engines.get(key)
    const engine =
      kept ??
      createEngine({
        document: () => catalogue.document(style),
        localeDocument: (tag) => catalogue.localeDocument(tag),
        locale,
      })
    engines.delete(key)
    engines.set(key, engine)
    for (const oldest of engines.keys()) {
      if (engines.size <= limit) break
      drop(oldest)
    }
    return engine
  }
  /** An engine that failed may have been left in the middle of something. */
  const attempt = <T>(manner: Manner, act: (engine: Engine) => T): T => {
    try {
      return act(ready(manner))
    } catch (error) {
      drop(engineOf(manner))
      throw error
    }
  }
  const asked = new WeakMap<Engine, boolean>()
  const printsBoth = (engine: Engine): boolean => {
    const known = asked.get(engine) ?? hasBoth(engine.reference(probe))
    asked.set(engine, known)
    return known
  }
  return {
    reference(item, manner) {
      const html = attempt(manner, (engine) => engine.reference(printable(item, () => printsBoth(engine))))
      return written(html, item, manner) || formatRuns(addressOf(item), forms[manner.as])
    },
    bibliography(items, citations, manner) {
      const made = attempt(manner, (engine) => {
        const both = () => printsBoth(engine)
        return engine.bibliography(
          items.map((item) => printable(item, both)),
          citations,
        )
      })
      return {
        references: made.entries.map(({ at, html }) => ({ at, text: written(html, items[at], manner) })),
        citations: made.citations.map((html) => formatRuns(runsOf(html), forms[manner.as])),
      }
    },
  }
}

/** Where a numeric style has nothing to print of an item, citeproc-js says so in the reference. */
const nothing = 'CSL STYLE ERROR: reference with no printed form'

function written(html: string, item: CslItem | undefined, { as, marks }: Manner): string {
  const runs = html.includes(nothing) ? [] : runsOf(html)
  if (runs.length === 0) return ''
  return formatRuns(marks ? [...runs, ...fateOf(item)] : runs, forms[as])
}

/** What stands for a reference that the style prints nothing of: where the work is, or at least its title. */
function addressOf({ DOI, URL, title }: CslItem): Run[] {
  const link = typeof DOI === 'string' ? doiLink(DOI) : URL
  return typeof link === 'string' ? [{ text: link, marks: 0, link }] : runsOf(String(title ?? ''))
}

/** ` [Retracted: https://doi.org/…]`, where the item says so. */
function fateOf(item: CslItem | undefined): Run[] {
  const { status } = item ?? {}
  const [, word, address] = /^(Retracted|Expression of concern)(?:: (https?:\/\/\S+))?$/.exec(String(status)) ?? []
  if (word === undefined) return []
  if (address === undefined) return [{ text: ` [${word}]`, marks: 0 }]
  return [
    { text: ` [${word}: `, marks: 0 },
    { text: address, marks: 0, link: address },
    { text: ']', marks: 0 },
  ]
}
