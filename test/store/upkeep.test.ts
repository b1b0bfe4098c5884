import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open.ts'
import { compactStore, restoreStore } from '../../src/store/upkeep.ts'
import { change, many, putAll } from './contract.ts'

async function filled(t: Test, count = 50) {
  const folder = t.testdir()
  const file = join(folder, 'a.db')
  const store = await openStore(`sqlite:${file}`)
  await putAll(
    store,
    many(count).map((doi) => change(doi)),
  )
  return { folder, file, url: `sqlite:${file}`, store }
}

t.test('a backup becomes the store; what stood there is moved aside', async (t) => {
  const { folder, url, store } = await filled(t)
  const copy = join(folder, 'copy.db')
  await store.backup(copy)
  await store.write((writer) => writer.put(change('10.1234/later')))
  await store.close()
  await t.rejects(restoreStore(url, copy, false), { code: 'conflict' })
  const { articles, before = '' } = await restoreStore(url, copy, true)
  t.equal(articles, 50)
  const restored = await openStore(url)
  t.equal(await restored.read((reader) => reader.byDoi('10.1234/later')), undefined)
  t.match(await restored.count(), { count: 50 })
  await restored.close()
  const aside = await openStore(`sqlite:${before}`)
  t.match(await aside.count(), { count: 51 })
  await aside.close()
  const elsewhere = `sqlite:${join(folder, 'new.db')}`
  t.match(await restoreStore(elsewhere, copy, false), { articles: 50, versions: 50 })
  t.notOk(readdirSync(folder).some((name) => name.includes('partial')))
})

t.test('what is no backup of ours, or is damaged, restores nothing', async (t) => {
  const { folder, file, url, store } = await filled(t, 500)
  const copy = join(folder, 'copy.db')
  await store.backup(copy)
  await store.close()
  const notes = join(folder, 'notes.txt')
  writeFileSync(notes, 'Not a database at all.')
  const torn = join(folder, 'torn.db')
  const bytes = readFileSync(copy)
  bytes.fill(0xff, 3 * 8192, 20 * 8192)
  writeFileSync(torn, bytes)
  const before = readFileSync(file)
  for (const from of [notes, torn, join(folder, 'none.db'), file]) await t.rejects(restoreStore(url, from, true), from)
  t.ok(before.equals(readFileSync(file)), 'the store is as it was')
})

t.test('compacting keeps everything, in place and as a copy', async (t) => {
  const { folder, file, url, store } = await filled(t, 300)
  const copy = join(folder, 'small.db')
  compactStore(url, copy)
  t.throws(() => compactStore(url, copy), /exists/)
  await store.close()
  const { after } = compactStore(url)
  t.ok(after > 0)
  for (const name of [file, copy]) {
    const small = await openStore(`sqlite:${name}`)
    t.match(await small.count(), { count: 300 })
    for await (const fault of small.verify()) t.fail(fault.message)
    await small.close()
  }
})

t.test('one service a store: the second is told whose it is, and commands work beside it', async (t) => {
  const { url, store } = await filled(t)
  await store.close()
  const first = await openStore(url, { tenant: 'a service' })
  await t.rejects(openStore(url, { tenant: 'a service' }), new RegExp(`a service, process ${process.pid}, since 20`))
  t.throws(() => compactStore(url), /process/)
  const beside = await openStore(url)
  await beside.write((writer) => writer.put(change('10.1234/beside')))
  t.ok(await first.read((reader) => reader.byDoi('10.1234/beside')))
  await beside.close()
  await first.close()
  const next = await openStore(url, { tenant: 'a service' })
  await next.close()
})

/** A small disk of its own; undefined where this user may not mount one. */
function smallDisk(t: Test, size: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-disk-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  // Teardowns run last first.
  t.teardown(() => execFileSync('umount', ['-l', folder]))
  return folder
}

t.test('a full disk is said, keeps what was acknowledged, and heals without a new start', async (t) => {
  const disk = smallDisk(t, '3m')
  if (disk === undefined) return t.pass('not run: this user may not mount a tmpfs')
  const store = await openStore(`sqlite:${join(disk, 'a.db')}`)
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(1_000_000))
  const acknowledged: string[] = []
  let refusal: unknown
  for (let n = 0; refusal === undefined && n < 1000; n++) {
    const put = change(`10.1234/${n}`, { json: JSON.stringify({ doi: `10.1234/${n}`, text: 'x'.repeat(20_000) }) })
    await store
      .write((writer) => writer.put(put))
      .then(
        () => acknowledged.push(put.doi),
        (error: unknown) => {
          refusal = error
        },
      )
  }
  t.match(refusal, { code: 'store-full' })
  const missing = async () => {
    const found = await Promise.all(acknowledged.map((doi) => store.read((reader) => reader.byDoi(doi))))
    return found.filter((record) => record === undefined).length
  }
  t.equal(await missing(), 0, `${acknowledged.length} are still read`)
  t.ok(store.state().writable, 'it may be tried again')
  writeFileSync(ballast, '')
  await t.resolves(
    store.write((writer) => writer.put(change('10.1234/after'))),
    'space came back',
  )
  for await (const fault of store.verify()) t.fail(fault.message)
  await store.close()
})

t.test('a disk that is read-only is read from', async (t) => {
  const disk = smallDisk(t, '8m')
  if (disk === undefined) return t.pass('not run: this user may not mount a tmpfs')
  mkdirSync(join(disk, 'in'))
  const url = `sqlite:${join(disk, 'in', 'a.db')}`
  const store = await openStore(url)
  await putAll(store, [change('10.1234/a')])
  await store.close()
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const reading = await openStore(url, { tenant: 'a service' })
  t.match(reading.state(), { writable: false, readOnly: true })
  t.ok(await reading.read((reader) => reader.byDoi('10.1234/a')))
  t.match(await reading.count(), { count: 1 })
  await t.rejects(
    reading.write((writer) => writer.put(change('10.1234/b'))),
    { code: 'unavailable' },
  )
  await reading.close()
  t.ok(existsSync(join(disk, 'in', 'a.db')))
})
