/** Fields that have one right spelling: a row for each, so that a new identifier is a new line. */
import type { Finding } from '../../schemas/problem.ts'
import { formatRich, parseRich } from '../text/rich.ts'
import { type KindName, kinds } from './identifiers.ts'
import { type Place, visit } from './paths.ts'
import { richFields } from './rich-fields.ts'

export interface IdentifierRow {
  readonly path: readonly string[]
  readonly kind: KindName
  /** A wrong identifier of a cited work is the source’s own fault and must not keep the citing article out. */
  readonly keep?: true
}

const row = (path: string, kind: KindName, keep?: true): IdentifierRow => ({
  path: path.split('/'),
  kind,
  ...(keep && { keep }),
})

export const identifierRows: readonly IdentifierRow[] = [
  row('doi', 'doi'),
  row('language', 'language'),
  row('contributors/*/orcid', 'orcid'),
  row('contributors/*/isni', 'isni'),
  row('contributors/*/email', 'email'),
  row('contributors/*/ror', 'ror'),
  row('contributors/*/native/language', 'language'),
  row('contributors/*/members/*/orcid', 'orcid'),
  row('contributors/*/members/*/isni', 'isni'),
  row('contributors/*/members/*/email', 'email'),
  row('contributors/*/members/*/native/language', 'language'),
  row('affiliations/*/ror', 'ror'),
  row('affiliations/*/isni', 'isni'),
  row('affiliations/*/grid', 'grid'),
  row('affiliations/*/countryCode', 'country'),
  row('journal/issn/print', 'issn'),
  row('journal/issn/electronic', 'issn'),
  row('journal/issn/linking', 'issn'),
  row('journal/issn/unspecified/*', 'issn'),
  row('journal/publisher/ror', 'ror'),
  row('journal/language', 'language'),
  row('translatedTitles/*/language', 'language'),
  row('abstracts/*/language', 'language'),
  row('keywords/*/language', 'language'),
  row('licences/*/url', 'url'),
  row('links/*/url', 'url'),
  row('funding/*/funder/ror', 'ror'),
  row('funding/*/funder/doi', 'doi'),
  row('relations/*/doi', 'doi', true),
  row('relations/*/url', 'url', true),
  row('references/*/doi', 'doi', true),
  row('references/*/issn', 'issn', true),
  row('references/*/url', 'url', true),
]

const richPaths: readonly (readonly string[])[] = richFields.map((path) => path.split('/'))

/** Brings identifiers and rich text of a tidy record into their one form, in place; what cannot be is a finding. */
export function normaliseFields(record: Record<string, unknown>, findings: Finding[]): void {
  for (const { path, kind, keep } of identifierRows) {
    if (!has(record, path)) continue
    visit(record, path, (place) => normaliseIdentifier(record, place, kind, keep === true, findings))
  }
  for (const path of richPaths) {
    if (!has(record, path)) continue
    visit(record, path, ({ holder, key, value }) => {
      if (typeof value !== 'string' || !/[<>&]/.test(value)) return
      // Mark-up that was empty may leave blanks behind.
      const text = formatRich(parseRich(value)).replace(/ {2,}/g, ' ').trim()
      if (text !== '') holder[key] = text
      else if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
    })
  }
  giveAffiliationIds(record)
}

/** Of the three dozen paths most lead nowhere, which the first step of each tells. */
const has = (record: Record<string, unknown>, [first = '']: readonly string[]): boolean => record[first] !== undefined

function normaliseIdentifier(
  record: Record<string, unknown>,
  place: Place,
  kind: KindName,
  keep: boolean,
  findings: Finding[],
): void {
  const { holder, key, value } = place
  if (typeof value !== 'string') return
  const parsed = kinds[kind].parse(value)
  if ('value' in parsed) {
    holder[key] = parsed.value
    return
  }
  const remedy = kinds[kind].remedy
  const pointer = place.pointer()
  const finding = { code: parsed.code, pointer, value, message: `“${value.slice(0, 200)}”: ${parsed.message}` }
  if (!keep) {
    findings.push({ severity: 'error', ...finding, remedy })
    return
  }
  delete holder[key]
  const unmapped = Array.isArray(record.unmapped) ? record.unmapped : []
  record.unmapped = [...unmapped, { path: pointer, value }]
  findings.push({ severity: 'warning', ...finding, message: `${finding.message} It is kept in “unmapped”.`, remedy })
}

/** Affiliations are named by contributors; a source that names none gets `aff1`, `aff2` … in order. */
function giveAffiliationIds(record: Record<string, unknown>): void {
  if (!Array.isArray(record.affiliations)) return
  const taken = new Set(record.affiliations.map((affiliation) => affiliation?.id))
  let next = 1
  for (const affiliation of record.affiliations) {
    if (typeof affiliation !== 'object' || affiliation === null || affiliation.id !== undefined) continue
    while (taken.has(`aff${next}`)) next++
    affiliation.id = `aff${next++}`
  }
}
