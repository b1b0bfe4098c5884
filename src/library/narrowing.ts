/** How a list that a search found is narrowed: by one value of a year, a journal, a type … A row for each. */

export interface Narrowing {
  /** In the address of a search. */
  readonly name: string
  readonly title: string
  /** The facts that are counted. */
  readonly facet: string
  /** The field of the query language that chooses by such a fact. */
  readonly field: string
}

export const narrowings = [
  { name: 'year', title: 'Year', facet: 'published-year', field: 'year' },
  { name: 'journal', title: 'Journal', facet: 'journal', field: 'in' },
  { name: 'type', title: 'Type', facet: 'article-type', field: 'type' },
  { name: 'language', title: 'Language', facet: 'language', field: 'language' },
  { name: 'funder', title: 'Funder', facet: 'funder-name', field: 'funder' },
] as const satisfies readonly Narrowing[]
export type NarrowingName = (typeof narrowings)[number]['name']

export type Narrowed = Readonly<Partial<Record<NarrowingName, string>>>

/** Quotation marks end a phrase, and so no phrase can be made of a value that has some. */
export const canNarrow = (value: string): boolean => !/["“”„«»\p{Cc}]/u.test(value)

/** The search and what it was narrowed to as one query; what cannot be asked for is left out. */
export function narrowedQuery(query: string, chosen: Narrowed): string {
  const parts = narrowings.flatMap(({ name, field }) => {
    const value = chosen[name]
    return value === undefined || !canNarrow(value) ? [] : [`${field}:"${value}"`]
  })
  const typed = query.trim()
  if (typed === '' || parts.length === 0) return [typed, ...parts].join(' ').trim()
  // Side by side binds closer than OR.
  return [/\bOR\b/.test(typed) ? `(${typed})` : typed, ...parts].join(' ')
}
