/** Keys and the record of who did what, on PostgreSQL. */
import { Refusal } from '../../article/refusal.ts'
import type { AuditEntry, AuditQuestion, KeyChange, KeyRecord } from '../access.ts'
import { keyChangeOf, keyOf as keyOfRow, writeOf } from '../sqlite/access.ts'
import { integer, lowerCase } from '../sqlite/rows.ts'
import type { Session } from './session.ts'

export async function keyOf(session: Session, id: string): Promise<KeyRecord | undefined> {
  const [row] = await session.run('key', id)
  return row && keyOfRow(row)
}

export const keysOf = async (session: Session): Promise<readonly KeyRecord[]> =>
  (await session.run('keys')).map(keyOfRow)

export async function auditOf(session: Session, question: AuditQuestion): Promise<readonly AuditEntry[]> {
  const { before, limit, doi, only } = question
  const { seq, number } = before ?? { seq: Number.MAX_SAFE_INTEGER, number: Number.MAX_SAFE_INTEGER }
  const newest = number > 0 ? seq : seq - 1
  const rows = await (doi === undefined
    ? session.run('writes', newest, only === 'keys' ? 0 : limit)
    : session.run('writesOf', newest, lowerCase(doi), limit))
  const written = await Promise.all(
    rows.map(async (row) => writeOf(row, (await session.run('origin', integer(row[0])))[0])),
  )
  const keyed = only === 'writes' || doi !== undefined ? [] : await session.run('keyChanges', seq, number, limit)
  return [...written, ...keyed.map(keyChangeOf)].sort((a, b) => b.seq - a.seq || b.number - a.number).slice(0, limit)
}

export async function addKey(session: Session, key: KeyRecord): Promise<void> {
  if (await keyOf(session, key.id))
    throw new Refusal('invalid-request', `There is already a key ${key.id}. Give the new one another id.`)
  const { id, name, role, digest, former, created, expires, revoked, lastUsed } = key
  const lists = [JSON.stringify(key.prefixes), JSON.stringify(key.journals)] as const
  const ends = [expires ?? null, revoked ?? null, lastUsed?.at ?? null, lastUsed?.address ?? null] as const
  const secrets = [digest, former?.digest ?? null, former?.until ?? null] as const
  await session.run('addKey', id, name, role, ...secrets, ...lists, created, ...ends)
}

export async function noteKeyChange(session: Session, seq: number, change: KeyChange): Promise<void> {
  const { at, kind, writer, keyId, address, subject, name, detail } = change
  const [last] = await session.run('lastKeyChange')
  const who = [writer, keyId ?? null, address ?? null] as const
  await session.run('addKeyChange', seq, integer(last?.[0]) + 1, at, kind, ...who, subject, name, detail)
}
