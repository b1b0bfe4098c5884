/** Affiliations as PubMed has them: a line at each author, often with an e-mail address at its end. */
import type { Affiliation } from '../../../schemas/article.ts'

export type Said = Omit<Affiliation, 'id'>

/** The affiliations of an article, each once, named in the order in which they are met. */
export interface Places {
  readonly list: Affiliation[]
  readonly idOf: (said: Said) => string
}

export function placesOf(): Places {
  const ids = new Map<string, string>()
  const list: Affiliation[] = []
  return {
    list,
    idOf(said) {
      const key = JSON.stringify([withoutEnd(said.literal ?? ''), said.ror, said.isni, said.grid])
      const known = ids.get(key)
      if (known !== undefined) return known
      const id = `aff${list.length + 1}`
      ids.set(key, id)
      list.push({ id, ...said })
      return id
    },
  }
}

/** A stop at the end is no part of the address: some authors of one place have it, others not. */
const withoutEnd = (line: string): string => line.replace(/[.;, ]{1,5}$/, '')

const address = /^[^\s@<>]+@[^\s@<>]+$/

export interface Addressed {
  readonly line?: string
  readonly email?: string
  /** Words that introduced the address and are no part of the line. */
  readonly introduced?: string
}

/** Parts the address from the end of a line; of several addresses none, since it is not said whose they are. */
export function addressIn(text: string): Addressed {
  const blank = text.lastIndexOf(' ')
  const email = bare(text.slice(blank + 1))
  if (!address.test(email)) return { line: text }
  const before = text.slice(0, Math.max(0, blank)).trimEnd()
  if (before.split(' ').some((word) => address.test(bare(word)))) return { line: text }
  const [introduced] = /(?:\(?(?:electronic address|e-?mail(?: address)?|email))? ?:$/i.exec(before) ?? []
  const rest = introduced === undefined ? before : before.slice(0, -introduced.length).trimEnd()
  const line = rest.replace(/[.;,]$/, '')
  return { email, ...(line !== '' && { line }), ...(introduced !== undefined && { introduced }) }
}

const bare = (word: string): string => word.replace(/^(?:mailto:|[<(])/i, '').replace(/[>).;,]{1,5}$/, '')
