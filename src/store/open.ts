/** Opens the store that the settings name: `sqlite:./colophon.db`, `sqlite::memory:`, `postgres://host/database`. */
import { Refusal } from '../article/refusal.ts'
import { openSqlite, type StoreOptions } from './sqlite.ts'
import type { Store } from './store.ts'

/** An engine opens what stands after its scheme; the rest of the table says what to write instead. */
const engines: Readonly<Record<string, (rest: string, url: string, options?: StoreOptions) => Promise<Store>>> = {
  sqlite: async (path, url, options) => {
    if (path === '') throw invalid(url, 'names no file. Write sqlite:./colophon.db.')
    if (/^\/\/[^/]/.test(path))
      throw invalid(url, `names a host. Write sqlite:${path.slice(2)} or, from the root, sqlite:${path.slice(1)}.`)
    return openSqlite(path, options)
  },
  // Its driver is loaded where it is needed.
  postgres: async (_, url, options) => (await import('./postgres.ts')).openPostgres(url, options),
}

export const openStore = async (url: string, options?: StoreOptions): Promise<Store> => {
  const [scheme = '', ...rest] = url.split(':')
  const name = scheme.replace(/^postgresql$/, 'postgres')
  const open = Object.hasOwn(engines, name) ? engines[name] : undefined
  if (!open || rest.length === 0)
    throw invalid(
      url,
      'names no store. Write sqlite: and a file: sqlite:./colophon.db, or postgres://user:password@host/database.',
    )
  return open(rest.join(':'), url, options)
}

const invalid = (url: string, fault: string): Refusal =>
  new Refusal('invalid-settings', `The store “${withoutSecrets(url)}” ${fault}`)

const withoutSecrets = (url: string): string => url.replace(/\/\/[^/@]*@/, '//…@')
