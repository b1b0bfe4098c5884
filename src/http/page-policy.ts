/** What our pages may load and do (https://www.w3.org/TR/CSP3/): their own style, no script, nothing from elsewhere. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'"
