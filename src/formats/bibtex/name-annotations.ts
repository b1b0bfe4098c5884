/** What an annotation of a list of names may say, and which parts a name itself has. */
import type { TSchema } from 'typebox'
import { Group, LiteralName, Person } from '../../../schemas/article.ts'
import { decodeName, type NameParts, parseName } from './names.ts'

/** What the list of names itself says; everything else of a person becomes an annotation under its own name. */
const inName = new Set(['kind', 'role', 'family', 'given', 'nonDroppingParticle', 'suffix', 'name', 'literal'])
const annotationOf = (property: string) => shorter[property] ?? property.toLowerCase()
const shorter: Readonly<Record<string, string>> = { affiliations: 'affiliation' }

export const schemas: Readonly<Record<string, TSchema>> = {
  ...LiteralName.properties,
  ...Group.properties,
  ...Person.properties,
}
export const annotations: ReadonlyMap<string, { readonly name: string; readonly schema: TSchema }> = new Map(
  Object.entries(schemas)
    .filter(([property]) => !inName.has(property))
    .map(([property, schema]) => [property, { name: annotationOf(property), schema }]),
)
export const propertyOf = new Map([...annotations].map(([property, { name }]) => [name, property]))

/** The parts of a person’s name alone. */
export const partsSchema: TSchema = { ...Person, required: [] }

/** The parts of a name, of the given names those before the particle that is known apart. */
export function readParts(name: string, droppingParticle: string | undefined): NameParts {
  const parts = parseName(name) ?? { family: decodeName(name) }
  if (droppingParticle === undefined || parts.given === undefined) return parts
  if (parts.given === droppingParticle) {
    const { given: _, ...rest } = parts
    return rest
  }
  const tail = ` ${droppingParticle}`
  return parts.given.endsWith(tail) ? { ...parts, given: parts.given.slice(0, -tail.length) } : parts
}
