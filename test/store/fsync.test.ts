/** A disk that fails to keep a commit, once: nothing is acknowledged, nothing is tried again, and reads go on. */
import { join } from 'node:path'
import { StatementSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open.ts'
import { sharedMemory } from '../../src/store/sqlite/courtesy.ts'
import { startService } from '../http/start.ts'
import { change } from './contract.ts'

/** SQLite’s extended result codes of a failed fsync: https://www.sqlite.org/rescode.html#ioerr_fsync */
const syncs = [
  ['SQLITE_IOERR_FSYNC', 1034],
  ['SQLITE_IOERR_DIR_FSYNC', 1290],
] as const

/** The end of the next transaction that writes meets a disk that does not keep it; tells how many ends were tried. */
function failNextCommit(t: Test, errcode: number): () => number {
  const { run } = StatementSync.prototype
  let writing = false
  let commits = 0
  StatementSync.prototype.run = function (this: StatementSync, ...parameters: unknown[]) {
    if (this.sourceSQL === 'BEGIN IMMEDIATE') writing = true
    if (writing && this.sourceSQL === 'COMMIT' && ++commits === 1) {
      throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode })
    }
    return Reflect.apply(run, this, parameters)
  }
  t.teardown(() => {
    StatementSync.prototype.run = run
  })
  return () => commits
}

for (const [name, errcode] of syncs) {
  t.test(`${name}: the write is refused, gone, and the last that is tried`, async (t) => {
    const url = `sqlite:${join(t.testdir(), 'a.db')}`
    const store = await openStore(url)
    await store.write((writer) => writer.put(change('10.5555/before')))
    t.equal(store.state().writable, true)
    const tried = failNextCommit(t, errcode)
    const rooms = ['10.5555/1', '10.5555/2'].map((doi) => store.write((writer) => writer.put(change(doi))))
    for (const room of rooms) await t.rejects(room, { code: 'unavailable', message: /disk failed/ })
    t.equal(store.state().writable, false)
    const later = store.write((writer) => writer.put(change('10.5555/3')))
    await t.rejects(later, { code: 'unavailable', message: /takes no more deposits/ })
    t.equal(tried(), 1, 'an fsync that failed is not tried again')
    t.ok(await store.read((reader) => reader.byDoi('10.5555/before')), 'reads go on')
    for (const n of [1, 2, 3]) t.notOk(await store.read((reader) => reader.byDoi(`10.5555/${n}`)))
    await store.close()
    const again = await openStore(url)
    await again.write((writer) => writer.put(change('10.5555/1')))
    t.equal(await again.read((reader) => reader.lastSeq()), 2, 'without a gap')
    await again.close()
  })
}

t.test('all connections of the process that write stop with it', async (t) => {
  const url = `sqlite:${join(t.testdir(), 'a.db')}`
  const memory = sharedMemory()
  const one = await openStore(url, { courtesy: { memory, givesWay: false } })
  const other = await openStore(url, { courtesy: { memory, givesWay: true } })
  failNextCommit(t, 1034)
  await t.rejects(other.write((writer) => writer.put(change('10.5555/1'))))
  t.equal(one.state().writable, false)
  await t.rejects(
    one.write((writer) => writer.put(change('10.5555/2'))),
    { message: /takes no more deposits/ },
  )
  await other.close()
  await one.close()
})

t.test('the service then is read-only, and says so', async (t) => {
  const { app, key } = await startService(t)
  const put = (doi: string) =>
    app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: { authorization: key, 'content-type': 'application/json' },
      payload: JSON.stringify({ title: 'T' }),
    })
  t.equal((await put('10.5555/1')).statusCode, 201)
  t.equal((await app.inject('/readyz')).statusCode, 200)
  failNextCommit(t, 1034)
  const failed = await put('10.5555/2')
  t.equal(failed.statusCode, 503)
  t.match(failed.headers['content-type'], /^application\/problem\+json/)
  t.equal((await app.inject('/readyz')).statusCode, 503)
  t.equal((await app.inject('/livez')).statusCode, 200, 'it need not be started again for those who read')
  t.equal((await app.inject('/articles/10.5555/1')).statusCode, 200)
  t.equal((await app.inject('/articles/10.5555/2')).statusCode, 404)
  t.equal((await put('10.5555/3')).statusCode, 503)
  t.match((await app.inject({ url: '/metrics', headers: { authorization: key } })).body, /colophon_store_writable 0/)
})
