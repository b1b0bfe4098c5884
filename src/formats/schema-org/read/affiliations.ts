/** Organizations as places of work, each affiliation once. */
import type { Affiliation } from '../../../../schemas/article.ts'
import { affiliationLine } from '../../../article/in-words.ts'
import { type Context, checked, defined, keep, plain } from '../../html/context.ts'
import type { Source } from './source.ts'

/** Affiliations found so far, each once, by what they say. */
export interface Places {
  readonly byContent: Map<string, string>
  readonly list: Affiliation[]
}

export const identifierOf = (node: Source): string | undefined => node.text('value') ?? node.text('@id')

/** A line with a comma is more than a name. */
export const lineOf = (text: string): Omit<Affiliation, 'id'> =>
  text.includes(',') ? { literal: text } : { name: text }

/** Two affiliations that say the same are one. */
export function placed(affiliation: Omit<Affiliation, 'id'>, { byContent, list }: Places): string | undefined {
  if (Object.keys(affiliation).length === 0) return undefined
  const key = JSON.stringify(affiliation)
  const known = byContent.get(key)
  if (known !== undefined) return known
  const id = `aff${list.length + 1}`
  byContent.set(key, id)
  list.push({ id, ...affiliation })
  return id
}

export function placeOf(node: Source, context: Context, places: Places): string | undefined {
  return placed(affiliationOf(node, context), places)
}

/** An Organization as a place of work; its description is the line as printed. */
function affiliationOf(node: Source, context: Context): Omit<Affiliation, 'id'> {
  const text = (source: Source | undefined, term: string) => {
    const value = source?.text(term)
    return value === undefined ? undefined : plain(value) || undefined
  }
  const [address] = node.nodes('address')
  const [country] = address?.nodes('addressCountry') ?? []
  const land = text(address, 'addressCountry')
  const isCode = land !== undefined && /^[A-Z]{2}$/.test(land)
  const [department] = node.nodes('department')
  const parts = defined<Omit<Affiliation, 'id'>>({
    department: text(department, 'name') ?? text(node, 'department'),
    city: text(address, 'addressLocality'),
    region: text(address, 'addressRegion'),
    postalCode: text(address, 'postalCode'),
    country: country ? text(country, 'name') : isCode ? undefined : land,
    countryCode: country
      ? checked(context, 'country', country.text('identifier'), country.path)
      : isCode
        ? land
        : undefined,
    ...organizationIds(node, context),
  })
  const whole =
    text(node, 'description') ?? text(address, 'name') ?? text(address, 'streetAddress') ?? text(node, 'address')
  return { ...parts, ...namesOf(text(node, 'name') ?? text(node, 'legalName'), whole, parts) }
}

function namesOf(name: string | undefined, whole: string | undefined, parts: object): Omit<Affiliation, 'id'> {
  if (name === undefined) return whole === undefined ? {} : { literal: whole }
  if (whole !== undefined) return name === whole ? { literal: whole } : { name, literal: whole }
  if (name === affiliationLine({ id: 'a', ...parts })) return {}
  const hasParts = 'department' in parts || 'city' in parts || 'region' in parts || 'country' in parts
  return hasParts ? { name } : lineOf(name)
}

function organizationIds(node: Source, context: Context): Pick<Affiliation, 'ror' | 'isni' | 'grid'> {
  const found: Pick<Affiliation, 'ror' | 'isni' | 'grid'> = {}
  const addresses = [
    node.id(),
    ...node.texts('sameAs', 'identifier', 'url').map(({ text }) => text),
    ...node.nodes('identifier').map(identifierOf),
  ]
  for (const address of addresses) {
    if (address === undefined) continue
    const kind = /ror\.org/i.test(address)
      ? 'ror'
      : /grid/i.test(address)
        ? 'grid'
        : /isni/i.test(address)
          ? 'isni'
          : undefined
    const value = kind && found[kind] === undefined ? checked(context, kind, address, `${node.path}/@id`) : undefined
    if (kind && value !== undefined) found[kind] = value
    else if (kind === undefined || found[kind] !== undefined) keep(context, `${node.path}/sameAs`, address)
  }
  return found
}
