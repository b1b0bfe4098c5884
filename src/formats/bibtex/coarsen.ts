/** Mathematics that LaTeX text cannot hold as it is: MathML, and TeX that would end the entry. */
import { type Article, Article as articleSchema, type Draft, RichText } from '../../../schemas/article.ts'
import { isWritableTex } from '../../text/latex.ts'
import { mathText } from '../../text/mathml.ts'
import { formatRich, type Inline, parseRich, type Rich } from '../../text/rich.ts'
import type { Coarsening } from '../codec.ts'

interface Shape {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
}
const richDescription = (RichText as Shape).description // a schema is a JSON Schema document

const fields = ['title', 'subtitle', 'shortTitle', 'translatedTitles', 'abstracts', 'keywords'] as const

type HoldsTex = (tex: string) => boolean

/** What becomes of rich text in a profile that can hold only some TeX as it is. */
export const coarseningsOf = (holds: HoldsTex): readonly Coarsening[] =>
  fields.map((field) => ({
    field,
    how: 'MathML becomes its text in one line; TeX with lonely braces or dollar signs becomes text.',
    apply: (article) => applyTo(article, field, holds),
  }))

export const richCoarsenings: readonly Coarsening[] = coarseningsOf(isWritableTex)

function applyTo(article: Article, field: (typeof fields)[number], holds: HoldsTex): Article {
  const value = article[field]
  if (value === undefined) return article
  const shape = articleSchema.properties[field] as Shape // a schema is a JSON Schema document
  const out: Draft = { ...article, [field]: mapRich(value, shape, holds) }
  return out as Article // the same fields with the same shapes
}

/** The value with every rich text in it made coarser; the schema says which strings are rich. */
function mapRich(value: unknown, shape: Shape | undefined, holds: HoldsTex): unknown {
  if (typeof value === 'string') return shape?.description === richDescription ? coarser(value, holds) : value
  if (Array.isArray(value)) return value.map((member) => mapRich(member, shape?.items, holds))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapRich(member, shape?.properties?.[key], holds)]),
  )
}

const coarser = (source: string, holds: HoldsTex): string =>
  /<math|<tex/.test(source) ? formatRich(withoutMath(parseRich(source), holds)) : source

const withoutMath = (rich: Rich, holds: HoldsTex): Rich =>
  rich.map((node): Inline => {
    if (typeof node === 'string') return node
    if ('mark' in node) return { mark: node.mark, children: withoutMath(node.children, holds) }
    if ('math' in node) return mathText(node.math)
    return holds(node.tex) ? node : node.tex
  })
