/** A strict reader of CSV (RFC 4180): rows of fields, an error where the grammar is broken. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new Error(`Not a field of RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) throw new Error('The last record is not ended by CR LF')
  return rows
}
