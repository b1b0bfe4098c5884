/** Who did what: every write and every change of a key, newest first. */
import type { AuditRow } from '../../schemas/keys.ts'
import type { AuditEntry, AuditQuestion, Store } from '../store/store.ts'
import { formatCursor, parseCursor } from './cursor.ts'

export interface AuditSearch {
  readonly limit: number
  readonly cursor?: string
  /** Writes of this article alone. */
  readonly doi?: string
  readonly only?: 'keys' | 'writes'
}

export interface AuditPage {
  readonly items: readonly AuditRow[]
  readonly nextCursor?: string
}

export const createAudit =
  (store: Store) =>
  async ({ limit, cursor, doi, only }: AuditSearch): Promise<AuditPage> => {
    const name = JSON.stringify(['audit', doi ?? '', only ?? ''])
    const before = cursor === undefined ? undefined : placeOf(String(parseCursor(name, cursor)))
    const question: AuditQuestion = {
      limit: limit + 1,
      ...(before && { before }),
      ...(doi !== undefined && { doi }),
      ...(only && { only }),
    }
    const entries = await store.read((reader) => reader.audit(question))
    const items = entries.slice(0, limit)
    const last = items.at(-1)
    const more = entries.length > limit && last
    return {
      items: items.map(rowOf),
      ...(more && { nextCursor: formatCursor(name, `${last.seq}.${last.number}`) }),
    }
  }

function placeOf(text: string): { readonly seq: number; readonly number: number } {
  const [seq = 0, number = 0] = text.split('.').map(Number)
  return { seq, number }
}

function rowOf({ seq, at, kind, writer, keyId, address, article, key }: AuditEntry): AuditRow {
  const row = {
    at,
    kind,
    by: writer,
    ...(keyId !== undefined && { keyId }),
    ...(address !== undefined && { address }),
  }
  if (key) return { ...row, key: key.id, name: key.name, reach: JSON.parse(key.detail) }
  return { ...row, seq, ...article }
}
