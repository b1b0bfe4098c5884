/**
 * A notation for what BibTeX has no field for, after biblatex’s own lists: `a, b` is a list, `key=value, key=value` an
 * object, braces hold anything inside another. The shape of the record says which is meant, so nothing is guessed.
 */
import type { TSchema } from 'typebox'
import { RichText } from '../../../schemas/article.ts'
import { finder } from '../../text/latex/find.ts'
import type { LatexText } from '../../text/latex.ts'
import { latexToRich, latexToText, richToLatex } from '../../text/latex.ts'
import { isBare } from './bare.ts'

const richDescription = (RichText as Shape).description // a schema is a JSON Schema document

interface Shape {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
}

/** A schema is a JSON Schema document: here it is read as one. */
const shapeOf = (schema: TSchema): Shape => schema as Shape

/** A value in the notation, an object without the properties that are said elsewhere. */
export const formatNotation = (
  value: unknown,
  schema: TSchema,
  text: LatexText,
  without?: ReadonlySet<string>,
): string => format(value, shapeOf(schema), text, without)

/** The value a text in the notation says; undefined where it is not of that shape, `without` what is said elsewhere. */
export function parseNotation(source: string, schema: TSchema, without?: ReadonlySet<string>): unknown {
  const shape = shapeOf(schema)
  const required = without && shape.required?.filter((key) => !without.has(key))
  try {
    return parse(source, required ? { ...shape, required } : shape, 0)
  } catch (error) {
    if (error instanceof NotationFault) return undefined
    throw error
  }
}

class NotationFault extends Error {}
const depthLimit = 12

function format(value: unknown, shape: Shape, text: LatexText, without?: ReadonlySet<string>): string {
  if (typeof value === 'string') return isRich(shape) ? richToLatex(value, text) : text(value)
  if (typeof value !== 'object' || value === null) return String(value)
  let out = ''
  if (Array.isArray(value)) {
    const items = shape.items ?? {}
    for (const member of value) {
      const latex = isBareText(member) ? member : formatMember(member, items, text)
      out += out === '' ? latex : `, ${latex}`
    }
    return out
  }
  let properties: Shape['properties']
  for (const key in value) {
    if (without?.has(key)) continue
    const member = (value as Readonly<Record<string, unknown>>)[key] // an object, by its keys
    properties ??= branchOf(shape, key)?.properties ?? {}
    const latex = isBareText(member) ? member : formatMember(member, properties[key] ?? {}, text)
    out += out === '' ? `${key}=${latex}` : `, ${key}=${latex}`
  }
  return out
}

const isBareText = (value: unknown): value is string => typeof value === 'string' && isBare(value)

function formatMember(value: unknown, shape: Shape, text: LatexText): string {
  const inner = format(value, shape, text)
  const isPlain = typeof value !== 'object' && !hasDelimiter(inner) && inner.trim() === inner
  return isPlain ? inner : `{${inner}}`
}

const hasDelimiter = finder(',={}"')

// A copy that `Optional` makes keeps the description, which no other shape has.
const isRich = (shape: Shape): boolean => shape.description === richDescription

/** The branch of a union (or the shape itself) that has this property. */
function branchOf(shape: Shape, key: string): Shape | undefined {
  if (!shape.anyOf) return shape
  return shape.anyOf.find(({ properties }) => properties && Object.hasOwn(properties, key))
}

function parse(source: string, shape: Shape, depth: number): unknown {
  if (depth > depthLimit) throw new NotationFault('nested too deep')
  if (shape.anyOf) return parseUnion(source, shape, depth)
  if (shape.type === 'array') return split(source, ',').map((member) => parseMember(member, shape.items ?? {}, depth))
  if (shape.properties) return parseObject(source, shape, depth)
  const said = isRich(shape) ? latexToRich(source) : latexToText(source)
  if (shape.type === 'boolean') return said === 'true'
  if (shape.type === 'integer') return /^-?[0-9]{1,15}$/.test(said) ? Number(said) : fault(said)
  return isAllowed(said, shape) ? said : fault(said)
}

/** Another program’s field of the same name holds other words. */
const isAllowed = (said: string, { enum: words, pattern }: Shape): boolean =>
  (words === undefined || words.includes(said)) && (pattern === undefined || new RegExp(pattern, 'u').test(said))

function parseUnion(source: string, shape: Shape, depth: number): unknown {
  const key = /^\s*([A-Za-z]{1,40})=/.exec(source)?.[1]
  const branch = key === undefined ? undefined : branchOf(shape, key)
  if (branch) return parse(source, branch, depth)
  const text = shape.anyOf?.find(({ properties }) => !properties)
  return text ? parse(source, text, depth) : fault(source)
}

function parseObject(source: string, { properties = {}, required = [] }: Shape, depth: number): unknown {
  const out: Record<string, unknown> = {}
  for (const pair of split(source, ',')) {
    const at = pair.indexOf('=')
    const key = pair.slice(0, at).trim()
    const shape = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (at < 0 || !shape) throw new NotationFault(`no property ${key}`)
    out[key] = parseMember(pair.slice(at + 1), shape, depth)
  }
  if (required.some((key) => out[key] === undefined)) throw new NotationFault('a property is missing')
  return out
}

const parseMember = (source: string, shape: Shape, depth: number): unknown =>
  parse(unwrap(source.trim()), shape, depth + 1)

function fault(said: string): never {
  throw new NotationFault(said)
}

/** The text between the braces, where one pair holds all of it. */
export function unwrap(source: string): string {
  if (!source.startsWith('{') || !source.endsWith('}')) return source
  let depth = 0
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0 && at < source.length - 1) return source
  }
  return depth === 0 ? source.slice(1, -1) : source
}

/** The parts between separators that stand outside of braces; blank parts are left out. */
export function split(source: string, separators: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= source.length; at++) {
    const character = source[at]
    if (character === '{') depth++
    else if (character === '}') depth = Math.max(0, depth - 1)
    if (character !== undefined && (depth > 0 || !separators.includes(character))) continue
    const part = source.slice(start, at).trim()
    if (part !== '') parts.push(part)
    start = at + 1
  }
  return parts
}
