/** A service that browsers can reach: the real application on a free port, with articles in it. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Draft } from '../../schemas/article.ts'
import { buildApp } from '../../src/app.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'

export interface Reachable {
  /** Without a slash at the end. */
  readonly address: string
  readonly library: Library
  readonly close: () => Promise<void>
}

/** What is deposited twice has two versions. */
export async function reachableService(drafts: readonly Draft[], port?: number): Promise<Reachable> {
  const store = await openStore('sqlite::memory:')
  let second = 0
  const library = createLibrary({ store, now: () => new Date(Date.UTC(2024, 1, 1, 0, 0, second++)) })
  for (const draft of drafts) await library.deposit({ draft, by: localCaller })
  const free = port ?? (await freePort())
  const address = `http://127.0.0.1:${free}`
  const app = await buildApp({
    library,
    site: { baseUrl: address, name: 'Colophon' },
    settings: readSettings({ OVERLOAD_LAG: '0' }),
    version: '0.0.0',
    verification: createVerification(),
  })
  await app.listen({ host: '127.0.0.1', port: free })
  return {
    address,
    library,
    close: async () => {
      app.server.closeAllConnections()
      await app.close()
      await store.close()
    },
  }
}

/** Links are made from the address, which must be known before the service listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  await once(server, 'close')
  return port
}
