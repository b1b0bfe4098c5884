/** DataCite as XML: written as 4.6, valid against kernel-4/metadata.xsd; read from kernel 2 to 4. */
import Type from 'typebox'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'
import { coarsens, loses, transforms } from './datacite/losses.ts'
import { readDataciteXml, sniffsXml } from './datacite/read/documents.ts'
import { dataciteRecord } from './datacite/record.ts'
import { writeDataciteXml } from './datacite/xml.ts'

export const dataciteXml = {
  name: 'datacite-xml',
  title: 'DataCite XML',
  mediaType: 'application/vnd.datacite.datacite+xml',
  aliases: ['application/x-datacite+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A DataCite 4.6 resource.' }),
  // The schema has no root for many: each document has its own declaration.
  frame: ['', '\n', ''],
  loses,
  coarsens,
  transforms,
  oai: {
    prefix: 'oai_datacite',
    namespace: 'http://datacite.org/schema/kernel-4',
    schema: 'https://schema.datacite.org/meta/kernel-4/metadata.xsd',
  },
  sniffs: sniffsXml,
  read: readDataciteXml,
  write: (article, _site, options): string => writeDataciteXml(dataciteRecord(article, options)),
} as const satisfies Codec & ReadableCodec & WritableCodec
