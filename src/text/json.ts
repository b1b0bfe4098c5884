/** JSON whose texts hold only what any notation can hold, so that a document says the same in JSON and in XML. */

/** XML 1.0, 2.2 Char: what is not in it is left out; half a surrogate pair, which no encoding has, becomes U+FFFD. */
export const legalText = (text: string): string =>
  suspect.test(text) ? text.replace(illegal, '').toWellFormed() : text

const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const suspect = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u

/** One line of JSON. Only a text that JSON had to escape by number, or a noncharacter, can be in need of cleaning. */
export function formatJson(value: object): string {
  const text = JSON.stringify(value)
  return /\\u|[\ufffe\uffff]/.test(text) ? JSON.stringify(value, cleaned) : text
}

const cleaned = (_key: string, value: unknown): unknown => (typeof value === 'string' ? legalText(value) : value)
