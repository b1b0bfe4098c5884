/** How sure a text is a .bib file, and whether BibTeX’s names of fields are in it or biblatex’s. */

/** An entry with its key and comma, or one of the words that hold no entry; `@media (…)` of a style sheet is neither. */
const item =
  /(?:^|[\n}])[ \t\ufeff]{0,100}@\s{0,20}(?:(?:string|comment|preamble)\s{0,20}[{(]|[A-Za-z][\w-]{0,40}\s{0,20}[{(]\s{0,20}(?:[^\s,{}()="'][^,{}()="'\n]{0,300})?(?:,|=\s{0,20}[{"]))/i
const field = /[\n,][ \t]*([A-Za-z][\w+:-]{0,60})[ \t]*=/g
const fieldOfLine = /\n[ \t]*([A-Za-z][\w+:-]{0,60})[ \t]*=/g
const ofBiblatex =
  /^(?:journaltitle|date|eprinttype|eprintclass|langid|entrysubtype|pubstate|name[abc]|location|urldate|(?:title|doi|date|journaltitle)\+an(?::.*)?)$/i
const ofBibtex = /^(?:journal|year|archiveprefix|primaryclass|address)$/i

export interface Sureness {
  readonly bibtex: number
  readonly biblatex: number
}

export function sniffBib(text: string): Sureness {
  const head = text.slice(0, 100_000)
  if (!head.includes('@') || !item.test(head)) return { bibtex: 0, biblatex: 0 }
  // A page or a document of another format may quote an entry.
  if (/^\s*[<[{]/.test(head)) return { bibtex: 0.2, biblatex: 0.1 }
  // Only where every field stands on the line of its entry, a comma may come before one.
  const names = Array.from(
    head.matchAll(/\n[ \t]*[A-Za-z]+[ \t]*=/.test(head) ? fieldOfLine : field),
    ([, name = '']) => name,
  )
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length
  const isBiblatex = count(ofBiblatex) > count(ofBibtex)
  return isBiblatex ? { bibtex: 0.88, biblatex: 0.92 } : { bibtex: 0.9, biblatex: 0.6 }
}
