/** The rows of one put, and how the ledger goes on by it. */
import { crc32 } from 'node:zlib'
import { depositTokens, indexTextOf } from '../index-text.ts'
import { digestOf, sealOf } from '../sqlite/seal.ts'
import type { NewVersion, SearchText } from '../store.ts'
import type { Filler } from './filler.ts'
import { indexRow } from './index-row.ts'
import type { Ledger } from './ledger.ts'
import type { Standing } from './sheet.ts'

/** What a put finds. */
export interface Stand {
  readonly before: Standing | undefined
  readonly place: number
  readonly citationKey: string | null
}

interface Put extends Stand {
  /** The DOI in lower case. */
  readonly key: string
  readonly put: NewVersion
  readonly created: string
}

export function fillVersion(fill: Filler, ledger: Ledger, given: Put): void {
  const { key, put, created, before, place, citationKey } = given
  const { doi, kind, at, by, json, search = nothing, format = null } = put
  const index = 'tokens' in search ? search : indexTextOf(search)
  const withdrawn = kind === 'withdraw'
  const seq = ledger.seq + 1
  const version = (before?.record.version ?? 0) + 1
  const reason = withdrawn ? (put.reason ?? '') : null
  const { crc = crc32(json), sha256 = digestOf(json) } = put
  const seal = sealOf({ doi, version, kind, at, by, reason, format }, crc)
  const fresh = !before
  fill.add('version', key, [key, version, seq, kind, at, by, reason, doi, format, crc, sha256, seal, json], true)
  const orders = withdrawn ? index.order.map(() => null) : index.order
  fill.add('article', key, [key, place, citationKey, created, seq, version, withdrawn ? 1 : 0, ...orders], fresh)
  if (fresh && citationKey !== null) fill.add('citation_key', key, [citationKey, key], true)
  if (withdrawn) fill.dropSearch(key)
  else {
    const row = indexRow(index, doi, `${index.tokens} ${depositTokens(created, at)}`)
    fill.add('search', key, [key, place, row.length, row.clipped, row.words, row.abstract, index.facets], fresh)
    ledger.indexed += 1
    ledger.words += row.length
  }
  ledger.seq = seq
  ledger.instant = at
  if (fresh) ledger.place += 1
  if (withdrawn) ledger.withdrawn += 1
  if (before?.state === 'withdrawn') ledger.withdrawn -= 1
}

const nothing: SearchText = { title: '', abstract: '', names: '', affiliations: '', journal: '', keywords: '' }

/** The server’s texts hold no NUL; what is sealed must be what is kept. */
export function withoutNul(version: NewVersion): NewVersion {
  const { by, reason } = version
  if (!by.includes('\0') && !reason?.includes('\0')) return version
  const clean = (text: string) => text.replaceAll('\0', '\ufffd')
  return { ...version, by: clean(by), ...(reason !== undefined && { reason: clean(reason) }) }
}
