/** A name and its place of work in one line, parted where the page or the words show the seam. */
import { isInstitution } from './affiliations.ts'
import { orcidPattern } from './byline.ts'
import type { Line } from './lines.ts'
import { isPersonName } from './names.ts'
import { institution } from './words.ts'

const seams =
  / (?=(?:(?:Technische |Freie |Medizinische )?(?:Universität|Hochschule)|Université|Universidad|Universidade|Università|Uniwersytet|Universitas) \p{Lu}|(?:University|Universit[àäéy]|Universidad|Universidade|Université|Universitas|Universitat|Institute|Institut|Instituto|Department|Dept\.|School|Faculty|Facultad|Faculdade|Center|Centre|Centro|College|Academy|Laboratory|Division) (?:of|for|de|do|da|für|di)\b)/u

/** “Calvin Liang University of Washington, … https://orcid.org/…”: parted as another line of the page parts it. */
export function withPlace(
  text: string,
  lines: readonly Line[],
): { name: string; place: string; orcid?: string } | undefined {
  const orcid = orcidPattern.exec(text)?.[1]
  const bare = withoutUrls(text).replace(/^(?:&|and) /, '')
  if (text.length > 400 || !isInstitution(bare)) return undefined
  const parted =
    orcid === undefined
      ? undefined
      : lines.find((line) => line.text.length === bare.length + 1 && line.text.replace(',', '') === bare)
  const lettered = /^(\p{Lu}[^\d,]{4,50}?) [a-z] (\p{Lu}.*)$/u.exec(
    bare.replace(/(?<=\p{Ll})(?:correspondence|view further).*$/iu, ''),
  )
  if (lettered?.[1] && lettered[2] && isPersonName(lettered[1]) && isInstitution(lettered[2]))
    return { name: lettered[1], place: lettered[2], ...(orcid && { orcid }) }
  const at = parted ? parted.text.indexOf(',') : bare.search(seams)
  const [name, place] = [bare.slice(0, Math.max(0, at)).replace(/[\s,]+$/, ''), bare.slice(Math.max(0, at)).trim()]
  const extra = orcid === undefined ? {} : { orcid }
  if (at > 0 && !name.includes(',') && isPersonName(name)) return { name, place, ...extra }
  // “Ana Roe (School of Botany, University of Nowhere)”
  const [, inFront, within] = /^([^()]{5,60}) \((.{5,300})\)$/.exec(bare) ?? []
  if (inFront && within && isPersonName(inFront) && institution.test(within))
    return { name: inFront, place: within, ...extra }
  const [, stated, rest] = /^([^,]{5,50}), (.+)$/.exec(bare) ?? []
  return stated && rest && isPersonName(stated) && isInstitution(rest)
    ? { name: stated, place: rest, ...extra }
    : undefined
}

/** “Ana Roe, Boston University and Red Hat; Per Lie and Jan Nord, Red Hat”: names and then their place, group by group. */
export function groupsWithPlaces(text: string): { name: string; place: string }[] {
  const groups = text.length > 3000 ? [] : text.split(/; ?(?:and )?/)
  if (groups.length < 2 || groups.filter((group) => institution.test(group)).length * 2 < groups.length) return []
  const read = groups.map(namesThenPlace)
  return read.every((people) => people.length > 0) ? read.flat() : []
}

function namesThenPlace(group: string): { name: string; place: string }[] {
  const parts = group.split(/,? and (?=\p{Lu})|, /u)
  const size = parts.findIndex((part) => !isPersonName(part))
  if (size > 0) {
    const place = group
      .slice(group.indexOf(parts[size - 1] ?? '') + (parts[size - 1] ?? '').length)
      .replace(/^[,\s]+/, '')
    return parts.slice(0, size).map((name) => ({ name, place }))
  }
  // “Bandan Das and Stefan Lie, Red Hat”: what stands behind the last comma looks like a name too.
  const comma = group.lastIndexOf(', ')
  const names = comma < 0 ? [] : group.slice(0, comma).split(/,? and |, /)
  return names.map((name) => ({ name, place: group.slice(comma + 2) }))
}

export const withoutUrls = (text: string) =>
  text
    .replace(/\s*https?:\/\/\S+/g, '')
    .replace(orcidPattern, '')
    .replace(/\s+/g, ' ')
    .trim()
