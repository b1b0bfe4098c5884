/** Judges a value against a TypeBox shape and names every fault with its place, value and remedy. */
import type { TSchema } from 'typebox'
import type { Finding } from '../../schemas/problem.ts'
import { escapePointer } from './paths.ts'

interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
  readonly examples?: readonly unknown[]
}

/** A property the shape does not know, to be kept elsewhere by the caller. */
export interface Unknown {
  readonly holder: Record<string, unknown>
  readonly key: string
  readonly pointer: string
}

export interface Judgement {
  readonly findings: Finding[]
  readonly unknown: Unknown[]
}

/** Every fault of the value. Unknown properties are listed apart, not as faults. */
export function judgeShape(schema: TSchema, value: unknown): Judgement {
  const judgement: Judgement = { findings: [], unknown: [] }
  judge(schema as Shape, value, '', judgement) // TSchema is any JSON Schema object
  return judgement
}

function judge(shape: Shape, value: unknown, pointer: string, to: Judgement): void {
  if (shape.anyOf) {
    const unkind = kindFault(shape.anyOf, value, pointer)
    if (unkind) to.findings.push(unkind)
    else judge(branch(shape.anyOf, value), value, pointer, to)
    return
  }
  const fault = ownFault(shape, value)
  if (fault) {
    to.findings.push({ severity: 'error', code: fault[0], pointer, value, message: fault[1], ...remedy(shape) })
  } else if (shape.type === 'object') judgeObject(shape, value as Record<string, unknown>, pointer, to)
  else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) judge(shape.items ?? {}, item, `${pointer}/${i}`, to)
  }
}

function judgeObject(shape: Shape, value: Record<string, unknown>, pointer: string, to: Judgement): void {
  const properties = shape.properties ?? {}
  for (const name of shape.required ?? []) {
    if (Object.hasOwn(value, name)) continue
    to.findings.push({
      severity: 'error',
      code: 'missing',
      pointer: `${pointer}/${name}`,
      message: `“${name}” is required here.`,
      ...remedy(properties[name] ?? {}),
    })
  }
  for (const key of Object.keys(value)) {
    const here = `${pointer}/${escapePointer(key)}`
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (property) judge(property, value[key], here, to)
    else to.unknown.push({ holder: value, key, pointer: here })
  }
}

/** A fault where alternatives are told apart by `kind` and the value names none of them. */
function kindFault(shapes: readonly Shape[], value: unknown, pointer: string): Finding | undefined {
  const kinds: unknown[] = shapes.flatMap((shape) => shape.properties?.kind?.const ?? [])
  if (!isObject(value) || kinds.length < shapes.length || kinds.includes(value.kind)) return undefined
  const message = `“kind” must be one of ${kinds.join(', ')}.`
  return { severity: 'error', code: 'value', pointer: `${pointer}/kind`, value: value.kind, message }
}

/** The alternative a value means: by its `kind`, otherwise by its own faultlessness, otherwise the first of its type. */
function branch(shapes: readonly Shape[], value: unknown): Shape {
  const kind = isObject(value) ? value.kind : undefined
  const byKind = shapes.find((shape) => kind !== undefined && shape.properties?.kind?.const === kind)
  if (byKind) return byKind
  const whole = shapes.find((shape) => isFaultless(shape, value))
  return whole ?? shapes.find((shape) => isOfType(shape, value)) ?? (shapes[0] as Shape)
}

function isFaultless(shape: Shape, value: unknown): boolean {
  const trial: Judgement = { findings: [], unknown: [] }
  judge(shape, value, '', trial)
  return trial.findings.length === 0 && trial.unknown.length === 0
}

function ownFault(shape: Shape, value: unknown): readonly [code: string, message: string] | undefined {
  if (!isOfType(shape, value)) return ['type', `This must be ${named(shape.type)}, and is ${named(typeOf(value))}.`]
  if (shape.const !== undefined && value !== shape.const) return ['value', `This must be “${shape.const}”.`]
  if (shape.enum && !shape.enum.includes(value)) return ['value', `This must be one of ${shape.enum.join(', ')}.`]
  if (typeof value === 'string') return textFault(shape, value)
  if (typeof value === 'number') return numberFault(shape, value)
  if (Array.isArray(value) && value.length < (shape.minItems ?? 0)) {
    return ['too-few', `This list needs ${shape.minItems} or more members.`]
  }
  return undefined
}

function textFault(shape: Shape, value: string): readonly [string, string] | undefined {
  if (value.length < (shape.minLength ?? 0)) return ['too-short', 'This text is empty.']
  if (value.length > (shape.maxLength ?? Number.POSITIVE_INFINITY)) {
    return ['too-long', `This text has ${value.length} characters; ${shape.maxLength} are allowed.`]
  }
  if (shape.pattern && !new RegExp(shape.pattern, 'u').test(value)) {
    return ['syntax', `“${value.slice(0, 200)}” is not written as it must be here.`]
  }
  return undefined
}

function numberFault(shape: Shape, value: number): readonly [string, string] | undefined {
  const within = value >= (shape.minimum ?? -Infinity) && value <= (shape.maximum ?? Infinity)
  return within ? undefined : ['range', `${value} is outside ${shape.minimum ?? ''}–${shape.maximum ?? ''}.`]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isOfType(shape: Shape, value: unknown): boolean {
  if (shape.type === undefined) return true
  if (shape.type === 'integer') return Number.isInteger(value)
  return shape.type === typeOf(value)
}

function named(type: string | undefined): string {
  return (
    { array: 'a list', object: 'an object', string: 'a text', integer: 'a whole number' }[type ?? ''] ?? `a ${type}`
  )
}

function remedy(shape: Shape): { remedy: string } | Record<string, never> {
  const example = shape.examples?.[0]
  const parts = [shape.description, example === undefined ? undefined : `Example: ${JSON.stringify(example)}.`]
  const text = parts.filter((part) => part !== undefined).join(' ')
  return text === '' ? {} : { remedy: text }
}
