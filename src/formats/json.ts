/** `json`: the record itself. */
import { Article, type Draft } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import { type Codec, type Reading, understood } from './codec.ts'
import { cutLines, type JsonRecord, readJsonLines, readJsonRecords } from './json/records.ts'

export const json = {
  name: 'json',
  title: 'JSON',
  mediaType: 'application/json',
  aliases: ['application/vnd.colophon.article+json'],
  extension: '.json',
  schema: Article,
  frame: ['[', ',\n', ']\n'],
  loses: [],
  sniffs: (text) => {
    const start = text.slice(0, 4096).trimStart()
    // “[1] A reference”, “[settings]” and “[Open access](https…” are no lists of JSON.
    if (!/^(?:\{|\[\s*(?:[{["\]]|-?\d+\s*,|$))/.test(start)) return 0
    return /"(contributors|affiliations|abstracts|licences|journal|articleNumber|heading|doi)"\s*:/.test(
      text.slice(0, 65536),
    )
      ? 0.9
      : 0.2
  },
  read: (text: string, line = 1) =>
    readJsonLines(text, line, (record) => [readRecord(record)]) ?? readJsonRecords(text).map(readRecord),
  cut: cutLines,
  write: (article) => `${JSON.stringify(article)}\n`,
} as const satisfies Codec

function readRecord(record: JsonRecord): Reading {
  if ('refusal' in record) return record
  const { place, value } = record
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return understood(place, value as Draft) // admit() judges the shape
  const shown = JSON.stringify(value).slice(0, 200)
  return { place, refusal: new Refusal('unreadable', `${place} is not an article record but ${shown}.`) }
}
