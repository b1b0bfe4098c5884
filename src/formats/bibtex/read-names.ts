/** Lists of names as contributors, with what annotations say of each. */
import type { TSchema } from 'typebox'
import type { Contributor } from '../../../schemas/article.ts'
import { type Parsed, parseEmail, parseIsni, parseOrcid, parseRor } from '../../article/identifiers.ts'
import { latexToText } from '../../text/latex.ts'
import { parseAnnotations } from './annotations.ts'
import { partsSchema, propertyOf, readParts, schemas } from './name-annotations.ts'
import { decodeName, furtherPairs, isWrapped, splitNames } from './names.ts'
import { parseNotation } from './notation.ts'
import type { Source } from './row.ts'
import { isBlank } from './values.ts'

type Role = Contributor['role']

/** The annotations of a list of names that are ours, and which of them have found their name. */
interface Annotated {
  readonly raw: string
  readonly values: Map<number, string>
}

/** The names of a field, with what annotations say of them. */
export function readNames(field: string, role: Role, value: string, source: Source): Contributor[] {
  const annotations = new Map<string, Annotated>()
  for (const name of source.left()) {
    if (!name.startsWith(`${field}+an:`)) continue
    const key = name.slice(field.length + 4)
    if (!propertyOf.has(key) && key !== 'kind' && key !== 'name') continue
    const raw = source.take(name) ?? ''
    annotations.set(key, { raw, values: new Map(parseAnnotations(raw)) })
  }
  const out: Contributor[] = []
  let number = 0
  for (const name of splitNames(value)) {
    number++
    if (/^[\s,~.{}]*$/.test(name) || isBlank(latexToText(name))) continue
    if (isOthers(name) && out.length > 0) {
      source.note(
        'contributors-incomplete',
        '/contributors',
        'The list of names ends in “and others”: it is not complete.',
        decodeName(name),
      )
      continue
    }
    for (const pair of furtherPairs(name)) source.keep(field, pair)
    out.push(readContributor(name, role, number, annotations))
  }
  for (const [key, { raw, values }] of annotations) if (values.size > 0) source.keep(`${field}+an:${key}`, raw)
  return out
}

const isOthers = (name: string): boolean => /^\{?(?:others|et\.? al\.?)\}?$/i.test(name)

/** Takes the annotation of a name, which is then said. */
function taken(annotations: ReadonlyMap<string, Annotated>, key: string, number: number): string | undefined {
  const values = annotations.get(key)?.values
  const value = values?.get(number)
  values?.delete(number)
  return value
}

function readContributor(
  name: string,
  role: Role,
  number: number,
  annotations: ReadonlyMap<string, Annotated>,
): Contributor {
  const extras: Record<string, unknown> = {}
  for (const [key, { values }] of annotations) {
    const property = propertyOf.get(key)
    const latex = values.get(number)
    const schema = property === undefined ? undefined : schemas[property]
    if (property === undefined || latex === undefined || !schema) continue
    const found = readProperty(property, latex, schema)
    if (found === undefined) continue
    extras[property] = found
    values.delete(number)
  }
  const kind = taken(annotations, 'kind', number)
  const identity = readIdentity(name, kind, taken(annotations, 'name', number), extras)
  return { ...identity, role, ...extras } as Contributor // extras follow the schema
}

const identifiers: Readonly<Record<string, (text: string) => Parsed>> = {
  orcid: parseOrcid,
  isni: parseIsni,
  ror: parseRor,
  email: parseEmail,
}

/** The value of an annotation; undefined where it is none that the record can hold, such as an ORCID with a slip. */
function readProperty(property: string, latex: string, schema: TSchema): unknown {
  const parse = identifiers[property]
  if (!parse) return parseNotation(latex, schema)
  const parsed = parse(latexToText(latex))
  return 'value' in parsed ? parsed.value : undefined
}

function readIdentity(
  name: string,
  kind: string | undefined,
  inFull: string | undefined,
  extras: Record<string, unknown>,
): Record<string, unknown> {
  const text = () => decodeName(name)
  const full = inFull === undefined ? undefined : parseNotation(inFull, partsSchema)
  if (typeof full === 'object') return { kind: 'person', ...full }
  if (kind === 'group') return { kind: 'group', name: text() }
  if (kind === 'given') return { kind: 'person', given: text() }
  const particle = typeof extras.droppingParticle === 'string' ? extras.droppingParticle : undefined
  if (kind === 'person' || !isWrapped(name)) {
    const parts = readParts(name, particle)
    if (parts.family !== undefined || parts.given !== undefined) return { kind: 'person', ...parts }
  }
  return { kind: 'literal', literal: text() }
}
