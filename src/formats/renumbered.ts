/** Places of work without ids: formats that say them with each name give them new ones, in the order of the names. */
import type { Affiliation, Contributor } from '../../schemas/article.ts'
import type { Coarsening, Transform } from './codec.ts'

/** What a reader makes of them: one for each that reads alike, `aff1` the first that is named, unnamed ones behind. */
export const renumbered = (isKept: 'unnamed too' | 'named only'): Coarsening => ({
  field: 'affiliations/*/id',
  how: 'A place of work stands with each name; those that read alike are one.',
  apply(article) {
    if (article.affiliations === undefined) return article
    const numbers = numbering(article.affiliations)
    const contributors = article.contributors?.map((one) => linked(one, numbers.idOf))
    if (isKept === 'unnamed too') for (const { id } of article.affiliations) numbers.idOf(id)
    return {
      ...article,
      ...(contributors !== undefined && { contributors }),
      affiliations: numbers.places,
    }
  },
})

function numbering(affiliations: readonly Affiliation[]) {
  const said = new Map(affiliations.map(({ id, ...place }) => [id, place]))
  const ids = new Map<string, string>()
  const places: Affiliation[] = []
  const idOf = (old: string): string[] => {
    const place = said.get(old)
    const key = JSON.stringify(place, Object.keys(place ?? {}).toSorted())
    if (place === undefined || key === '{}') return []
    const known = ids.get(key)
    if (known !== undefined) return [known]
    const id = `aff${places.length + 1}`
    ids.set(key, id)
    places.push({ id, ...place })
    return [id]
  }
  return { idOf, places }
}

function linked(contributor: Contributor, idOf: (old: string) => string[]): Contributor {
  if (contributor.affiliations === undefined) return contributor
  return { ...contributor, affiliations: [...new Set(contributor.affiliations.flatMap(idOf))] }
}

/** The id itself is not written. */
export const newIds: Transform = {
  field: 'affiliations/*/id',
  how: 'Not written: it ties names to places, and the place stands with the name.',
}
