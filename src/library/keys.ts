/** Keys: made, told apart, rotated and revoked. A secret is shown once; the store keeps its digest alone. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyRow, KeyWish } from '../../schemas/keys.ts'
import { Refusal } from '../article/refusal.ts'
import type { KeyChangeKind, KeyRecord, Store, StoreWriter } from '../store/store.ts'
import { type Caller, isValid, localCaller, reachOf, unauthorised } from './authority.ts'
import { createFailures } from './failures.ts'
import { createUses } from './key-use.ts'
import { readKeyWish } from './key-wish.ts'

export { authorise, type Caller, localCaller } from './authority.ts'

/** `administrator: true` is the role of that name. */
export type NewKey = KeyWish & { readonly administrator?: boolean }

/** A key and its secret, `colophon_<id>_<random>`; the secret cannot be had again. */
export interface MadeKey {
  readonly key: KeyRecord
  readonly secret: string
}

export interface Keys {
  /** Throws `Refusal('invalid-request')` with every fault of the wish. */
  create(wanted: NewKey, by?: Caller): Promise<MadeKey>
  list(): Promise<readonly KeyRecord[]>
  /** Another secret; the former one opens for so many hours more. Throws `Refusal('not-found')`. */
  rotate(id: string, overlap?: number, by?: Caller): Promise<MadeKey & { readonly until: string }>
  /** Throws `Refusal('not-found')` for an unknown id. */
  revoke(id: string, by?: Caller): Promise<void>
  /** The holder of a secret. Throws `Refusal('unauthorised')`, and `Refusal('too-many')` where guesses go on. */
  authenticate(secret: string | undefined, address?: string): Promise<Caller>
  rowOf(key: KeyRecord): KeyRow
}

const digestOf = (secret: string): string => hash('sha256', secret)
const secretShape = /^colophon_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/
const newSecret = (id: string): string => `colophon_${id}_${randomBytes(32).toString('base64url')}`
const nobodys = '0'.repeat(64)
const usualOverlap = 168

export function createKeys(store: Store, now: () => Date): Keys {
  const failures = createFailures(() => performance.now())
  const uses = createUses(store, now)
  const keyOf = onceATurn((id: string) => store.read((reader) => reader.key(id)))
  return {
    async create(wanted, by = localCaller) {
      const wish = readKeyWish(wanted)
      const id = randomBytes(6).toString('hex')
      const secret = newSecret(id)
      const at = now().toISOString()
      const key: KeyRecord = { id, digest: digestOf(secret), created: at, ...wish }
      await store.write(async (writer) => {
        await writer.addKey(key)
        await note(writer, 'create', key, by, at)
      })
      return { key, secret }
    },
    list: () => store.read((reader) => reader.keys()),
    async rotate(id, overlap = usualOverlap, by = localCaller) {
      const secret = newSecret(id)
      const at = now()
      const until = new Date(at.getTime() + overlap * 3_600_000).toISOString()
      const key = await store.write(async (writer) => {
        const before = await writer.key(id)
        if (!before) throw unknownKey(id)
        if (!isValid(before, () => at))
          throw new Refusal('conflict', `The key ${id} was revoked or has expired; make another.`)
        const former = { digest: before.digest, until }
        await writer.rotateKey(id, digestOf(secret), former)
        await note(writer, 'rotate', before, by, at.toISOString())
        return { ...before, digest: digestOf(secret), former }
      })
      return { key, secret, until }
    },
    async revoke(id, by = localCaller) {
      const at = now().toISOString()
      await store.write(async (writer) => {
        const key = await writer.key(id)
        if (!key) throw unknownKey(id)
        if (key.revoked !== undefined) return
        await writer.revokeKey(id, at)
        await note(writer, 'revoke', key, by, at)
      })
    },
    async authenticate(secret, address) {
      if (secret === undefined) throw unauthorised('This needs a key.')
      const id = secretShape.exec(secret)?.[1] ?? ''
      // A key that was revoked opens nothing from the next turn of the event loop on.
      const key = await keyOf(id)
      if (!opens(key, secret, now) || !key || !isValid(key, now)) {
        const wait = failures.count(address)
        if (wait !== undefined) throw tooMany(wait)
        throw unauthorised('The key is not known, was revoked, or has expired.')
      }
      uses.note(id, address)
      return { id, name: key.name, ...reachOf(key), ...(address !== undefined && { address }) }
    },
    rowOf: (key) => rowOf(key, now()),
  }
}

/** Requests that arrive together share what is looked up for them. */
function onceATurn<Found>(find: (id: string) => Promise<Found>): (id: string) => Promise<Found> {
  const found = new Map<string, Promise<Found>>()
  return (id) => {
    const known = found.get(id)
    if (known) return known
    if (found.size === 0) setImmediate(() => found.clear())
    const finding = find(id)
    found.set(id, finding)
    return finding
  }
}

/** Whether the secret is the key’s; compared for unknown keys too, so that time tells nothing. */
function opens(key: KeyRecord | undefined, secret: string, now: () => Date): boolean {
  const given = Buffer.from(digestOf(secret), 'hex')
  const former = key?.former && now().toISOString() < key.former.until ? key.former.digest : nobodys
  const isNew = timingSafeEqual(given, Buffer.from(key?.digest ?? nobodys, 'hex'))
  const isFormer = timingSafeEqual(given, Buffer.from(former, 'hex'))
  return isNew || isFormer
}

function note(writer: StoreWriter, kind: KeyChangeKind, key: KeyRecord, by: Caller, at: string): Promise<void> {
  const { id: subject, name, role, prefixes, journals, expires } = key
  const detail = JSON.stringify({ role, prefixes, journals, expires })
  const whence = {
    ...(by.id !== undefined && { keyId: by.id }),
    ...(by.address !== undefined && { address: by.address }),
  }
  return writer.noteKeyChange({ at, kind, subject, name, detail, writer: by.name, ...whence })
}

function rowOf(key: KeyRecord, now: Date): KeyRow {
  const { id, name, role, prefixes, journals, created, expires, revoked, former, lastUsed } = key
  return {
    id,
    name,
    role,
    prefixes: [...prefixes],
    journals: [...journals],
    state: revoked !== undefined ? 'revoked' : isValid(key, () => now) ? 'valid' : 'expired',
    created,
    ...(expires !== undefined && { expires }),
    ...(revoked !== undefined && { revoked }),
    ...(former && now.toISOString() < former.until && { formerUntil: former.until }),
    ...(lastUsed && { lastUsed: lastUsed.at }),
    ...(lastUsed?.address !== undefined && { lastAddress: lastUsed.address }),
  }
}

const unknownKey = (id: string) => new Refusal('not-found', `There is no key “${id}”. “colophon key list” shows all.`)

const tooMany = (wait: number) =>
  new Refusal('too-many', `Too many wrong keys came from this address; wait ${wait} s.`, {
    headers: { 'retry-after': String(wait) },
  })
