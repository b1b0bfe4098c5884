/** Members of a shape that CSL does not have: a row may have read a part of one, so the whole is kept beside it. */
import { type Item, isObject } from './shape.ts'

const names: ReadonlySet<string> = new Set('author editor translator chair illustrator contributor'.split(' '))
const dates: ReadonlySet<string> = new Set('issued submitted'.split(' '))

/** The names of such members among those that a row has taken. */
export const oddMembers = (item: Item, isTaken: (name: string) => boolean): readonly string[] =>
  Object.keys(item).filter((name) => isOdd(name, item[name]) && isTaken(name))

function isOdd(name: string, value: unknown): boolean {
  if (value === null || typeof value !== 'object' || saysNothing(value)) return false
  if (names.has(name)) return listed(value).some((one) => !isName(one))
  // What numbers or words of a date say is asked of them where they are read.
  if (dates.has(name)) return !isObject(value) || !dateMembers.some((member) => member in value)
  if (name === 'ISSN') return !Array.isArray(value) || !value.every(isText)
  return !Array.isArray(value) || value.length > 1 || !(isText(value[0]) || typeof value[0] === 'number')
}

const dateMembers = ['date-parts', 'literal', 'raw']
const isText = (value: unknown): boolean => typeof value === 'string'

/** A name alone stands for a list of it. */
export const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isObject(value) || typeof value === 'string' ? [value] : []

/** A name as text, or as an object of which every member with something in it is known. */
function isName(value: unknown): boolean {
  if (typeof value === 'string' || saysNothing(value)) return true
  if (!isObject(value)) return false
  const said = Object.keys(value).filter((key) => !saysNothing(value[key]))
  const isLiteral = said.includes('literal') || (said.includes('name') && !said.includes('family'))
  return said.every(
    (key) =>
      aboutNames.has(key) || (isLiteral ? key === 'literal' || key === 'name' : parts.has(key) && isPart(value[key])),
  )
}

const parts: ReadonlySet<string> = new Set('family given dropping-particle non-dropping-particle suffix'.split(' '))
/** How a name is printed or in which order it stands; and what Crossref says beside a name. */
const aboutNames: ReadonlySet<string> = new Set(
  `sequence parse-names static-ordering comma-suffix comma-dropping-particle isInstitution ORCID affiliation
   authenticated-orcid`.split(/\s+/),
)
const isPart = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return true
  if (typeof value !== 'object') return false
  return Object.values(value).every(saysNothing)
}
