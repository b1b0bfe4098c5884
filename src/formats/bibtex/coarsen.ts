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

export const richCoarsenings: readonly Coarsening[] = fields.map((field) => ({
  field,
  how: 'MathML becomes its text in one line; TeX with lonely braces or dollar signs becomes text.',
  apply: (article) => applyTo(article, field),
}))

function applyTo(article: Article, field: (typeof fields)[number]): Article {
  const value = article[field]
  if (value === undefined) return article
  const shape = articleSchema.properties[field] as Shape // a schema is a JSON Schema document
  const out: Draft = { ...article, [field]: mapRich(value, shape) }
  return out as Article // the same fields with the same shapes
}

/** The value with every rich text in it made coarser; the schema says which strings are rich. */
function mapRich(value: unknown, shape: Shape | undefined): unknown {
  if (typeof value === 'string') return shape?.description === richDescription ? coarser(value) : value
  if (Array.isArray(value)) return value.map((member) => mapRich(member, shape?.items))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapRich(member, shape?.properties?.[key])]),
  )
}

function coarser(source: string): string {
  return /<math|<tex/.test(source) ? formatRich(withoutMath(parseRich(source))) : source
}

const withoutMath = (rich: Rich): Rich =>
  rich.map((node): Inline => {
    if (typeof node === 'string') return node
    if ('mark' in node) return { mark: node.mark, children: withoutMath(node.children) }
    if ('math' in node) return mathText(node.math)
    return isWritableTex(node.tex) ? node : node.tex
  })
