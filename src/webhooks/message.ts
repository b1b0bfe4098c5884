/** A change as the message that receivers get: what happened to which article, and where it is to be had. Pure. */
import { encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { ToldChange } from '../library/changes.ts'
import type { Message } from './signature.ts'

/** `type` is the gravest event; `data.events` names all. */
export function messageOf(webhook: string, change: ToldChange, { baseUrl }: Site): Message {
  const { seq, doi, kind, version, at, events, retracted, corrected } = change
  const href = `${baseUrl}/articles/${encodeDoi(doi)}`
  const data = {
    seq,
    doi,
    kind,
    version,
    events,
    ...(retracted && { retracted }),
    ...(corrected && { corrected }),
    href,
  }
  return { id: `${webhook}-${seq}`, body: JSON.stringify({ type: events.at(-1), timestamp: at, data }) }
}

/** Whether a webhook that asks for these events is told of the change. */
export const isWanted = (wanted: readonly string[], { events }: ToldChange): boolean =>
  wanted.length === 0 || events.some((event) => wanted.includes(event))
