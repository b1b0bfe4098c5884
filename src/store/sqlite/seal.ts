/** What proves that a version is as it was written: a checksum on every reading, a digest when all are verified. */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** The columns of a version beside its JSON. */
export interface Sealed {
  readonly doi: string
  readonly version: number
  readonly kind: string
  readonly at: string
  readonly by: string
  readonly reason: string | null
  readonly format: string | null
}

/** Goes on from the checksum of the JSON, so that none of them can stand beside the JSON of another version. */
export const sealOf = (sealed: Sealed, crc: number): number => crc32(besideOf(sealed), crc)

/** What the seal tells of beside the JSON. */
export const besideOf = ({ doi, version, kind, at, by, reason, format }: Sealed): string =>
  `${doi}\n${version}\n${kind}\n${at}\n${by}\n${reason ?? ''}\n${format ?? ''}`

export const digestOf = (json: string): string => hash('sha256', json)
