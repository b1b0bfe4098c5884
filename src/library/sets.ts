/** The sets that harvesters may ask for: the DOI’s prefix, the journal, and the journal’s sections. */
import { createHash } from 'node:crypto'
import type { StoredArticle } from '../../schemas/article.ts'
import { doiKey, doiPrefix } from '../article/doi.ts'
import { titleKey } from '../article/title-key.ts'
import type { HarvestSet } from '../store/store.ts'

/** In the words of OAI-PMH 2.6: `journal-2434-561x:case-report` lies below `journal-2434-561x`. */
export function setsOf({ doi, journal, heading, subjects = [] }: StoredArticle): readonly HarvestSet[] {
  const prefix = doiPrefix(doiKey(doi))
  const sets = new Map([[`prefix-${prefix}`, `DOI prefix ${prefix}`]])
  const { linking, electronic, print, unspecified = [] } = journal?.issn ?? {}
  const issn = linking ?? electronic ?? print ?? unspecified[0]
  const name = journal?.title ?? issn
  if (name !== undefined) {
    const spec = `journal-${issn?.toLowerCase() ?? slug(name)}`
    sets.set(spec, name)
    for (const section of [heading, ...subjects]) {
      const below = section === undefined ? '' : slug(section)
      if (below !== '') sets.set(`${spec}:${below}`, `${name}: ${section}`)
    }
  }
  return [...sets].map(([spec, name]) => ({ spec, name }))
}

/** The same of an article as the store keeps it. */
export const setsOfJson = (json: string): readonly HarvestSet[] => setsOf(JSON.parse(json))

/** Letters of other scripts than Latin have no place in a setSpec: a digest tells such names apart. */
function slug(name: string): string {
  const key = titleKey(name)
  const plain = key
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')
    .slice(0, 60)
  if (/^[a-z0-9 ]{1,60}$/.test(key)) return plain
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return plain === '' ? digest : `${plain}-${digest}`
}
