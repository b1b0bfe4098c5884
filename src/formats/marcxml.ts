/** MARCXML, MARC 21 bibliographic records in XML: one record for a component part of a serial, written and read. */
import Type from 'typebox'
import { peekXml } from '../text/xml.ts'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'
import { marcNamespace } from './marcxml/field.ts'
import { coarsens, loses, transforms } from './marcxml/losses.ts'
import { kind, readMarc } from './marcxml/read/record.ts'
import { writeMarc } from './marcxml/record.ts'
import { readRecords } from './records.ts'

export const marcxml = {
  name: 'marcxml',
  title: 'MARC 21 XML',
  mediaType: 'application/marcxml+xml',
  aliases: ['application/marc+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A MARC 21 bibliographic record in MARCXML.' }),
  // A record has no XML declaration (XML 1.0, 2.8: optional in UTF-8), so that it can stand in a collection.
  frame: [`<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="${marcNamespace}">\n`, '', '</collection>\n'],
  loses,
  coarsens,
  transforms,
  oai: {
    prefix: 'marcxml',
    namespace: marcNamespace,
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
  },
  sniffs,
  read: (text) => readRecords(text, kind, readMarc),
  write: writeMarc,
} as const satisfies Codec & ReadableCodec & WritableCodec

function sniffs(text: string): number {
  const { root } = peekXml(text)
  if (!/^(?:record|collection|OAI-PMH|records|searchRetrieveResponse)$/.test(root)) return 0
  return /<(?:\w+:)?(?:datafield|leader|controlfield)[\s>]/.test(text.slice(0, 100_000)) ? 1 : 0
}
