import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { workplace } from './command.ts'

t.test('keys are made, rotated and revoked, and the audit log tells it', async (t) => {
  const { run } = workplace(t)
  const made = await run(['key', 'create', '--name', 'Press', '--prefix', '10.5555', '--journal', '2434-561X'])
  t.match(made.out, /^colophon_[0-9a-f]{12}_[\w-]{43}\n$/)
  const id = made.out.slice(9, 21)
  t.match(made.err, `Key ${id} for Press: 10.5555,ISSN 2434-561X`)
  const rotated = await run(['key', 'rotate', id, '--overlap', '1'])
  t.match(rotated.out, new RegExp(`^colophon_${id}_`))
  t.not(rotated.out, made.out)
  t.equal((await run(['key', 'revoke', id])).status, 0)
  t.match((await run(['key', 'list'])).out, /revoked .*\tnever used\tPress\n$/)
  t.equal((await run(['key', 'rotate', id])).status, 1, 'what was revoked stays so')
  t.equal((await run(['key', 'create', '--name', 'x', '--role', 'root'])).status, 1)
  t.equal((await run(['key', 'rotate'])).status, 2)
  await run(['import', '-'], '{"doi":"10.5555/1","title":"T"}\n')
  const kinds = (await run(['audit', '--json'])).out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).kind)
  t.strictSame(kinds, ['deposit', 'key-revoke', 'key-rotate', 'key-create'])
  t.match((await run(['audit', '--doi', '10.5555/1'])).out, /\tdeposit\t10\.5555\/1 version 1\tcli\t-\t-\n$/)
  t.equal((await run(['audit', '--only', 'all'])).status, 2)
})

t.test('a store is backed up, compacted and restored', async (t) => {
  const { run, folder } = workplace(t)
  await run(['import', '-'], '{"doi":"10.5555/1","title":"T"}\n')
  t.equal((await run(['backup', 'copy.db'])).status, 0)
  await run(['import', '-'], '{"doi":"10.5555/2","title":"T"}\n')
  t.match((await run(['compact', 'small.db'])).out, /small\.db: \d+ bytes before, \d+ after/)
  t.equal((await run(['compact'])).status, 0)
  const refused = await run(['restore', 'copy.db'])
  t.equal(refused.status, 1)
  t.match(refused.err, '--replace')
  t.match((await run(['restore', 'copy.db', '--replace'])).out, /1 articles in 1 versions\n.*articles\.db\.replaced-/)
  t.match((await run(['verify'])).out, '1 versions, all as they were written')
  t.ok(existsSync(join(folder, 'small.db')))
})
