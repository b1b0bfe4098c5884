/** The lines of PubMed’s tagged form: a tag of two to four letters, a hyphen, and text that may go on in indented lines. */

export interface NbibField {
  readonly tag: string
  readonly text: string
  readonly line: number
}

export interface NbibRecord {
  readonly line: number
  readonly fields: readonly NbibField[]
}

const field = /^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$/
/** Tags a record begins with; after a blank line any tag begins one. */
const first: ReadonlySet<string> = new Set(['PMID'])

/** How much of the beginning is whole records: up to the last number of PubMed behind a blank line. */
export function cutRecords(text: string): number {
  for (let at = text.lastIndexOf('\nPMID'); at > 0; at = text.lastIndexOf('\nPMID', at - 1)) {
    if (/\n\r?$/.test(text.slice(Math.max(0, at - 2), at)) && /^PMID {0,2}-/.test(text.slice(at + 1, at + 8)))
      return at + 1
  }
  return 0
}

/** Lines before the first field are of no record. The text begins at a line of its source. */
export function recordsOf(text: string, start = 1): { readonly records: NbibRecord[]; readonly strays: NbibField[] } {
  const records: { line: number; fields: { tag: string; text: string; line: number }[] }[] = []
  const strays: NbibField[] = []
  let isNew = true
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const match = field.exec(line)
    if (match) {
      const [, tag = '', said = ''] = match
      const open = records.at(-1)
      if (open === undefined || isNew || (first.has(tag) && open.fields.some((one) => one.tag === tag)))
        records.push({ line: at + start, fields: [] })
      records.at(-1)?.fields.push({ tag, text: said.trim(), line: at + start })
      isNew = false
    } else if (line.trim() === '') isNew = true
    else {
      const last = records.at(-1)?.fields.at(-1)
      if (last === undefined) strays.push({ tag: '', text: line.trim(), line: at + start })
      else last.text = `${last.text} ${line.trim()}`.trim()
      isNew = false
    }
  }
  return { records, strays }
}
