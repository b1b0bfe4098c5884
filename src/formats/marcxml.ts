/** MARCXML, MARC 21 bibliographic records in XML: one record for a component part of a serial, written. */
import Type from 'typebox'
import type { Codec, WritableCodec } from './codec.ts'
import { marcNamespace } from './marcxml/field.ts'
import { coarsens, loses, transforms } from './marcxml/losses.ts'
import { writeMarc } from './marcxml/record.ts'

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
    prefix: 'marc21',
    namespace: marcNamespace,
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
  },
  write: writeMarc,
} as const satisfies Codec & WritableCodec
