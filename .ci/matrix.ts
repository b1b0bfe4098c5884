/** The matrix of docs/formats.md: what each format makes of each field, from the formats' own declarations. */
import { Article } from '../schemas/article.ts'
import type { Codec, Field } from '../src/formats/codec.ts'
import { writers } from '../src/formats/index.ts'

interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

/** Every field that holds a value, as a path with a star for the members of lists; dates and names count as one. */
function leafFields(shape: Shape, path: string): readonly Field[] {
  if (shape.items) return leafFields(shape.items, `${path}/*`)
  const alternatives = shape.anyOf?.filter((each) => each.properties) ?? []
  if (alternatives.length > 0 && !shape.anyOf?.some((each) => each.type === 'string')) {
    return [...new Set(alternatives.flatMap((each) => leafFields(each, path)))]
  }
  if (!shape.properties) return [path]
  return Object.entries(shape.properties).flatMap(([name, member]) =>
    leafFields(member, path === '' ? name : `${path}/${name}`),
  )
}

/** Whether a declared field is this one, holds it, or is held by it. */
const touches = (declared: Field, field: Field): boolean =>
  declared === '*' || declared === field || field.startsWith(`${declared}/`) || declared.startsWith(`${field}/`)
const covers = (declared: Field, field: Field): boolean => declared === field || field.startsWith(`${declared}/`)

function mark({ loses, coarsens = [], transforms = [] }: Codec, field: Field): string {
  if (loses.some((declared) => covers(declared, field))) return '–'
  if (coarsens.some((row) => touches(row.field, field))) return '◐'
  return transforms.some((row) => covers(row.field, field)) ? '○' : '●'
}

/** Fields down, formats across. */
export function lossMatrix(): string {
  const rows = leafFields(Article as Shape, '').map((field) => [
    `\`${field}\``,
    ...writers.map((codec) => mark(codec, field)),
  ])
  const head = ['Field', ...writers.map(({ name }) => name)]
  return [head, head.map((_, i) => (i === 0 ? '---' : ':-:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}
