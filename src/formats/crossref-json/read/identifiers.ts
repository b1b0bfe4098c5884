/** ISSNs and ORCID iDs as the API writes them, which need no mending; of any other form the record’s own parsers judge. */
import { mod11, mod11_2 } from '../../../article/checkdigits.ts'
import { type Parsed, parseIssn, parseOrcid } from '../../../article/identifiers.ts'

const issn = /^\d{4}-\d{3}[\dX]$/
const orcid = /^https?:\/\/orcid\.org\/(?:\d{4}-){3}\d{3}[\dX]$/

export const issnOf = (text: string): Parsed =>
  issn.test(text) && mod11(text.slice(0, 4) + text.slice(5)) ? { value: text } : parseIssn(text)

export function orcidOf(text: string): Parsed {
  if (!orcid.test(text)) return parseOrcid(text)
  const value = text.slice(-19)
  return mod11_2(value.slice(0, 4) + value.slice(5, 9) + value.slice(10, 14) + value.slice(15))
    ? { value }
    : parseOrcid(text)
}
