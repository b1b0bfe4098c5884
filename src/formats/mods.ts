/** MODS 3.8, the Metadata Object Description Schema of the Library of Congress: written, valid against mods-3-8.xsd; read from 3.0 on. */
import Type from 'typebox'
import { peekXml } from '../text/xml.ts'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'
import { coarsens, loses, transforms } from './mods/losses.ts'
import { modsNamespace } from './mods/parts.ts'
import { kind, readMods } from './mods/read/record.ts'
import { writeMods } from './mods/record.ts'
import { readRecords } from './records.ts'

export const mods = {
  name: 'mods',
  title: 'MODS XML',
  mediaType: 'application/mods+xml',
  aliases: ['application/vnd.loc.mods+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A MODS 3.8 record.' }),
  // A record has no XML declaration (XML 1.0, 2.8: optional in UTF-8), so that it can stand in a collection.
  frame: [
    `<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="${modsNamespace}">\n`,
    '',
    '</modsCollection>\n',
  ],
  loses,
  coarsens,
  transforms,
  oai: { prefix: 'mods', namespace: modsNamespace, schema: 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd' },
  sniffs,
  read: (text) => readRecords(text, kind, readMods),
  write: writeMods,
} as const satisfies Codec & ReadableCodec & WritableCodec

function sniffs(text: string): number {
  const { root } = peekXml(text)
  if (root === 'mods' || root === 'modsCollection') return 1
  return /^(?:OAI-PMH|records?|searchRetrieveResponse)$/.test(root) &&
    /<(?:\w+:)?mods[\s>]/.test(text.slice(0, 100_000))
    ? 0.95
    : 0
}
