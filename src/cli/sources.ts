/** Texts to read: files, folders with everything below them, and standard input. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../article/refusal.ts'
import { textOf } from '../library/intake.ts'

export interface Source {
  /** Path, or `stdin`. */
  readonly name: string
  readonly bytes: () => AsyncIterable<Uint8Array>
  readonly texts: () => AsyncIterable<string>
}

/** The sources that words name, folders in alphabetical order. Throws `Refusal('not-found')` for a missing path. */
export async function sourcesOf(words: readonly string[]): Promise<readonly Source[]> {
  const lists = await Promise.all(words.map((word) => (word === '-' ? [stdin()] : under(word))))
  return lists.flat()
}

async function under(path: string): Promise<Source[]> {
  const about = await stat(path).catch(() => {
    throw new Refusal('not-found', `There is no file or folder “${path}”.`)
  })
  if (!about.isDirectory()) return [sourceOf(path, () => createReadStream(path, { highWaterMark: 2 ** 17 }))]
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
  const lists = await Promise.all(names.map((name) => under(join(path, name))))
  return lists.flat()
}

const stdin = (): Source => sourceOf('stdin', () => process.stdin)

const sourceOf = (name: string, bytes: Source['bytes']): Source => ({
  name,
  bytes,
  texts: () => textOf(bytes(), name),
})
