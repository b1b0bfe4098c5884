/** ORCID, ISNI, ROR, GRID, ISSN, language, country and e-mail as people write them → as the record keeps them. */
import { mod11, mod11_2, mod97_10 } from './checkdigits.ts'
import { parseDoi } from './doi.ts'

/** A value as the record keeps it, or what is wrong with it. */
export type Parsed = { readonly value: string } | { readonly code: string; readonly message: string }

/** What an identifier is, how it is parsed, and what to tell who gave a wrong one. */
export interface IdentifierKind {
  readonly parse: (text: string) => Parsed
  readonly remedy: string
}

const wrong = (code: string, message: string): Parsed => ({ code, message })

function checked(name: string, shape: RegExp, bare: (text: string) => string, valid: (bare: string) => boolean) {
  return (text: string): Parsed => {
    // What has its shape already is the most of what comes: seven replacements less.
    const value = shape.test(text) ? text : bare(text)
    if (!shape.test(value)) return wrong(`${name}-syntax`, `This is not written like ${article(name)}.`)
    return valid(value) ? { value } : wrong(`${name}-checksum`, 'The check digit does not match the other digits.')
  }
}

const article = (name: string): string => `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name.toUpperCase()}`
const hyphenless = (text: string) => text.replace(/-/g, '')
const lastPart = (text: string) => text.trim().replace(/\/+$/, '').replace(/^.*\//, '')

function hyphenated(text: string): string {
  const characters = lastPart(text)
    .replace(/[\s‐-―−-]/g, '')
    .toUpperCase()
  return characters.replace(/^(.{4})(.{4})(.{4})(.{4})$/, '$1-$2-$3-$4')
}

export const parseOrcid = checked('orcid', /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, hyphenated, (v) => mod11_2(hyphenless(v)))

export const parseIsni = checked(
  'isni',
  /^\d{15}[\dX]$/,
  (text) =>
    lastPart(text)
      .replace(/^isni:?/i, '')
      .replace(/[\s-]/g, '')
      .toUpperCase(),
  mod11_2,
)

export const parseIssn = checked(
  'issn',
  /^\d{4}-\d{3}[\dX]$/,
  (text) =>
    text
      .trim()
      .replace(/^(?:urn:)?[ep]?issn[:\s]*/i, '')
      .replace(/[‐-―−]/g, '-')
      .toUpperCase()
      .replace(/^(\d{4})(\d{3}[\dX])$/, '$1-$2'),
  (v) => mod11(hyphenless(v)),
)

export const parseRor = checked(
  'ror',
  /^https:\/\/ror\.org\/0[a-hj-km-np-tv-z0-9]{6}\d{2}$/,
  (text) => `https://ror.org/${lastPart(text).toLowerCase()}`,
  (v) => mod97_10(lastPart(v)),
)

export function parseGrid(text: string): Parsed {
  const value = lastPart(text).toLowerCase()
  return /^grid\.\d+\.[0-9a-f]+$/.test(value) ? { value } : wrong('grid-syntax', 'This is not written like a GRID id.')
}

export function parseLanguage(text: string): Parsed {
  // Two small letters are canonical already; asking Intl costs microseconds.
  if (/^[a-z]{2}$/.test(text)) return { value: text }
  try {
    const [value] = Intl.getCanonicalLocales(text.trim().replace(/_/g, '-'))
    if (value) return { value }
  } catch {
    // falls through to the finding
  }
  return wrong('language-syntax', 'This is not a BCP 47 language tag.')
}

export function parseCountry(text: string): Parsed {
  const value = text.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(value) ? { value } : wrong('country-syntax', 'This is not an ISO 3166-1 alpha-2 code.')
}

export function parseEmail(text: string): Parsed {
  const value = text.trim().replace(/^mailto:/i, '')
  return /^[^\s@<>]+@[^\s@<>]+$/.test(value) ? { value } : wrong('email-syntax', 'This is not an e-mail address.')
}

const url = /^(https?|ftp):\/\/\S+$/

export function parseUrl(text: string): Parsed {
  if (url.test(text)) return { value: text }
  const value = text.trim().replace(/\s/g, '%20')
  return url.test(value) ? { value } : wrong('url-syntax', 'This is not an absolute http, https or ftp URL.')
}

export const kinds = {
  doi: {
    parse: (text: string): Parsed => {
      const value = parseDoi(text)
      return value === undefined ? wrong('doi-syntax', 'This is not a DOI.') : { value }
    },
    remedy: 'Give the bare DOI, such as 10.46439/stemcell.5.019.',
  },
  orcid: {
    parse: parseOrcid,
    remedy: 'Check the iD at orcid.org and give it as 0000-0002-1825-0097, or leave it out.',
  },
  isni: { parse: parseIsni, remedy: 'Give the sixteen characters of the ISNI, or leave it out.' },
  issn: { parse: parseIssn, remedy: 'Check the ISSN at portal.issn.org and give it as 0028-0836, or leave it out.' },
  ror: { parse: parseRor, remedy: 'Look the institution up at ror.org and give https://ror.org/…, or leave it out.' },
  grid: { parse: parseGrid, remedy: 'Give the id as grid.20861.3d, or the ROR id instead.' },
  language: { parse: parseLanguage, remedy: 'Give a tag such as en, pt-BR or zh-Hans, or leave it out.' },
  country: {
    parse: parseCountry,
    remedy: 'Give two letters such as IN in countryCode; the printed name goes to country.',
  },
  email: { parse: parseEmail, remedy: 'Give one address such as name@example.org, or leave it out.' },
  url: { parse: parseUrl, remedy: 'Give the whole address, beginning with https://.' },
} as const satisfies Record<string, IdentifierKind>
export type KindName = keyof typeof kinds
