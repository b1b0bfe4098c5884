/** A change as `/changes` tells it. */
import Type from 'typebox'
import { encodeDoi } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import type { ToldChange } from '../library/changes.ts'
import { eventNames } from '../library/events.ts'
import { etagsOf } from './change-etags.ts'

export const ChangeLine = Type.Object({
  seq: Type.Integer({ description: 'Counts from 1 without gaps.' }),
  doi: Type.String(),
  kind: Type.String({ description: 'deposit, update, withdraw or restore.' }),
  version: Type.Integer({ description: 'The version of the article that this change made.' }),
  at: Type.String({ description: 'ISO 8601, UTC; never earlier than that of the change before.' }),
  events: Type.Array(Type.Enum([...eventNames]), { description: 'What happened, the gravest last.' }),
  retracted: Type.Optional(
    Type.Array(Type.String(), {
      description: 'DOIs that this change is the first to call retracted: its own, or those that it is the notice of.',
    }),
  ),
  corrected: Type.Optional(Type.Array(Type.String(), { description: 'The same of corrections.' })),
  href: Type.String(),
  etags: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description:
        'The ETag of this version in each format, as /articles/{doi}?format= sends it. Absent where the version no ' +
        'longer stands; a format that cannot say the article is left out.',
      examples: [{ json: '"3-Qm9vay1vZi1B"' }],
    }),
  ),
})
export type ChangeLine = Type.Static<typeof ChangeLine>

// Who wrote it is for the store’s owner alone.
export function lineOf(change: ToldChange, formats: readonly WritableCodec[], site: Site): ChangeLine {
  const { seq, doi, kind, version, at, events, retracted, corrected, record, standing } = change
  return {
    seq,
    doi,
    kind,
    version,
    at,
    events: [...events],
    ...(retracted && { retracted: [...retracted] }),
    ...(corrected && { corrected: [...corrected] }),
    href: `/articles/${encodeDoi(doi)}`,
    ...(standing && !record.withdrawn && formats.length > 0 && { etags: etagsOf(record, formats, site) }),
  }
}
