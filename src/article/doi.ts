/** DOIs: found in what people write, compared in lower case, kept in the depositor’s case (DOI Handbook 2.2–2.4). */

const bare = /^10\.[0-9]{4,9}(?:\.[0-9]+)*\/\S+$/
const resolver = /^https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\//i
/** Quotation marks around the whole: seen in deposited relations, “https://doi.org/10.5281/…”. */
const quoted = /^["'“‘<](.*)["'”’>]$/
const label = /^(?:doi|info:doi\/|urn:doi)\s*:?\s*/i

/**
 * The bare DOI of `10.1000/x`, `doi:10.1000/x`, `https://doi.org/10.1000%2Fx` or the same in quotes; undefined
 * otherwise. Only a URL is percent-decoded, since `%` may stand in a DOI itself.
 */
export function parseDoi(text: string): string | undefined {
  // Most need no mending.
  if (text.startsWith('10.') && bare.test(text)) return isKept(text) ? text : undefined
  const outer = text.trim()
  const trimmed = quoted.exec(outer)?.[1] ?? outer
  const rest = trimmed.replace(resolver, '')
  const candidate = rest === trimmed ? trimmed.replace(label, '') : decoded(rest)
  return bare.test(candidate) && isKept(candidate) ? candidate : undefined
}

const isKept = (doi: string): boolean => doi.length <= 2048 && !hasControl(doi)

/** The form two spellings of one DOI share: ASCII letters in lower case (DOI Handbook 2.4). */
export const doiKey = (doi: string): string => doi.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** The registrant’s prefix, `10.1093` of `10.1093/nar/gkw1099`. */
export const doiPrefix = (doi: string): string => doi.slice(0, doi.indexOf('/'))

/** The DOI inside a URL path: slashes stay readable, whatever could end or change a URL is encoded (RFC 3986 3.3). */
export function encodeDoi(doi: string): string {
  if (isPath.test(doi) && !dotSegment.test(doi)) return doi
  const segments = doi.split('/')
  // URL parsers resolve '.' and '..' between slashes, even when written %2E: then no slash may be plain.
  const between = segments.some((segment) => segment === '.' || segment === '..') ? '%2F' : '/'
  return segments.map(encodeSegment).join(between)
}

/** The resolvable address, `https://doi.org/…`. */
export const doiUrl = (doi: string): string => `https://doi.org/${encodeDoi(doi)}`

const isPath = /^[\w.~()!*':;,/-]*$/
const dotSegment = /(?:^|\/)\.\.?(?:\/|$)/
const needsNoEncoding = /^[\w.~()!*':;,-]*$/

function encodeSegment(segment: string): string {
  if (needsNoEncoding.test(segment)) return segment
  return encodeURIComponent(segment).replace(/%3A/g, ':').replace(/%3B/g, ';').replace(/%2C/g, ',')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const hasControl = (text: string): boolean => /[\x00-\x20\x7f-\x9f]/.test(text)
