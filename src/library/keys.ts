/** Deposit keys: made, told apart and revoked. The secret is shown once; the store keeps its digest alone. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { doiPrefix } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { KeyRecord, Store } from '../store/store.ts'

/** Who is at the door: a key’s holder or someone on the machine itself. */
export interface Caller {
  readonly name: string
  readonly administrator: boolean
  readonly prefixes: readonly string[]
}

/** Whoever runs a command on the machine may write everything. */
export const localCaller: Caller = { name: 'cli', administrator: true, prefixes: [] }

export interface NewKey {
  readonly name: string
  readonly prefixes?: readonly string[]
  readonly administrator?: boolean
}

export interface Keys {
  /** The key’s record and its secret, `colophon_<id>_<random>`; the secret cannot be had again. */
  create(wanted: NewKey): Promise<{ readonly key: KeyRecord; readonly secret: string }>
  list(): Promise<readonly KeyRecord[]>
  /** Throws `Refusal('not-found')` for an unknown id. */
  revoke(id: string): Promise<void>
  /** The holder of a secret. Throws `Refusal('unauthorised')`. */
  authenticate(secret: string | undefined): Promise<Caller>
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const secretShape = /^colophon_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

export function createKeys(store: Store, now: () => Date): Keys {
  return {
    async create({ name, prefixes = [], administrator = false }) {
      judgeWanted(name, prefixes, administrator)
      const id = randomBytes(6).toString('hex')
      const secret = `colophon_${id}_${randomBytes(32).toString('base64url')}`
      const key = { id, name, digest: digestOf(secret), prefixes, administrator, created: now().toISOString() }
      await store.write((writer) => writer.addKey(key))
      return { key, secret }
    },
    list: () => store.read((reader) => reader.keys()),
    async revoke(id) {
      const found = await store.write((writer) => writer.revokeKey(id, now().toISOString()))
      if (!found) throw new Refusal('not-found', `There is no key “${id}”. “colophon key list” shows all.`)
    },
    async authenticate(secret) {
      if (secret === undefined) throw unauthorised('This needs a deposit key.')
      const id = secretShape.exec(secret)?.[1] ?? ''
      const key = await store.read((reader) => reader.key(id))
      // The comparison runs for unknown ids too, so that time tells nothing.
      const given = Buffer.from(digestOf(secret), 'hex')
      const kept = Buffer.from(key?.digest ?? '0'.repeat(64), 'hex')
      if (!timingSafeEqual(given, kept) || !key || key.revoked !== undefined) {
        throw unauthorised('The key is not known, or was revoked.')
      }
      return { name: key.name, administrator: key.administrator, prefixes: key.prefixes }
    },
  }
}

/** Throws `Refusal('forbidden')` where the caller may not write under the DOI’s prefix; prefixes match whole. */
export function authorise(caller: Caller, doi: string): void {
  if (caller.administrator || caller.prefixes.includes(doiPrefix(doi))) return
  throw new Refusal(
    'forbidden',
    `The key “${caller.name}” writes under ${caller.prefixes.join(', ')}, not under ${doiPrefix(doi)}.`,
  )
}

const unauthorised = (detail: string) =>
  new Refusal(
    'unauthorised',
    `${detail} Send “Authorization: Bearer colophon_…”; an administrator makes keys with “colophon key create”.`,
  )

function judgeWanted(name: string, prefixes: readonly string[], administrator: boolean): void {
  const wrong = prefixes.find((prefix) => !/^10\.\d{4,9}(\.\d+)*$/.test(prefix))
  if (wrong !== undefined) {
    throw new Refusal('invalid-request', `“${wrong}” is not a DOI prefix; give one such as 10.46439.`)
  }
  if (name.trim() === '') throw new Refusal('invalid-request', 'A key needs a name: --name "Journal office".')
  if (prefixes.length === 0 && !administrator) {
    throw new Refusal('invalid-request', 'A key needs a prefix to write under: --prefix 10.46439 (or --administrator).')
  }
}
