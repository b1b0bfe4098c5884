/**
 * The differential oracle: random operations are answered by the service as by the plainest model of it.
 *
 *   npm run oracle -- [operations] [seed]      10,000 unless said; ORACLE_STORE names an empty store of any engine
 */
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { createLibrary } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { site } from '../http/start.ts'
import { faults } from './model.ts'
import { operationsFrom } from './operations.ts'
import { firstDifference, keys, transcriptOf } from './run.ts'
import { instantOf, type Witness } from './witness.ts'

const count = Number(process.argv[2] ?? process.env.ORACLE_OPERATIONS ?? 1500)
const seed = Number(process.argv[3] ?? 20261123)
/** An empty store of any engine. */
const url = process.env.ORACLE_STORE ?? 'sqlite::memory:'

t.setTimeout(900_000)

async function startWitness(t: Test): Promise<Witness> {
  const store = await openStore(url)
  let now = 0
  const library = createLibrary({ store, now: () => new Date(instantOf(now)) })
  const verification = createVerification()
  const app = await buildApp({ library, site, settings: readSettings({}), version: '0.0.0', verification })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  const secrets: Witness['secrets'] = new Map()
  for (const [name, { role, prefixes, journals }] of keys) {
    const { key, secret } = await library.keys.create({ name, role, prefixes: [...prefixes], journals: [...journals] })
    secrets.set(name, { id: key.id, secret })
  }
  return {
    ask: (request) => app.inject(request),
    setSecond(second) {
      now = second
    },
    secrets,
  }
}

t.test(`${count} random operations are answered as the model answers them`, async (t) => {
  const transcript = await transcriptOf(operationsFrom(seed, count), await startWitness(t))
  t.equal(firstDifference(transcript), undefined, `seed ${seed}`)
  t.same(transcript.etagFaults, [], 'one ETag for each version')
  const statuses = new Map<string, number>()
  for (const { operation, told } of transcript.steps) {
    const name = `${operation.kind} ${told.status}`
    statuses.set(name, (statuses.get(name) ?? 0) + 1)
  }
  const told = [...statuses].sort().map(([name, times]) => `${name}: ${times}`)
  t.comment(told.join(', '))
  for (const name of ['put 201', 'put 200', 'put 403', 'put 412', 'put 422', 'patch 410', 'get 304', 'get 410']) {
    t.ok(statuses.has(name), `${name} was among them`)
  }
  for (const fault of faults) t.ok(firstDifference(transcript, fault), `noticed: ${fault}`)
})
