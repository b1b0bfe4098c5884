/** Tests of how V8’s helper threads stand back. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { quietHelpers } from '../src/helper-threads.ts'

const isLinux = process.platform === 'linux'

t.test(
  'the helpers stand back, and no other thread',
  { skip: !isLinux && 'threads have no priorities here' },
  async (t) => {
    const before = getPriority()
    const count = quietHelpers()
    t.equal(getPriority(), before, 'not the thread that answers')
    const named = readdirSync('/proc/self/task').map((id) => {
      const name = readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim()
      return { name, priority: getPriority(Number(id)) }
    })
    const helpers = named.filter(({ name }) => name === 'V8Worker')
    t.equal(count, helpers.length)
    t.ok(helpers.every(({ priority }) => priority === 10))
    t.ok(named.filter(({ name }) => name !== 'V8Worker').every(({ priority }) => priority === before))
  },
)

t.test('where threads are not told, or one has ended meanwhile, nothing fails', async (t) => {
  t.equal(quietHelpers('/nowhere'), 0)
  const folder = join(t.testdir(), 'task')
  mkdirSync(join(folder, '99999999'), { recursive: true })
  writeFileSync(join(folder, '99999999', 'comm'), 'V8Worker\n')
  t.equal(quietHelpers(folder), 0)
})
