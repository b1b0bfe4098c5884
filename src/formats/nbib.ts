/** PubMed’s tagged form (MEDLINE, NBIB), as PubMed, ERIC and reference managers give it out. Read only. */
import Type from 'typebox'
import { Refusal } from '../article/refusal.ts'
import { type Codec, type ReadableCodec, type Reading, understood } from './codec.ts'
import { cutRecords, type NbibField, recordsOf } from './nbib/fields.ts'
import { readNbib } from './nbib/record.ts'
import { refuseHostile } from './tagged/read/hostile.ts'
import { readPart } from './tagged/read/part.ts'

export const nbib = {
  name: 'nbib',
  title: 'PubMed NBIB',
  mediaType: 'application/nbib',
  extension: '.nbib',
  schema: Type.String({ description: 'Records of PubMed’s tagged form, with blank lines between them.' }),
  frame: ['', '\n', ''],
  loses: [],
  sniffs,
  read: (text: string, line?: number) => readPart(line, () => read(text, line)),
  cut: cutRecords,
} as const satisfies Codec & ReadableCodec

/** A number of PubMed, or several of the tags that no other tagged form has. */
function sniffs(text: string): number {
  const start = text.slice(0, 20_000)
  if (/^[\s\ufeff]*PMID *- ?\d/.test(start)) return 1
  const tags = new Set([...start.matchAll(/^([A-Z]{2,4}) {0,2}- /gm)].map(([, tag]) => tag))
  if (tags.has('TY') || !tags.has('TI')) return 0
  const own = [
    'PMID',
    'PMCR',
    'OWN',
    'STAT',
    'FAU',
    'DP',
    'JT',
    'TA',
    'JID',
    'PHST',
    'LID',
    'AID',
    'PST',
    'PT',
    'OT',
    'MH',
  ]
  const met = own.filter((tag) => tags.has(tag)).length
  return met >= 3 ? 0.95 : met === 2 ? 0.7 : 0
}

const saysSomething = (fields: readonly NbibField[]): boolean =>
  fields.some(({ tag, text }) => tag !== 'OWN' && text !== '')

function read(text: string, start = 1): Reading[] {
  refuseHostile(text, start, (beginning) => recordsOf(beginning).records.some(({ fields }) => saysSomething(fields)))
  const { records, strays } = recordsOf(text, start)
  if (records.length === 0) {
    const where = strays[0] === undefined ? '' : ` (it begins “${strays[0].text.slice(0, 60)}”)`
    throw new Refusal(
      'unreadable',
      `Line ${start}: There is no field such as “PMID- 1” or “TI  - …” in the text${where}.`,
    )
  }
  return records.map(({ line, fields }, at) => {
    const place = `line ${line}`
    if (!saysSomething(fields)) {
      return { place, refusal: new Refusal('unreadable', `Line ${line}: The record says nothing.`) }
    }
    const { draft, notes } = readNbib({ line, fields })
    if (at === 0 && strays.length > 0) {
      const left = strays.map((stray) => ({ path: `line ${stray.line}`, value: stray.text }))
      draft.unmapped = [...left, ...(draft.unmapped ?? [])]
    }
    return understood(place, draft, notes)
  })
}
