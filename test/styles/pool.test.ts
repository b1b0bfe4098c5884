/** The pool: the same references as here, limits that are told, and no worker left behind. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { createReferencesHere } from '../../src/styles/here.ts'
import { createKept } from '../../src/styles/kept.ts'
import { createPool } from '../../src/styles/pool.ts'
import { articles } from './articles.ts'

const catalogue = createCatalogue()
const works = Object.values(articles).map((article) => ({ article: JSON.stringify(article) }))
/** With this argument the file only owns a pool, and says when it is warm. */
const owner = 'own-a-pool'
if (process.argv[2] === owner) {
  await createPool(catalogue, { workers: 2, queue: 9, patience: 20_000, folder: '', engines: 2 }).warm()
  process.stdout.write('warm\n')
  await setTimeout(60_000)
}
const manner = { style: 'apa', locale: 'en-US', as: 'html', marks: true } as const

t.test('a worker writes what this thread would; past its limits it says so and goes on', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 3, patience: 20_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  const here = createReferencesHere(catalogue)
  t.strictSame(
    await pool.bibliography(works, [[{ id: '0' }]], manner),
    await here.bibliography(works, [[{ id: '0' }]], manner),
  )
  const [work = { item: {} }] = works
  const many = await Promise.allSettled(Array.from({ length: 8 }, () => pool.reference(work, manner)))
  const refused = many.filter((each) => each.status === 'rejected')
  t.ok(refused.length >= 3, `${refused.length} of 8 were refused`)
  for (const { reason } of refused) t.match(reason, { code: 'unavailable' })
  t.equal(await pool.reference(work, manner), await here.reference(work, manner))
})

t.test('what takes too long is ended, and the next reference is written', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 9, patience: 5_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  await pool.warm()
  const list = Array.from({ length: 9_000 }, () => works).flat()
  await t.rejects(pool.bibliography(list, [], manner), { code: 'unavailable' })
  const [work = { item: {} }] = works
  t.match(await pool.reference(work, { ...manner, style: 'nature' }), 'Tidal clocks')
})

t.test('many at once in several styles: each gets its own answer, whichever worker wrote it', async (t) => {
  const pool = createPool(catalogue, { workers: 2, queue: 99, patience: 20_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  const here = createReferencesHere(catalogue)
  // More styles than a worker keeps: they are dropped and read again.
  const asked = Array.from({ length: 60 }, (_, n) => ({
    work: works[n % works.length] ?? { item: {} },
    manner: { ...manner, style: ['apa', 'nature', 'ieee', 'vancouver', 'elsevier-harvard'][n % 5] ?? 'apa' },
  }))
  const made = await Promise.all(asked.map(({ work, manner }) => pool.reference(work, manner)))
  for (const [n, { work, manner }] of asked.entries()) t.equal(made[n], await here.reference(work, manner))
})

t.test('references that a worker had been given are written by another when it is ended', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 99, patience: 5_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  await pool.warm()
  const list = Array.from({ length: 9_000 }, () => works).flat()
  const [work = { item: {} }] = works
  const [long, ...quick] = await Promise.allSettled([
    pool.bibliography(list, [], manner),
    ...Array.from({ length: 6 }, () => pool.reference(work, { ...manner, as: 'text' })),
  ])
  t.match(long, { status: 'rejected', reason: { code: 'unavailable' } })
  for (const each of quick) t.match(each, { status: 'fulfilled', value: /Tidal clocks/ })
})

t.test('of references that were given together, that which takes too long is refused and no other', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 99, patience: 5_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  await pool.warm()
  // Flipping quotation marks costs the engine the square of their number.
  const long = { item: { type: 'article-journal', title: '“a ” ‘b’ <i>c</i> '.repeat(20_000) } }
  const [work = { item: {} }] = works
  const asked = [work, work, long, work, work]
  const made = await Promise.allSettled(asked.map((each) => pool.reference(each, { ...manner, as: 'text' })))
  for (const [at, each] of made.entries()) {
    if (asked[at] === long) t.match(each, { status: 'rejected', reason: { code: 'unavailable' } })
    else t.match(each, { status: 'fulfilled', value: /Tidal clocks/ })
  }
})

const onLinux = process.platform === 'linux' ? {} : { skip: 'processes are looked up in /proc' }
const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

t.test('a worker that was killed is replaced, and what it had been given is done', onLinux, async (t) => {
  const before = new Set(childrenOf(process.pid))
  const pool = createPool(catalogue, { workers: 1, queue: 99, patience: 20_000, folder: '', engines: 2 })
  await pool.warm()
  const [work = { item: {} }] = works
  const [killed = 0] = childrenOf(process.pid).filter((pid) => !before.has(pid))
  const asked = Array.from({ length: 12 }, () => pool.reference(work, { ...manner, as: 'text' }))
  process.kill(killed, 'SIGKILL')
  for (const each of await Promise.all(asked)) t.match(each, 'Tidal clocks')
  const [second = 0] = childrenOf(process.pid).filter((pid) => !before.has(pid) && pid !== killed)
  t.ok(isAlive(second))
  await pool.close()
  t.notOk(isAlive(second), 'none is left behind')
})

t.test('the workers of a service that was killed end by themselves', onLinux, async (t) => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), owner],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(child.stdout, 'data')
  const workers = childrenOf(child.pid ?? 0)
  t.equal(workers.length, 2)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) for (const pid of workers) process.kill(pid, signal)
  await setTimeout(200)
  t.ok(workers.every(isAlive), 'a signal to all is the service’s business')
  child.kill('SIGKILL')
  for (let tries = 0; workers.some(isAlive) && tries < 200; tries++) await setTimeout(50)
  t.notOk(workers.some(isAlive))
})

t.test('a pool that was closed, and a worker that cannot begin, say so', async (t) => {
  const [work = { item: {} }] = works
  const broken = createPool(catalogue, { workers: 2, queue: 9, patience: 20_000, folder: '/nowhere', engines: 2 })
  for (const each of await Promise.allSettled([1, 2, 3].map(() => broken.reference(work, manner)))) {
    t.match(each, { status: 'rejected', reason: /nowhere/ })
  }
  await broken.close()
  await t.rejects(broken.reference(work, manner), /closed/)
})

t.test('rendered references are kept up to a number of bytes, and each is made once', async (t) => {
  const kept = createKept(600)
  let made = 0
  const make = async () => `text ${++made}`
  t.strictSame(await Promise.all([kept.get('a', make), kept.get('a', make)]), ['text 1', 'text 1'])
  t.equal(await kept.get('a', make), 'text 1')
  for (const key of 'bcdefgh') await kept.get(key, make)
  t.equal(await kept.get('a', make), 'text 9', 'the oldest left')
  await t.rejects(
    kept.get('x', async () => Promise.reject(new Error('no'))),
    /no/,
  )
  t.equal(await kept.get('x', make), 'text 10', 'a failure is not kept')
})
