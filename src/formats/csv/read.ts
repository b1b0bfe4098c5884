/** Reads the rows of a table as drafts; a row that is none is refused alone. */
import type { Draft } from '../../../schemas/article.ts'
import { Refusal } from '../../article/refusal.ts'
import { type Reading, understood } from '../codec.ts'
import { notesOf } from '../records.ts'
import { type Cells, readJournal, readKinds, readPages, readTexts } from './cells.ts'
import { columns } from './columns.ts'
import { readDates, readFunding, readIdentifiers, readLinks, readRelations, readRights } from './facts.ts'
import { readPeople } from './people.ts'
import { columnName, parseTable, type Row } from './table.ts'

const readers = [
  readKinds,
  readTexts,
  readJournal,
  readPages,
  readDates,
  readRights,
  readFunding,
  readRelations,
  readIdentifiers,
  readLinks,
  readPeople,
]

const ours = columns.map(({ name }) => name)
const known = new Set(ours)

export function readCsv(text: string): Reading[] {
  const { header = ours, rows, brokenAt } = parseTable(text)
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const readings = filled.map((row) => readRow(header, row))
  if (brokenAt === undefined) return readings
  const why = `Line ${brokenAt}: A quotation mark is opened and never closed; close it, or double it inside of a cell.`
  return [...readings, { place: `line ${brokenAt}`, refusal: new Refusal('unreadable', why) }]
}

function readRow(header: readonly string[], { line, cells }: Row): Reading {
  const place = `line ${line}`
  const surplus = cells.slice(header.length).some((cell) => cell.trim() !== '')
  if (surplus || cells.length < header.length) {
    const why = `Line ${line}: The row has ${cells.length} cells, the header has ${header.length}. Put cells with a separator or a line break in quotation marks.`
    return { place, refusal: new Refusal('unreadable', why) }
  }
  const draft: Draft = {}
  const notes = notesOf()
  const unmapped: { path: string; value: unknown }[] = []
  const values = new Map<string, string>()
  for (const [at, column] of header.entries()) {
    const value = undefused((cells[at] ?? '').trim())
    const name = columnName(column)
    if (value === '') continue
    if (known.has(name) && !values.has(name)) values.set(name, value)
    else unmapped.push({ path: column.trim() || `column ${at + 1}`, value })
  }
  const source: Cells = {
    take(column) {
      const value = values.get(column)
      values.delete(column)
      return value
    },
    keep: (path, value) => unmapped.push({ path, value }),
    note: notes.add,
  }
  const key = source.take('key')
  for (const read of readers) read(source, draft)
  for (const [path, value] of values) unmapped.push({ path, value })
  if (unmapped.length > 0) draft.unmapped = unmapped
  return understood(key === undefined ? place : `${place} (${key})`, draft, notes.list)
}

/** The apostrophe that keeps a spreadsheet from evaluating a cell, of which `formula` says where it stands. */
const undefused = (cell: string): string => (/^'+[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell)
