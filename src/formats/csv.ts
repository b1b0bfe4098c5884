/** CSV (RFC 4180): a row for each article under one header line, for spreadsheets. Lists stand in one cell. */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import { oneLine } from '../text/line.ts'
import { onlyDraft } from './as-read.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { columns } from './csv/columns.ts'
import { csvCoarsens, csvLoses, csvTransforms } from './csv/losses.ts'
import { readCsv } from './csv/read.ts'
import { sniffsCsv } from './csv/table.ts'

const header = `${columns.map(({ name }) => name).join(',')}\r\n`

export const csv = {
  name: 'csv',
  title: 'CSV',
  mediaType: 'text/csv',
  extension: '.csv',
  schema: Type.String({
    description:
      `Rows of RFC 4180 in UTF-8 under the header ${columns.map(({ name }) => name).join(', ')}. ` +
      'Members of a list are parted by “; ”. An apostrophe stands before a cell that a spreadsheet would take for a formula.',
  }),
  frame: [header, '', ''],
  framesOne: true,
  loses: csvLoses,
  coarsens: csvCoarsens(through),
  transforms: csvTransforms,
  sniffs: sniffsCsv,
  read: readCsv,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeRow(article, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

function through(article: Article): Draft | undefined {
  return onlyDraft(readCsv(header + writeRow(article)))
}

function writeRow(article: Article, options: WriteOptions = {}): string {
  let out = ''
  for (const column of columns) out += `,${cell(column.cell(article, options))}`
  return `${out.slice(1)}\r\n`
}

/**
 * What Excel, LibreOffice and Google Sheets evaluate; the full-width forms are formulas in East Asian versions. A text
 * that begins with our apostrophe gets another, so that one can always be taken away.
 */
const formula = /^'*[=+\-@＝＋－＠]/

function cell(value: string | undefined): string {
  if (value === undefined || value === '') return ''
  const line = oneLine(value)
  const text = formula.test(line) ? `'${line}` : line
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
