/** dc:relation: grants, other works and trials, in the words in which this repository and OpenAIRE tell them. */
import type { Article, Funding, Relation, RelationType } from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { parseDoi } from '../../article/doi.ts'
import { parseRor, parseUrl } from '../../article/identifiers.ts'
import { relationLabels } from '../../article/in-words.ts'

const byLabel = new Map<string, RelationType>(
  Object.entries(relationLabels).map(([type, label]) => [label, type as RelationType]), // the keys of the table
)

/** `Retracted: https://doi.org/10.1000/x (2024-05-01)`, the inverse of `relationWords`. */
export function parseRelation(text: string): Relation | undefined {
  const colon = text.indexOf(': ')
  const head = colon === -1 ? text : text.slice(0, colon)
  const [, words = head, label] = /^([A-Z][A-Za-z ]{3,40}?) \((.+)\)$/.exec(head) ?? []
  const type = byLabel.get(words)
  if (type === undefined || colon === -1) return undefined
  const { what, date } = dated(text.slice(colon + 2))
  return {
    type,
    ...targetOf(what),
    ...(label !== undefined && { label }),
    ...(date !== undefined && { date }),
  }
}

function dated(text: string) {
  const open = text.lastIndexOf(' (')
  const date = open > 0 && text.endsWith(')') ? parseDateWords(text.slice(open + 2, -1)) : undefined
  return date === undefined ? { what: text } : { what: text.slice(0, open), date }
}

export function targetOf(what: string): Pick<Relation, 'doi' | 'url' | 'identifier'> {
  const doi = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|10\.\d{4})/i.test(what) ? parseDoi(what) : undefined
  if (doi !== undefined) return { doi }
  const url = /^\S+$/.test(what) ? parseUrl(what) : undefined
  return url !== undefined && 'value' in url ? { url: url.value } : { identifier: what }
}

/** `Funding: Swiss NSF, https://ror.org/…, 200020_123`; `info:eu-repo/grantAgreement/EC/FP7/244909`. */
export function parseFunding(text: string): Funding | undefined {
  if (/^info:eu-repo\/grantAgreement\/\S/i.test(text)) return { awards: [text] }
  if (!text.startsWith('Funding: ')) return undefined
  const parts = text.slice('Funding: '.length).split(', ')
  let at = parts.findIndex((part) => /^https:\/\/(?:ror\.org|doi\.org\/10\.13039)\//.test(part))
  const isIdentified = at !== -1
  // Without an identifier only the first part can be told to be the name.
  if (!isIdentified) at = 1
  const name = parts.slice(0, at).join(', ')
  const funder: Funding['funder'] = { ...(name !== '' && { name }) }
  while (isIdentified && at < parts.length && takeId(funder, parts[at] ?? '')) at++
  const awards = parts.slice(at)
  return {
    ...(Object.keys(funder).length > 0 && { funder }),
    ...(awards.length > 0 && { awards }),
  }
}

function takeId(funder: NonNullable<Funding['funder']>, part: string): boolean {
  const ror = part.startsWith('https://ror.org/') ? parseRor(part) : undefined
  if (ror !== undefined && 'value' in ror && funder.ror === undefined) {
    funder.ror = ror.value
    return true
  }
  const doi = part.startsWith('https://doi.org/10.13039/') ? parseDoi(part) : undefined
  if (doi === undefined || funder.doi !== undefined) return false
  funder.doi = doi
  return true
}

type Trial = NonNullable<Article['clinicalTrials']>[number]

export function parseTrial(text: string): Trial | undefined {
  const [, number, registry] = /^Clinical trial: ([^()]+?)(?: \(([^()]+)\))?$/.exec(text) ?? []
  return number === undefined ? undefined : { number, ...(registry !== undefined && { registry }) }
}
