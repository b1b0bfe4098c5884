/** What may be ordered: uploads, files below one folder, addresses of hosts that were allowed, DOIs by one resolver. */
import { realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import type { ImportOrder } from '../../schemas/imports.ts'
import type { Finding } from '../../schemas/problem.ts'
import { encodeDoi, parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import { readerNamed } from '../formats/index.ts'
import type { ImportWish } from '../library/import-record.ts'
import { type Downloading, judgeAddress } from './download.ts'
import { newImportId, type Spool } from './spool.ts'

export interface Reception {
  /** Keeps what is brought; resolves to the id it is kept under, its length and its place. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<{ readonly id: string; readonly size: number }>
  /** Forgets what was brought. */
  discard(id: string): Promise<void>
  /** What an order means. Throws `Refusal`s: invalid-request, forbidden, unknown-format. */
  understand(order: ImportOrder): Promise<ImportWish>
  readonly place: string
  newId(): string
}

export interface ReceptionOptions {
  /** The folder below which files may be named; empty for none. */
  readonly folder: string
  readonly downloading: Downloading
  /** Ends with a slash. */
  readonly resolver: string
}

export function createReception(spool: Spool, options: ReceptionOptions): Reception {
  const { folder, downloading } = options
  return {
    place: spool.place,
    newId: newImportId,
    async receive(bytes) {
      const id = newImportId()
      return { id, size: await spool.receive(id, bytes) }
    },
    discard: (id) => spool.remove(id),
    async understand({ path, url, doi, from }) {
      const given = [path, url, doi].filter((one) => one !== undefined)
      if (given.length !== 1) throw invalid('', undefined, 'Name one of path, url and doi.')
      const named = from === undefined ? {} : { from: readerNamed(from).name }
      if (path !== undefined) {
        const file = await fileBelow(folder, path)
        const { size, mtimeMs: changed } = await stat(file)
        return { source: { kind: 'path', name: path }, size, changed, ...named }
      }
      if (url !== undefined) {
        return { source: { kind: 'url', name: judgeAddress(url, downloading).href }, ...named }
      }
      const parsed = parseDoi(doi ?? '')
      if (parsed === undefined) throw invalid('/doi', doi, 'This is not a DOI.')
      judgeAddress(addressOfDoi(parsed, options.resolver), downloading)
      return { source: { kind: 'doi', name: parsed }, doi: parsed, ...named }
    },
  }
}

export const addressOfDoi = (doi: string, resolver: string): string => `${resolver}${encodeDoi(doi)}`

/** The file itself. Throws `Refusal`s; whether there is a file elsewhere is told to nobody. */
export async function fileBelow(folder: string, path: string): Promise<string> {
  if (folder === '') {
    throw new Refusal('forbidden', 'No files of this machine may be named here; an administrator sets IMPORT_DIR.')
  }
  const root = await realpath(folder).catch(() => undefined)
  if (root === undefined) throw new Refusal('unavailable', 'The folder of IMPORT_DIR is not there.')
  const outside = () => invalid('/path', path, 'There is no such file below the folder that is allowed: IMPORT_DIR.')
  // Links lead where they lead: what counts is the file itself.
  const file = path.includes('\0') ? undefined : await realpath(resolve(root, path)).catch(() => undefined)
  if (!file?.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside()
  if (!(await stat(file)).isFile()) throw outside()
  return file
}

function invalid(pointer: string, value: unknown, message: string): Refusal {
  const finding: Finding = {
    severity: 'error',
    code: 'import-source',
    pointer,
    message,
    remedy: 'Name a file below IMPORT_DIR, an https address on one of the IMPORT_HOSTS, or a DOI; or send the records.',
    ...(value !== undefined && { value }),
  }
  return new Refusal('invalid-request', `${pointer || 'The order'}: ${message}`, { findings: [finding] })
}
