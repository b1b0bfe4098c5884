/** Dublin Core as OAI-PMH demands it of everybody (oai_dc), in the habits of BASE and OpenAIRE: written. */
import Type from 'typebox'
import type { Codec, WritableCodec } from './codec.ts'
import { coarsens, loses, transforms } from './oai-dc/losses.ts'
import { dcNamespace, oaiDcNamespace, writeDublinCore } from './oai-dc/record.ts'

export const oaiDc = {
  name: 'oai-dc',
  title: 'Dublin Core XML',
  // No type is registered; this is the one that Zenodo and InvenioRDM use.
  mediaType: 'application/x-dc+xml',
  aliases: ['application/vnd.oai.dc+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A record of unqualified Dublin Core in its OAI-PMH container, oai_dc:dc.' }),
  // oai_dc.xsd has no container for many; dcCollection is that of the Library of Congress (MARC21slim2OAIDC.xsl). A
  // record has no XML declaration (XML 1.0, 2.8: optional in UTF-8), so that it can stand there and in an OAI answer.
  frame: [
    `<?xml version="1.0" encoding="UTF-8"?>\n<oai_dc:dcCollection xmlns:oai_dc="${oaiDcNamespace}" xmlns:dc="${dcNamespace}">\n`,
    '',
    '</oai_dc:dcCollection>\n',
  ],
  loses,
  coarsens,
  transforms,
  oai: { prefix: 'oai_dc', namespace: oaiDcNamespace, schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd' },
  write: writeDublinCore,
} as const satisfies Codec & WritableCodec
