/** Values as the patterns of the CFF 1.2.0 schema allow them; undefined where they do not. */

const doi = /^10\.\d{4,9}(\.\d+)?\/[A-Za-z0-9:/_;\-.()[\]\\]+$/
/** `definitions/doi` leaves out characters that DOIs may have. */
export const isCffDoi = (value: string): boolean => doi.test(value)

/** Integers that read back as they were written: no leading zero, no loss of digits. */
export const integer = (text: string | undefined): number | undefined =>
  text !== undefined && /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined

export const isCffEmail = (value: string): boolean => /^\S+@\S+\.\S{2,}$/.test(value)

export const isCffPmcid = (value: string): boolean => /^PMC[0-9]{7}$/.test(value)

export const isCffIsbn = (value: string): boolean => /^[0-9\- ]{10,17}X?$/.test(value)

/** ISO 639 in small letters. */
export function languageCode(tag: string): string | undefined {
  const code = tag.split('-')[0]?.toLowerCase() ?? ''
  return /^[a-z]{2,3}$/.test(code) ? code : undefined
}

/** SPDX ids that journals publish under; the schema’s list is that of 2021 and closed. */
const spdxIds: ReadonlySet<string> = new Set([
  ...['1.0', '2.0', '2.5', '3.0', '4.0'].flatMap((version) =>
    ['CC-BY', 'CC-BY-NC', 'CC-BY-NC-ND', 'CC-BY-NC-SA', 'CC-BY-ND', 'CC-BY-SA'].map((id) => `${id}-${version}`),
  ),
  ...['CC0-1.0', 'CC-PDDC', 'PDDL-1.0', 'ODC-By-1.0', 'ODbL-1.0', 'MIT', 'Apache-2.0', 'BSD-2-Clause'],
  ...['BSD-3-Clause', 'GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later', 'Unlicense'],
  ...['AGPL-3.0-only', 'AGPL-3.0-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'MPL-2.0', 'GFDL-1.3-or-later'],
])
export const isSpdx = (id: string | undefined): id is string => id !== undefined && spdxIds.has(id)

/** Lists of the schema have unique members. */
export function unique<T>(list: readonly T[]): readonly T[] | undefined {
  if (list.length === 0) return undefined
  if (list.length === 1) return list
  const seen = new Set<string>()
  return list.filter((member) => {
    const key = typeof member === 'string' ? member : JSON.stringify(member)
    return !seen.has(key) && seen.add(key)
  })
}
