/** Lists that need no counting of their own: types, licences, styles, locales; and whose a DOI is. */
import { parseDoi } from '../article/doi.ts'
import { registryTypes } from '../article/registry-type.ts'
import { type Answer, bare, list, notFound, ok } from './answer.ts'
import type { Parts } from './asking.ts'
import type { Asked } from './parameters.ts'

const allTypes = Object.entries(registryTypes).map(([id, label]) => ({ id, label }))

export const answerTypes = (): Answer => ok('type-list', { 'total-results': allTypes.length, items: allTypes })

export const answerType = (id: string): Answer => {
  const found = allTypes.find((type) => type.id === id)
  return found ? ok('type', found) : notFound
}

export async function answerLicences({ rows, offset, query }: Asked, { library }: Parts): Promise<Answer> {
  const { values } = await library.facet({ facet: 'license.url', limit: 10_000 })
  const wanted = (query ?? '').toLowerCase()
  const found = values.filter(({ value }) => value.toLowerCase().includes(wanted))
  const items = found.slice(offset, offset + rows).map(({ value, count }) => ({ URL: value, 'work-count': count }))
  return list('license-list', { total: found.length, items, rows, offset, terms: query })
}

export const answerNames = (type: string, names: readonly string[]): Answer =>
  ok(type, { 'total-results': names.length, items: names })

/** As https://doi.org/doiRA answers, which JabRef asks before anything else: an entry for each DOI, in order. */
export async function answerAgencies(path: string, { library }: Parts): Promise<Answer> {
  const entries = []
  for (const text of path.split(/,(?=10\.|https?:|doi:)/).slice(0, 100)) {
    const doi = parseDoi(text)
    const record = doi === undefined ? undefined : await library.find(doi)
    if (doi === undefined) entries.push({ DOI: text, status: 'Invalid DOI' })
    else entries.push(record ? { DOI: doi, RA: 'Crossref' } : { DOI: doi, status: 'DOI does not exist' })
  }
  return bare(entries)
}
