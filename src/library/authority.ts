/** Who may write what: judged before a record is prepared, and again in the transaction that writes it. */
import type { Role } from '../../schemas/keys.ts'
import { doiPrefix } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { KeyRecord, Origin, StoredRecord, StoreWriter } from '../store/store.ts'

/** Who is at the door: a key’s holder or someone on the machine itself. */
export interface Caller {
  readonly name: string
  readonly administrator: boolean
  readonly prefixes: readonly string[]
  /** The key’s; absent on the machine itself. */
  readonly id?: string
  readonly role?: Role
  /** ISSNs of the only journals it may write; absent or empty for all. */
  readonly journals?: readonly string[]
  readonly address?: string
}

/** Whoever runs a command on the machine may write everything. */
export const localCaller: Caller = { name: 'cli', administrator: true, prefixes: [] }

interface Powers {
  readonly writes: boolean
  /** Sees keys, the audit log, metrics, webhooks and all imports. */
  readonly oversees: boolean
  /** Makes and revokes keys. */
  readonly manages: boolean
}

const powers: Readonly<Record<Role, Powers>> = {
  'reader-admin': { writes: false, oversees: true, manages: false },
  depositor: { writes: true, oversees: false, manages: false },
  administrator: { writes: true, oversees: true, manages: true },
}

const roleOf = ({ role, administrator }: Caller): Role => role ?? (administrator ? 'administrator' : 'depositor')

const demands: Readonly<Record<keyof Powers, string>> = {
  writes: 'deposits nothing',
  oversees: 'is neither an administrator’s nor a reader-admin’s',
  manages: 'is not an administrator’s',
}

/** Throws `Refusal('forbidden')` where the caller’s role lacks a power. */
export function demand(caller: Caller, power: keyof Powers): void {
  if (!powers[roleOf(caller)][power]) {
    throw new Refusal('forbidden', `The key “${caller.name}” ${demands[power]}.`)
  }
}

/** Whether what is of others is shown to it too. */
export const oversees = (caller: Caller): boolean => powers[roleOf(caller)].oversees

/** Throws `Refusal('forbidden')` where the caller may not write under the DOI’s prefix; prefixes match whole. */
export function authorise(caller: Caller, doi: string): void {
  demand(caller, 'writes')
  if (caller.administrator || caller.prefixes.includes(doiPrefix(doi))) return
  throw new Refusal(
    'forbidden',
    `The key “${caller.name}” writes under ${caller.prefixes.join(', ')}, not under ${doiPrefix(doi)}.`,
  )
}

/** Keys as they stand in a transaction: looked up once for all that it writes. */
const standing = new WeakMap<StoreWriter, KeyRecord>()

/**
 * In the transaction of the write: that the key still stands, for the prefix, and for the journal both as the record says
 * it now and as it would. What was true when the request came may be true no more.
 */
export async function authoriseWrite(
  writer: StoreWriter,
  by: Caller,
  before: Pick<StoredRecord, 'json'> | undefined,
  { doi, json }: { readonly doi: string; readonly json: string },
  now: () => Date,
): Promise<void> {
  const key = by.id === undefined ? undefined : await standingKey(writer, by.id, now)
  const caller = key ? { ...by, ...reachOf(key) } : by
  authorise(caller, doi)
  if (caller.administrator || !caller.journals?.length) return
  for (const text of before ? [before.json, json] : [json]) judgeJournal(caller, caller.journals, text)
}

/** Notes whose the versions are that this transaction writes from here on. */
export const noteOrigin = (writer: StoreWriter, { name, id, address }: Caller): Promise<void> => {
  const origin: Origin = {
    writer: name,
    ...(id !== undefined && { keyId: id }),
    ...(address !== undefined && { address }),
  }
  return writer.noteOrigin(origin)
}

export const reachOf = ({ role, prefixes, journals }: KeyRecord) => ({
  role,
  prefixes,
  journals,
  administrator: role === 'administrator',
})

async function standingKey(writer: StoreWriter, id: string, now: () => Date): Promise<KeyRecord> {
  const known = standing.get(writer)
  if (known?.id === id) return known
  const key = await writer.key(id)
  if (!key || !isValid(key, now)) throw unauthorised('The key is not known, was revoked, or has expired.')
  standing.set(writer, key)
  return key
}

export const isValid = ({ revoked, expires }: KeyRecord, now: () => Date): boolean =>
  revoked === undefined && (expires === undefined || now().toISOString() < expires)

export const unauthorised = (detail: string) =>
  new Refusal(
    'unauthorised',
    `${detail} Send “Authorization: Bearer colophon_…”; an administrator makes keys with “colophon key create”.`,
  )

function judgeJournal({ name }: Caller, journals: readonly string[], json: string): void {
  const record: { readonly journal?: { readonly issn?: Record<string, string | readonly string[]> } } = JSON.parse(json)
  const own = Object.values(record.journal?.issn ?? {}).flat()
  if (own.some((issn) => journals.includes(issn))) return
  const whose = own.length === 0 ? 'says no ISSN' : `is of ${own.join(', ')}`
  throw new Refusal('forbidden', `The key “${name}” writes the journals ${journals.join(', ')}; the article ${whose}.`)
}
