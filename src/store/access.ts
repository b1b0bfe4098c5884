/** The port for keys and for the record of who did what: read in any room, written in the transaction of what it tells. */
import type { Role } from '../../schemas/keys.ts'

/** A key; the secret itself is never stored. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** SHA-256 of the secret, hexadecimal. */
  readonly digest: string
  /** The secret before the last rotation, and until when it opens. */
  readonly former?: { readonly digest: string; readonly until: string }
  /** DOI prefixes it may write under; none for an administrator, who may write everywhere. */
  readonly prefixes: readonly string[]
  /** ISSNs of the journals it may write; empty for all below its prefixes. */
  readonly journals: readonly string[]
  readonly created: string
  readonly expires?: string
  readonly revoked?: string
  /** To the minute. */
  readonly lastUsed?: { readonly at: string; readonly address?: string }
}

/** Who writes: a key’s holder, or somebody on the machine itself. */
export interface Origin {
  readonly writer: string
  readonly keyId?: string
  readonly address?: string
}

export const keyChangeKinds = ['create', 'rotate', 'revoke'] as const
export type KeyChangeKind = (typeof keyChangeKinds)[number]

export interface KeyChange extends Origin {
  readonly at: string
  readonly kind: KeyChangeKind
  /** The key that was changed. */
  readonly subject: string
  readonly name: string
  /** A JSON object: what the key may do. */
  readonly detail: string
}

/** A write of an article, or a change of a key. Entries have one order: by `seq`, then by `number`. */
export interface AuditEntry extends Origin {
  /** The number of the change log; for a key’s change the newest at the time. */
  readonly seq: number
  /** 0 for the write itself; the changes of keys that came after it count from 1 over the whole store. */
  readonly number: number
  readonly at: string
  readonly kind: string
  readonly article?: { readonly doi: string; readonly version: number; readonly format?: string }
  readonly key?: { readonly id: string; readonly name: string; readonly detail: string }
}

export interface AuditQuestion {
  /** Entries before this one. */
  readonly before?: { readonly seq: number; readonly number: number }
  readonly limit: number
  /** Writes of this article alone. */
  readonly doi?: string
  /** Changes of keys alone, or writes alone. */
  readonly only?: 'keys' | 'writes'
}

export interface AccessReader {
  key(id: string): Promise<KeyRecord | undefined>
  keys(): Promise<readonly KeyRecord[]>
  /** Newest first. */
  audit(question: AuditQuestion): Promise<readonly AuditEntry[]>
}

export interface AccessWriter {
  addKey(key: KeyRecord): Promise<void>
  /** Another secret, beside the former until an instant. False where there is no such key. */
  rotateKey(id: string, digest: string, former: KeyRecord['former']): Promise<boolean>
  /** False where there is no such key. */
  revokeKey(id: string, at: string): Promise<boolean>
  noteUse(id: string, at: string, address: string | undefined): Promise<void>
  /** Whose are the versions that this room puts from here on. */
  noteOrigin(origin: Origin): Promise<void>
  noteKeyChange(change: KeyChange): Promise<void>
}
