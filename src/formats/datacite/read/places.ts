/** affiliation: where a person works, in one line; the same line with the same identifier is one place. */
import type { Affiliation } from '../../../../schemas/article.ts'
import { parseGrid, parseIsni, parseRor } from '../../../article/identifiers.ts'
import { type Bag, bagsOf, take } from './bag.ts'
import { added, type Context, takeKnown } from './context.ts'

/** The ids of the places of a name, in order. */
export function placeIds(bag: Bag, context: Context): string[] {
  const ids = new Set<string>()
  for (const place of bagsOf(bag, 'affiliation', 'name')) {
    const found = placeOf(place)
    if (Object.keys(found).length > 0) ids.add(idOf(found, context))
  }
  return [...ids]
}

function idOf(place: Omit<Affiliation, 'id'>, { draft, places }: Context): string {
  const key = JSON.stringify(place)
  const known = places.get(key)
  if (known !== undefined) return known
  const id = `aff${places.size + 1}`
  places.set(key, id)
  draft.affiliations = added(draft.affiliations, { id, ...place })
  return id
}

const schemes = { ror: parseRor, grid: parseGrid, isni: parseIsni } as const

function placeOf(bag: Bag): Omit<Affiliation, 'id'> {
  const literal = takeKnown(bag, 'name') ?? takeKnown(bag, 'affiliation')
  const value = String(bag.affiliationIdentifier ?? '')
  const scheme = String(bag.affiliationIdentifierScheme ?? (/ror\.org/.test(value) ? 'ror' : '')).toLowerCase()
  const said = { ...(literal !== undefined && { literal }) }
  if (scheme !== 'ror' && scheme !== 'grid' && scheme !== 'isni') return said
  const parsed = schemes[scheme](value)
  if (!('value' in parsed)) return said
  for (const member of ['affiliationIdentifier', 'affiliationIdentifierScheme', 'schemeUri', 'schemeURI', 'SchemeURI'])
    take(bag, member)
  return { ...said, [scheme]: parsed.value }
}
