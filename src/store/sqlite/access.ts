/** Keys and the record of who did what, on SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import { type Role, roles } from '../../../schemas/keys.ts'
import { Refusal } from '../../article/refusal.ts'
import type { AuditEntry, AuditQuestion, KeyChange, KeyRecord, Origin } from '../access.ts'
import { Damage } from './faults.ts'
import { integer, lowerCase, prepareChange, prepareRecords, text, type Values } from './rows.ts'

const columns =
  'id, name, role, digest, former_digest, former_until, prefixes, journals, created, expires, revoked, last_used, last_address'
const logged = 'v.seq, v.at, v.kind, v.writer, v.doi, v.version, v.format'
const changed = 'after_seq, number, at, kind, writer, key_id, address, subject, name, detail'

export const prepareAccess = (database: DatabaseSync) => {
  const one = prepareRecords(database, `SELECT ${columns} FROM deposit_key WHERE id = ?`)
  const all = prepareRecords(database, `SELECT ${columns} FROM deposit_key ORDER BY created, id`)
  return {
    key(id: string): KeyRecord | undefined {
      const row = one.get(id)
      return row && keyOf(row)
    },
    keys: () => all.all().map(keyOf),
    ...prepareAudit(database),
    ...prepareKeyChanges(database, one),
  }
}

const prepareKeyChanges = (database: DatabaseSync, one: ReturnType<typeof prepareRecords>) => {
  const add = prepareChange(
    database,
    `INSERT INTO deposit_key (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const rotate = prepareChange(
    database,
    'UPDATE deposit_key SET digest = ?, former_digest = ?, former_until = ? WHERE id = ?',
  )
  const revoke = prepareChange(database, 'UPDATE deposit_key SET revoked = coalesce(revoked, ?) WHERE id = ?')
  const use = prepareChange(database, 'UPDATE deposit_key SET last_used = ?, last_address = ? WHERE id = ?')
  return {
    addKey(key: KeyRecord): void {
      if (one.get(key.id))
        throw new Refusal('invalid-request', `There is already a key ${key.id}. Give the new one another id.`)
      const { id, name, role, digest, former, created, expires, revoked, lastUsed } = key
      const lists = [JSON.stringify(key.prefixes), JSON.stringify(key.journals)] as const
      const ends = [expires ?? null, revoked ?? null, lastUsed?.at ?? null, lastUsed?.address ?? null] as const
      add.run(id, name, role, digest, former?.digest ?? null, former?.until ?? null, ...lists, created, ...ends)
    },
    rotateKey: (id: string, digest: string, former: KeyRecord['former']) =>
      rotate.run(digest, former?.digest ?? null, former?.until ?? null, id).changes === 1n,
    revokeKey: (id: string, at: string) => revoke.run(at, id).changes === 1n,
    noteUse: (id: string, at: string, address: string | undefined) => void use.run(at, address ?? null, id),
  }
}

const prepareAudit = (database: DatabaseSync) => {
  const last = prepareRecords(database, 'SELECT coalesce(max(seq), 0) FROM version')
  const standing = prepareRecords(
    database,
    'SELECT writer, key_id, address FROM origin WHERE seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const begin = prepareChange(
    database,
    'INSERT OR REPLACE INTO origin (seq, writer, key_id, address) VALUES (?, ?, ?, ?)',
  )
  const change = prepareChange(
    database,
    `INSERT INTO key_change (${changed}) VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM key_change), ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const writes = prepareRecords(
    database,
    `SELECT ${logged} FROM version v WHERE v.seq <= ? ORDER BY v.seq DESC LIMIT ? + 0`,
  )
  const writesOf = prepareRecords(
    database,
    `SELECT ${logged} FROM article a JOIN version v ON v.article = a.id
     WHERE v.seq <= ? AND a.doi = ? ORDER BY v.version DESC LIMIT ? + 0`,
  )
  const changes = prepareRecords(
    database,
    `SELECT ${changed} FROM key_change WHERE (after_seq, number) < (?, ?) ORDER BY after_seq DESC, number DESC LIMIT ? + 0`,
  )
  return {
    noteOrigin(origin: Origin): void {
      const next = integer(last.get()?.[0]) + 1
      const before = standing.get(next)
      const now = [origin.writer, origin.keyId ?? null, origin.address ?? null] as const
      // A depositor’s next write begins nothing new: most deposits cost no row here.
      if (before && now.every((value, index) => value === before[index])) return
      begin.run(next, ...now)
    },
    noteKeyChange({ at, kind, writer, keyId, address, subject, name, detail }: KeyChange): void {
      const seq = integer(last.get()?.[0])
      change.run(seq, at, kind, writer, keyId ?? null, address ?? null, subject, name, detail)
    },
    audit({ before, limit, doi, only }: AuditQuestion): readonly AuditEntry[] {
      const { seq, number } = before ?? { seq: Number.MAX_SAFE_INTEGER, number: Number.MAX_SAFE_INTEGER }
      const newest = number > 0 ? seq : seq - 1
      const rows =
        doi === undefined
          ? writes.all(newest, only === 'keys' ? 0 : limit)
          : writesOf.all(newest, lowerCase(doi), limit)
      const written = rows.map((row) => writeOf(row, standing.get(integer(row[0]))))
      const keyed = only === 'writes' || doi !== undefined ? [] : changes.all(seq, number, limit).map(keyChangeOf)
      return [...written, ...keyed].sort((a, b) => b.seq - a.seq || b.number - a.number).slice(0, limit)
    },
  }
}

export const writeOf = (
  [seq, at, kind, writer, doi, version, format]: Values,
  origin: Values | undefined,
): AuditEntry => ({
  seq: integer(seq),
  number: 0,
  at: text(at),
  kind: text(kind),
  writer: text(writer),
  // What was written before origins were kept stands behind no row, or behind that of somebody else.
  ...(origin && origin[0] === writer && whence(origin[1], origin[2])),
  article: { doi: text(doi), version: integer(version), ...(format != null && { format: text(format) }) },
})

export const keyChangeOf = ([
  seq,
  number,
  at,
  kind,
  writer,
  id,
  address,
  subject,
  name,
  detail,
]: Values): AuditEntry => ({
  seq: integer(seq),
  number: integer(number),
  at: text(at),
  kind: `key-${text(kind)}`,
  writer: text(writer),
  ...whence(id, address),
  key: { id: text(subject), name: text(name), detail: text(detail) },
})

const whence = (keyId: Values[number] | undefined, address: Values[number] | undefined) => ({
  ...(keyId != null && { keyId: text(keyId) }),
  ...(address != null && { address: text(address) }),
})

export const keyOf = (row: Values): KeyRecord => {
  const [id, name, role, digest, former, until, prefixes, journals, created, expires, revoked, used, address] = row
  return {
    id: text(id),
    name: text(name),
    role: roleOf(role),
    digest: text(digest),
    ...(former != null && { former: { digest: text(former), until: text(until) } }),
    prefixes: textsOf(prefixes),
    journals: textsOf(journals),
    created: text(created),
    ...(expires != null && { expires: text(expires) }),
    ...(revoked != null && { revoked: text(revoked) }),
    ...(used != null && { lastUsed: { at: text(used), ...(address != null && { address: text(address) }) } }),
  }
}

const roleOf = (value: Values[number] | undefined): Role => {
  const role = roles.find((known) => known === value)
  if (role) return role
  throw new Damage('The role of a key is none')
}

const textsOf = (value: Values[number] | undefined): readonly string[] => {
  const list: unknown = JSON.parse(text(value))
  if (!Array.isArray(list)) throw new Damage('The reach of a key is not a list')
  return list.map(String)
}
