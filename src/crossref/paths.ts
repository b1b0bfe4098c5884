/** What a path below /works means: a DOI, or a DOI and a door of it. A DOI may itself end like a door. */
import { parseDoi } from '../article/doi.ts'

export interface Reading {
  readonly doi: string
  readonly door: 'work' | 'agency' | 'transform'
  /** The media type that the path names, which wins over Accept. */
  readonly type?: string
}

/** The readings of a path that was decoded once, likeliest first: as a DOI as it stands, then with a door at its end. */
export function readings(path: string): readonly Reading[] {
  const spellings = [...new Set([path, withoutSlash(path), decodedOnce(path), withoutSlash(decodedOnce(path))])]
  return [...spellings.flatMap((spelling) => whole(spelling)), ...spellings.flatMap((spelling) => withDoor(spelling))]
}

function whole(text: string): Reading[] {
  const doi = parseDoi(text)
  return doi === undefined ? [] : [{ doi, door: 'work' }]
}

const doors = /^(.+)\/(?:(agency)|transform(?:\/([\w.+-]+\/[\w.+-]+))?)$/

function withDoor(text: string): Reading[] {
  const [, rest = '', agency, type] = doors.exec(text) ?? []
  const doi = parseDoi(rest)
  if (doi === undefined) return []
  if (agency !== undefined) return [{ doi, door: 'agency' }]
  return [{ doi, door: 'transform', ...(type !== undefined && { type: type.toLowerCase() }) }]
}

const withoutSlash = (text: string): string => (text.endsWith('/') ? text.slice(0, -1) : text)

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
