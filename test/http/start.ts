/** A service in memory for tests: the real application, store and library. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { createReception } from '../../src/imports/reception.ts'
import { receptionOptions } from '../../src/imports/set-up.ts'
import { createSpool, type Spool } from '../../src/imports/spool.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { emptyStore } from '../store/server.ts'

export interface Service {
  readonly app: FastifyInstance
  readonly library: Library
  /** `Bearer …` of an administrator’s key. */
  readonly key: string
  readonly store: Store
  /** Where uploads wait; nothing works on them unless a test does. */
  readonly spool: Spool
}

export const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

/** Starts it, over another library if one is given, and has it closed at the test’s end. The clock gives one second more each time it is asked. */
export async function startService(t: Test, settings: Record<string, string> = {}, given?: Library): Promise<Service> {
  const store = await openStore(await emptyStore())
  let second = 0
  const now = () => new Date(Date.UTC(2024, 1, 1, 0, 0, second++))
  const library = given ?? createLibrary({ store, now })
  const read = readSettings(settings)
  const folder = mkdtempSync(join(tmpdir(), 'colophon-spool-'))
  const spool = createSpool(folder)
  const app = await buildApp({
    library,
    reception: createReception(spool, receptionOptions(read)),
    site,
    settings: read,
    version: '0.0.0',
    verification: createVerification(),
  })
  const { secret } = await library.keys.create({ name: 'test', administrator: true })
  t.teardown(async () => {
    await app.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { app, library, key: `Bearer ${secret}`, store, spool }
}

/** A record that every format can say much of. */
export const record = {
  doi: '10.5555/Tides.7',
  type: 'research-article',
  title: 'Tidal clocks in <i>Eurydice</i> & H<sub>2</sub>O',
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: 'Berg',
      nonDroppingParticle: 'van der',
      given: 'Jan',
      affiliations: ['aff1'],
      corresponding: true,
      email: 'jan@example.org',
    },
    { kind: 'group', role: 'author', name: 'The Shoreline Consortium' },
  ],
  affiliations: [{ id: 'aff1', literal: 'Example Institute, Ostend, Belgium' }],
  journal: { title: 'Journal of Invented Shores', issn: { electronic: '2434-561X' } },
  volume: '12',
  issue: '3',
  dates: { received: '2023-05-02', accepted: '2023-12-01', publishedOnline: '2024-01-09' },
}
