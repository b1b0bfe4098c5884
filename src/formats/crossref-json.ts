/**
 * A work of the Crossref REST API: the `message` of /works/{doi}. What only a registry knows (member, deposit and index
 * times, citation counts) is left to the service or said to be nothing.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { lacksAnyDoi } from './crossref/lacks.ts'
import { coarsenings } from './crossref-json/coarsen.ts'
import { losses, transforms } from './crossref-json/losses.ts'
import { readWorks } from './crossref-json/read/text.ts'
import { crossrefWork } from './crossref-json/write.ts'
import { cutLines } from './json/records.ts'

export const crossrefJson = {
  name: 'crossref-json',
  title: 'Crossref REST JSON',
  mediaType: 'application/vnd.crossref.work+json',
  extension: '.json',
  schema: Type.Object(
    { type: Type.String(), title: Type.Array(Type.String()) },
    { additionalProperties: true, description: 'One work of the Crossref REST API.' },
  ),
  frame: ['[', ',\n', ']\n'],
  loses: losses,
  lacks: lacksAnyDoi,
  coarsens: coarsenings,
  transforms,
  sniffs,
  read: readWorks,
  cut: cutLines,
  write: (article: Article, site: Site, options?: WriteOptions): string =>
    JSON.stringify(crossrefWork(article, site, options)),
} as const satisfies Codec & ReadableCodec & WritableCodec

export { crossrefWork } from './crossref-json/write.ts'

/** Members that only the registry’s works have, and what tells them from a record of another that has one by chance. */
const registryMember =
  /"(?:is-referenced-by-count|references?-count|content-domain|deposited|indexed|issn-type|message-type|member)"\s*:|"prefix"\s*:\s*"10\./
const workMember = /"DOI"\s*:\s*"10\.|"message-type"\s*:\s*"work|"type"\s*:\s*"(?:journal-article|posted-content)"/

function sniffs(text: string): number {
  const start = text.slice(0, 100_000)
  if (!/^[\s\ufeff]*[[{]/.test(start)) return 0
  return registryMember.test(start) && workMember.test(start) ? 0.98 : 0
}
