/**
 * Texts of which nothing is to be done: one look says that a text is its own LaTeX, in UTF-8 and in ASCII, and needs no
 * braces in a list, in the notation or in an annotation. Most values of a record are such; all others go the long way.
 */

const always = 1
const twice = 2
const stops = new Uint8Array(0x80).fill(always, 0, 0x20)
for (const character of '\\{}$&%#_~^`<,;="') stops[character.charCodeAt(0)] = always
for (const character of "-' ") stops[character.charCodeAt(0)] = twice

const blank = 0x20

/** Whether nothing in the text, and nothing at its ends, means anything to LaTeX or to BibTeX. */
export function isBare(text: string): boolean {
  // A blank at the beginning is the second of two.
  let previous = blank
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) return false
    const stop = stops[code]
    if (stop === always || (stop === twice && code === previous)) return false
    previous = code
  }
  return previous !== blank
}
