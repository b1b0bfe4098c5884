/** Texts to read: files, folders with everything below them, and standard input. */
import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../article/refusal.ts'

export interface Source {
  /** Path, or `stdin`. */
  readonly name: string
  readonly text: () => Promise<string>
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
  if (!about.isDirectory()) return [{ name: path, text: async () => decode(await readFile(path), path) }]
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
  const lists = await Promise.all(names.map((name) => under(join(path, name))))
  return lists.flat()
}

function stdin(): Source {
  return {
    name: 'stdin',
    text: async () => {
      const chunks: Buffer[] = []
      for await (const chunk of process.stdin) chunks.push(chunk)
      return decode(Buffer.concat(chunks), 'stdin')
    },
  }
}

/** UTF-8, or UTF-16 with its byte-order mark. Throws `Refusal('unreadable')` for other bytes: a guess would corrupt names. */
export function decode(bytes: Buffer, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\ufeff/, '')
  throw new Refusal(
    'unreadable',
    `${name} is not UTF-8. Convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8.`,
  )
}
