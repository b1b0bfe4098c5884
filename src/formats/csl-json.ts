/**
 * CSL-JSON 1.0.2: the variables that citation styles print, valid against csl-data.json. Its one place for anything
 * else, `custom`, holds the rest of the record in the record’s own words, so that nothing is lost.
 */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { parseJson } from '../article/exact-json.ts'
import { Refusal } from '../article/refusal.ts'
import type { Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'
import { fromCrossref } from './csl-json/crossref.ts'
import { oddMembers } from './csl-json/odd.ts'
import { rows } from './csl-json/rows.ts'
import { type Item, isObject, membersOf } from './csl-json/shape.ts'
import { cutLines, readJsonLines } from './json/records.ts'

export const cslJson = {
  name: 'csl-json',
  title: 'CSL-JSON',
  mediaType: 'application/vnd.citationstyles.csl+json',
  aliases: ['application/citeproc+json'],
  extension: '.json',
  schema: Type.Object(
    { id: Type.String(), type: Type.String(), custom: Type.Optional(Type.Object({}, { additionalProperties: true })) },
    { additionalProperties: true, description: 'One item of CSL-JSON 1.0.2.' },
  ),
  frame: ['[', ',\n', ']\n'],
  loses: [],
  transforms: [
    { field: 'contributors/*/kind', how: 'A person has a name in parts, a body or an undivided name a `literal`.' },
    { field: 'contributors/*/role', how: 'The variable whose list the name stands in.' },
    { field: 'dates/received', how: '`submitted`, as numbers in `date-parts`.' },
    { field: 'dates/published', how: '`issued`, as numbers in `date-parts`, where no date says more.' },
  ],
  sniffs,
  read: readItems,
  cut: cutLines,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeItem(article, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

/** The item as an object, for engines that take one. */
export function cslItem(article: Article, options?: WriteOptions): Item {
  const item: Item = {}
  const custom: Item = {}
  for (const row of rows) row.write(article, item, custom, options)
  if (Object.keys(custom).length > 0) item.custom = custom
  return item
}

/** Zotero takes a body with one of these for another format, wherever it stands; in JSON an escape hides it. */
function writeItem(article: Article, options?: WriteOptions): string {
  const json = JSON.stringify(cslItem(article, options))
  // Less than what is replaced, and first a rare character: V8 finds it many times faster.
  if (!json.includes('<cross') && !json.includes('/schem')) return json
  return json
    .replaceAll('<crossref', '\\u003ccrossref')
    .replaceAll('http://datacite.org/schema', 'http:\\/\\/datacite.org/schema')
}

/** Names that only CSL and Crossref have: the record writes `doi` and `issn` small. */
const variables = /"(?:container-title|issued|citation-key|DOI|ISSN|URL|title-short)"\s*:/
const cslType =
  /"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|review(?:-book)?|paper-conference|book|chapter|report|thesis|webpage|dataset|manuscript)"/
const crossrefType = /"type"\s*:\s*"(?:journal-article|posted-content|peer-review|proceedings-article|book-chapter)"/

function sniffs(text: string): number {
  const start = text.slice(0, 200_000)
  if (!/^[\s\ufeff]*[[{]/.test(start)) return 0
  if (cslType.test(start)) return variables.test(start) ? 0.95 : 0.5
  return crossrefType.test(start) && variables.test(start) ? 0.3 : 0
}

/** One item, a list of them, or one a line. */
function readItems(text: string, line = 1): Reading[] {
  const lines = readJsonLines(text, line, (record) =>
    'refusal' in record ? [record] : [readOne(record.value, record.place, `The item in ${record.place}`)],
  )
  if (lines) return lines
  const parsed = parsedText(text)
  const list = Array.isArray(parsed) ? parsed : [parsed]
  return list.map((item, at) => readOne(item, `/${at}`, `Item ${at + 1}`))
}

function readOne(item: unknown, at: string, name: string): Reading {
  if (!isObject(item)) return { place: at, refusal: new Refusal('unreadable', `${name} is no object.`) }
  return readItem(item, typeof item.id === 'string' || typeof item.id === 'number' ? String(item.id) : at)
}

function parsedText(text: string): unknown {
  const { value, findings } = parseJson(text.replace(/^\ufeff/, ''))
  const [fault] = findings
  if (!fault) return value
  throw new Refusal('unreadable', `The text is not JSON that can be read without loss: ${fault.message}`, { findings })
}

function readItem(source: Item, place: string): Reading {
  const notes: Finding[] = []
  const note = (code: string, pointer: string, message: string, value?: unknown) => {
    notes.push({ severity: 'note', code, pointer, message, ...(value !== undefined && { value }) })
  }
  const { custom: extension, ...item } = fromCrossref(source, note)
  const custom = membersOf(isObject(extension) ? extension : {})
  if (extension !== undefined && extension !== null && !isObject(extension)) item.custom = extension
  const members = membersOf(item)
  const draft: Draft = {}
  for (const row of rows) row.read({ item: members, custom, note }, draft)
  const left = [
    ...members.left().map(([name, value]) => ({ path: `${place}/${name}`, value })),
    ...custom.left().map(([name, value]) => ({ path: `${place}/custom/${name}`, value })),
  ]
  const rest = new Set(members.left().map(([name]) => name))
  for (const name of oddMembers(item, (one) => !rest.has(one))) {
    left.push({ path: `${place}/${name}`, value: item[name] })
    note('member-shape', '', `The shape of “${name}” is not that of CSL; it is kept whole in “unmapped”.`, item[name])
  }
  if (left.length > 0) draft.unmapped = [...(draft.unmapped ?? []), ...left]
  return { place, draft, notes }
}
