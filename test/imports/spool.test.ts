/** Sources that wait on the disk: whole or not there, and never the last of the space. */
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createSpool } from '../../src/imports/spool.ts'
import { smallDisk } from '../faults/service.ts'

async function* bytes(count: number, size = 1 << 20): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield Buffer.alloc(size, 'x')
}

t.test('what is brought is there when it is whole', async (t) => {
  const folder = join(t.testdir(), 'deep', 'spool')
  const spool = createSpool(folder)
  t.equal(await spool.has('0123456789ab'), false)
  t.equal(await spool.receive('0123456789ab', bytes(3, 1000)), 3000)
  t.equal(await spool.has('0123456789ab'), true)
  t.equal(readFileSync(spool.fileOf('0123456789ab')).length, 3000)
  async function* broken() {
    yield* bytes(1)
    t.same(readdirSync(folder), ['0123456789ab', 'ba9876543210.part'])
    throw new Error('broke off')
  }
  await t.rejects(spool.receive('ba9876543210', broken()), { message: 'broke off' })
  t.same(readdirSync(folder), ['0123456789ab'], 'nothing is left of what broke off')
  await spool.remove('0123456789ab')
  await spool.remove('0123456789ab')
  t.same(readdirSync(folder), [])
})

t.test('what nobody waits for is swept away, when it has lain for a while', async (t) => {
  const folder = t.testdir()
  const spool = createSpool(folder)
  const names = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc.part', 'dddddddddddd.part', 'notes.txt']
  for (const name of names) writeFileSync(join(folder, name), 'x')
  const old = Date.now() / 1000 - 7200
  for (const name of names.filter((name) => name !== 'dddddddddddd.part')) utimesSync(join(folder, name), old, old)
  await spool.sweep(new Set(['aaaaaaaaaaaa']))
  t.same(readdirSync(folder).sort(), ['aaaaaaaaaaaa', 'dddddddddddd.part', 'notes.txt'])
  await createSpool(join(folder, 'none')).sweep(new Set())
})

t.test('a disk that is nearly full takes no upload, and has room again afterwards', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-disk-'))
  const leave = smallDisk(folder, '24m')
  t.teardown(() => {
    leave?.()
    rmdirSync(folder)
  })
  if (!leave) {
    t.comment('skipped: this user may not mount a disk')
    return
  }
  const spool = createSpool(join(folder, 'spool'))
  t.equal(await spool.receive('aaaaaaaaaaaa', bytes(8)), 8 << 20)
  await t.rejects(spool.receive('bbbbbbbbbbbb', bytes(40)), { code: 'store-full', message: /too little space/ })
  t.same(readdirSync(join(folder, 'spool')), ['aaaaaaaaaaaa'])
  t.equal(await spool.receive('bbbbbbbbbbbb', bytes(8)), 8 << 20)
})
