/** Random operations on both engines side by side: the same bodies, the same order, the same errors. */
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { startServer } from '../store/server.ts'
import { copy, differences, startSides } from './side-by-side.ts'

/** `DIFFERENTIAL=10000 node test/differential/differential.test.ts` for more, with `SEED=7` for others. */
const count = Number(process.env.DIFFERENTIAL ?? 300)
const seed = Number(process.env.SEED ?? 1)

const server = await startServer((message) => t.pass(message))
if (server) {
  t.teardown(server.stop)
  const timeout = 120_000 + count * 300
  t.setTimeout(timeout)
  t.test(`${count} operations, seed ${seed}`, { timeout }, async (t) => {
    const one = await openStore('sqlite::memory:')
    const other = await openStore(await server.url())
    t.teardown(() => Promise.all([one.close(), other.close()]))
    const sides = await startSides(one, other)
    t.teardown(sides.close)
    t.strictSame(await differences(sides, seed, count), [])
    t.ok((await one.read((reader) => reader.lastSeq())) > count / 10, 'enough was written')
    const back = await openStore('sqlite::memory:')
    t.teardown(() => back.close())
    const { versions, sha256 } = await copy(other, back)
    t.equal((await copy(one, back)).sha256, sha256, 'and the same log')
    t.equal(versions, await one.read((reader) => reader.lastSeq()))
    for await (const fault of other.verify()) t.fail(JSON.stringify(fault))
  })
}
