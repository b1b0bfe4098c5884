/** CSV as a table: the separator found out, each row with its line, and why a row is none. */
import { parse } from 'csv-parse/sync'
import { Refusal } from '../../article/refusal.ts'
import { columns } from './columns.ts'

export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  /** The names of the columns as they stand; undefined where the text has rows alone. */
  readonly header: readonly string[] | undefined
  readonly rows: readonly Row[]
  /** Where a quotation mark is opened and never closed. */
  readonly brokenAt?: number
}

const separators = [',', ';', '\t'] as const
const names = new Set(columns.map(({ name }) => name))

/** `First Page` is `first_page`. */
export const columnName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

interface Separated {
  readonly separator: string
  readonly cells: readonly string[]
  readonly known: number
}

/** The first line under the separator that gives the most columns we know, or the most cells. */
function firstLine(text: string): Separated {
  const line = /^[^\r\n]*/.exec(text.slice(0, 20_000))?.[0] ?? ''
  const tried = separators.map((separator): Separated => {
    const cells = cellsOf(line, separator)
    return { separator, cells, known: new Set(cells.map(columnName).filter((name) => names.has(name))).size }
  })
  return tried.reduce((best, one) =>
    one.known > best.known || (best.known === 0 && one.cells.length > best.cells.length) ? one : best,
  )
}

/** The cells of one line; a quoted line break is not looked for. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell]
}

const isHeader = ({ known, cells }: Separated): boolean =>
  known >= 2 && (cells.some((cell) => ['doi', 'title'].includes(columnName(cell))) || known > cells.length / 2)

/** The parser counts CR LF inside of a cell as two lines. */
const bare = (text: string): string =>
  text
    .toWellFormed()
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')

/** How sure it is our CSV: a header of our columns, or rows of as many cells as we have columns. */
export function sniffsCsv(text: string): number {
  const first = firstLine(bare(text.slice(0, 20_000)))
  if (isHeader(first)) return first.known >= 6 || first.known === first.cells.length ? 0.95 : 0.6
  return first.cells.length === columns.length ? 0.9 : 0
}

export function parseTable(text: string): Table {
  const source = bare(text)
  const first = firstLine(source)
  const hasHeader = isHeader(first)
  if (!hasHeader && first.cells.length !== columns.length) {
    throw new Refusal(
      'unreadable',
      `Line 1: The first line is no header that is known here. Name columns such as ${[...names].slice(0, 12).join(', ')}; there must be doi or title.`,
    )
  }
  const { rows, brokenAt } = rowsOf(source, first.separator)
  const table = { rows: hasHeader ? rows.slice(1) : rows, ...(brokenAt !== undefined && { brokenAt }) }
  return { header: hasHeader ? rows[0]?.cells : undefined, ...table }
}

/** A row with thousands of authors and references has a tenth of it; a quotation mark that never closes makes one row. */
const longestRow = 800_000

interface Record {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

function rowsOf(source: string, delimiter: string): { rows: Row[]; brokenAt?: number } {
  const options = {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  }
  const read = (more: object) => {
    const found: unknown = parse(source, { ...options, ...more })
    // `info` makes of every row a record with its place, which the types of the parser do not know.
    return (found as Record[]).map(
      ({ record, info }): Row => ({ cells: record, line: firstLineOf(record, info.lines) }),
    )
  }
  try {
    return { rows: read({}) }
  } catch (error) {
    const { code, records, lines } = error as { code?: string; records?: number; lines?: number } // fields of CsvError
    if (code !== 'CSV_QUOTE_NOT_CLOSED' || !records) {
      throw new Refusal(
        'unreadable',
        `Line ${lines ?? 1}: This is not CSV: ${error instanceof Error ? error.message : code}`,
      )
    }
    const rows = read({ to: records })
    const last = rows.at(-1)
    return { rows, brokenAt: (last?.line ?? 1) + breaksIn(last?.cells ?? []) + 1 }
  }
}

/** The parser tells the last line of a record. */
const firstLineOf = (cells: readonly string[], line: number): number => line - breaksIn(cells)
const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
