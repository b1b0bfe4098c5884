/** Dublin Core as OAI-PMH demands it of everybody (oai_dc), in the habits of BASE and OpenAIRE: written; read too in answers of OAI-PMH. */
import Type from 'typebox'
import { peekXml } from '../text/xml.ts'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'
import { coarsens, loses, transforms } from './oai-dc/losses.ts'
import { kind, readDublinCore } from './oai-dc/read-record.ts'
import { dcNamespace, oaiDcNamespace, writeDublinCore } from './oai-dc/record.ts'
import { readRecords } from './records.ts'

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
  sniffs,
  read: (text) => readRecords(text, kind, readDublinCore),
  write: writeDublinCore,
} as const satisfies Codec & ReadableCodec & WritableCodec

function sniffs(text: string): number {
  const { root } = peekXml(text)
  if (/^(?:dc|dcCollection|pex-dc|qualifieddc|simpledc|dublin_?core)$/i.test(root)) return 1
  const isEnvelope = root === 'OAI-PMH' || root === 'record' || root === 'records'
  if (!isEnvelope) return 0
  const start = text.slice(0, 100_000)
  if (/<(?:[\w.-]{1,40}:)?(?:dc|pex-dc|qualifieddc)[\s>]/.test(start)) return 0.95
  // Deleted records have no metadata in any format (OAI-PMH 2.0, 2.5.1); each is to be told as such.
  return /<header\s[^<>]{0,200}status\s*=\s*["']deleted/.test(start) && !/<metadata[\s>]/.test(start) ? 0.5 : 0
}
