/** What our pages may load and do (https://www.w3.org/TR/CSP3/): their own files, and nothing from elsewhere. */

/** No style or script within the page, not even as an attribute, and no text that a script turns into mark-up. */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  // The picture beside the page’s name in the browser is part of the page.
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // https://www.w3.org/TR/trusted-types/
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The description of the doors, which sends what is tried out to this service or to its public address; styles are set by its script. */
export const docsPolicy = (baseUrl: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(baseUrl).origin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** References as documents of their own are made to be pasted elsewhere, and carry their style with them. */
export const referencePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

/** Headers of every page. */
export const pageHeaders = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
} as const
