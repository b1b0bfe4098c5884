/** A service that is killed while it imports, and started again: everything comes once, and the command line sees it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { workplace } from '../cli/command.ts'
import { ask, keyFor, start, stop } from '../faults/service.ts'

const count = 4000

t.setTimeout(280_000)
const text = Array.from(
  { length: count },
  (_, n) =>
    `${JSON.stringify(
      n % 50 === 7
        ? { title: `No DOI ${n}` }
        : n % 20 === 3
          ? { doi: '10.5555/often', title: `Line ${n}` }
          : { doi: `10.5555/${n}`, title: `T ${n} ${'x'.repeat(700)}` },
    )}\n`,
).join('')

t.test('killed again and again, an import goes on where it was', { timeout: 200_000 }, async (t) => {
  const { folder, run } = workplace(t)
  const file = join(folder, 'articles.db')
  const key = await keyFor(file)
  let service = await start(file, key)
  t.teardown(() => service.child.kill('SIGKILL'))
  const headers = { 'content-type': 'application/x-ndjson' }
  const ordered = await ask(service, '/imports?name=works', { method: 'POST', body: text, headers })
  t.equal(ordered.status, 202)
  const { id } = JSON.parse(ordered.body)
  let kills = 0
  for (let round = 0; round < 2; round++) {
    await pause(400 + Math.random() * 900)
    await stop(service, 'SIGKILL')
    kills++
    service = await start(file, key)
  }
  const watched = run(['imports', 'watch', id, '--json'])
  // Single deposits have their turn meanwhile.
  const single = await ask(service, '/articles/10.5555/single', { method: 'PUT', body: '{"title":"S"}' })
  t.equal(single.status, 201)
  const { status, out } = await watched
  t.equal(status, 1, 'something was refused')
  const row = JSON.parse(out)
  const often = Array.from({ length: count }, (_, n) => n).filter((n) => n % 20 === 3 && n % 50 !== 7).length
  const refused = count / 50
  t.match(row, {
    state: 'done',
    done: count,
    counts: { created: count - refused - often + 1, updated: often - 1, unchanged: 0, refused },
  })
  await stop(service)
  const store = await openStore(`sqlite:${file}`)
  t.teardown(() => store.close())
  const log = await store.read((reader) => reader.changesSince(0, 100_000))
  t.equal(log.length, count - refused + 1, `each once, after ${kills} kills`)
  const told = await run(['imports', 'refusals', id])
  t.equal(told.out.trimEnd().split('\n').length, refused)
  t.match(told.out, /^line 8\t-\tinvalid-article\t/)
})

t.test('the command line leaves imports to the service, lists and cancels them', { timeout: 80_000 }, async (t) => {
  const { folder, run } = workplace(t)
  writeFileSync(join(folder, 'works.ndjson'), '{"doi":"10.5555/1","title":"T"}\n{"doi":"10.5555/2","title":"T"}\n')
  writeFileSync(join(folder, 'other.ndjson'), '{"doi":"10.5555/3","title":"T"}\n')
  const [id = '', other = ''] = (await run(['import', '--background', 'works.ndjson', 'other.ndjson'])).out.split('\n')
  t.match(id, /^[0-9a-f]{12}$/)
  t.match((await run(['imports'])).out, new RegExp(`^${other}\\tqueued\\t.*\\n${id}\\tqueued\\t.*upload:works.ndjson`))
  t.match(await run(['imports', 'cancel', other]), { status: 0, err: /is cancelled/ })
  const file = join(folder, 'articles.db')
  const service = await start(file, await keyFor(file))
  t.teardown(() => service.child.kill('SIGKILL'))
  t.match(await run(['imports', 'watch', id]), { status: 0, out: /\tdone\t.*created 2/ })
  await stop(service)
})
