/** DataCite 4.6 as JSON: the attributes of DataCite’s REST API; read alone, in its answers and one a line. */
import Type from 'typebox'
import { formatJson } from '../text/json.ts'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'
import { coarsens, loses, transforms } from './datacite/losses.ts'
import { readDataciteJson, sniffsJson } from './datacite/read/documents.ts'
import { dataciteRecord } from './datacite/record.ts'
import { cutLines } from './json/records.ts'

const list = Type.Array(Type.Object({}, { additionalProperties: true }))

export const dataciteJson = {
  name: 'datacite-json',
  title: 'DataCite JSON',
  mediaType: 'application/vnd.datacite.datacite+json',
  extension: '.json',
  schema: Type.Object(
    {
      doi: Type.Optional(Type.String()),
      creators: list,
      titles: list,
      publisher: Type.Object({ name: Type.String() }, { additionalProperties: true }),
      publicationYear: Type.Integer({ description: '0 where no year of publication is known.' }),
      types: Type.Object({ resourceTypeGeneral: Type.String(), resourceType: Type.String() }),
      schemaVersion: Type.String(),
    },
    { additionalProperties: true, description: 'One DOI’s attributes in DataCite 4.6.' },
  ),
  frame: ['[', ',\n', ']\n'],
  loses,
  coarsens,
  transforms,
  sniffs: sniffsJson,
  read: readDataciteJson,
  cut: cutLines,
  write: (article, _site, options) => `${formatJson(dataciteRecord(article, options))}\n`,
} as const satisfies Codec & ReadableCodec & WritableCodec
