/** How much of the beginning of a .bib file can be read by itself. */

/**
 * What reaches from one entry into another: macros, entries that take from another, and entries that others take from,
 * which in biblatex may stand before them. In BibTeX they stand behind, so an @article that hands on needs no mention.
 */
const shared =
  /@\s{0,20}(?:string|(?:mv)?(?:book|collection|proceedings|reference)|periodical|xdata)\s{0,20}[{(]|\b(?:crossref|xdata)\s{0,20}=/i
const entry = /@[A-Za-z]{1,40}\s{0,20}[{(]/y
const mostTries = 100

/** The length of the whole entries; 0 where there is none, or where the rest of the file may be needed to read them. */
export function cutEntries(text: string): number {
  if (shared.test(text)) return 0
  let at = text.lastIndexOf('\n@')
  for (let tries = 0; at > 0 && tries < mostTries; tries++) {
    entry.lastIndex = at + 1
    if (entry.test(text) && isClosed(text, at)) return at + 1
    at = text.lastIndexOf('\n@', at - 1)
  }
  return 0
}

/** Whether the last thing before is the end of an entry: a line of an abstract may begin with “@” too. */
function isClosed(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 100), end).trimEnd()
  return before.endsWith('}') || before.endsWith(')')
}
