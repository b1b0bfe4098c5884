/** Sources that wait on the disk to be taken in: whole or not there, and never the last of the space. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { Refusal } from '../article/refusal.ts'

export interface Spool {
  /** Tells this folder on this machine from others that work on the same store. */
  readonly place: string
  fileOf(id: string): string
  has(id: string): Promise<boolean>
  /** Keeps a source under an id; resolves to its length when it is on the disk. Throws `Refusal('store-full')`. */
  receive(id: string, bytes: AsyncIterable<Uint8Array>): Promise<number>
  /** Nothing where there is none. */
  remove(id: string): Promise<void>
  /** Removes what nobody waits for and nothing was written to for a while. */
  sweep(wanted: ReadonlySet<string>): Promise<void>
}

export const newImportId = (): string => randomBytes(6).toString('hex')
const shape = /^([0-9a-f]{12})(\.part)?$/

/** What is left to the store: a twentieth of the disk, a quarter of a gigabyte at most. */
const reserve = (size: number): number => Math.min(size / 20, 2 ** 28)
/** Bytes between two looks at the space that is left. */
const stretch = 2 ** 22
/** Milliseconds for which an upload may pause. */
const patience = 3_600_000

export function createSpool(folder: string): Spool {
  const root = resolve(folder)
  const fileOf = (id: string) => join(root, id)
  const remove = async (id: string) => {
    for (const name of [id, `${id}.part`]) await rm(join(root, name), { force: true })
  }
  return {
    place: `${hostname()}:${root}`,
    fileOf,
    has: (id) =>
      stat(fileOf(id)).then(
        () => true,
        () => false,
      ),
    async receive(id, bytes) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      try {
        const size = await written(`${fileOf(id)}.part`, watched(bytes, root))
        await rename(`${fileOf(id)}.part`, fileOf(id))
        await synced(root)
        return size
      } catch (error) {
        await remove(id)
        throw isFull(error) ? full() : error
      }
    },
    remove,
    async sweep(wanted) {
      const oldest = Date.now() - patience
      for (const name of await readdir(root).catch(() => [])) {
        const id = shape.exec(name)?.[1]
        if (id === undefined || wanted.has(id)) continue
        const about = await stat(join(root, name)).catch(() => undefined)
        if (about && about.mtimeMs < oldest) await rm(join(root, name), { force: true })
      }
    },
  }
}

/** Looks at the space before it is gone: deposits and searches need some too. */
async function* watched(bytes: AsyncIterable<Uint8Array>, folder: string): AsyncGenerator<Uint8Array> {
  let unseen = stretch
  for await (const chunk of bytes) {
    unseen += chunk.length
    if (unseen >= stretch) {
      unseen = 0
      const { bavail, blocks, bsize } = await statfs(folder)
      if (bavail * bsize - chunk.length < reserve(blocks * bsize)) throw full()
    }
    yield chunk
  }
}

/** Resolves to the length when all of it is on the disk. */
async function written(file: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0
  const out = createWriteStream(file, { flags: 'w', mode: 0o600, flush: true, highWaterMark: 2 ** 17 })
  const ended = new Promise<void>((resolve, reject) => out.once('close', resolve).once('error', reject))
  ended.catch(() => {})
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      if (!out.write(chunk)) await Promise.race([ended, once(out, 'drain')])
    }
    out.end()
    await ended
    return size
  } finally {
    out.destroy()
  }
}

/** A name is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const full = () =>
  new Refusal(
    'store-full',
    'There is too little space on the disk to keep the upload until it is taken in. Nothing of it was kept. Free space, or send it in parts.',
  )
