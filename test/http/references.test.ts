/** Threads for references are there while somebody asks for one. */
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { resting } from '../../src/http/references.ts'

const manner = { style: 'apa', locale: 'en-US', as: 'text', marks: true } as const

/** Workers that take as long as they are told, and what became of them. */
function trial(rest: number) {
  const seen = { started: 0, closed: 0 }
  const start = () => {
    seen.started++
    return {
      reference: async (work: object) => {
        const { item } = work as { item: { id: string } } // as given below
        await pause(Number(item.id))
        return item.id
      },
      bibliography: async () => {
        throw new Error('none')
      },
      close: async () => {
        seen.closed++
      },
    }
  }
  const workers = resting(start, rest)
  const ask = (milliseconds: number) => workers.reference({ item: { id: String(milliseconds) } }, manner)
  return { seen, workers, ask }
}

t.test('they start when they are first needed, and again after a rest', async (t) => {
  const { seen, workers, ask } = trial(40)
  t.equal(seen.started, 0)
  t.strictSame(await Promise.all([ask(0), ask(1)]), ['0', '1'])
  await t.rejects(workers.bibliography([], [], manner), { message: 'none' })
  t.strictSame(seen, { started: 1, closed: 0 })
  for (let n = 0; n < 500 && seen.closed === 0; n++) await pause(10)
  t.strictSame(seen, { started: 1, closed: 1 })
  t.equal(await ask(2), '2')
  t.strictSame(seen, { started: 2, closed: 1 })
  await workers.close()
  t.strictSame(seen, { started: 2, closed: 2 })
  await t.rejects(ask(0), /closed/)
})

t.test('they do not end while one is under way', async (t) => {
  const { seen, workers, ask } = trial(20)
  t.equal(await ask(300), '300')
  t.strictSame(seen, { started: 1, closed: 0 })
  await workers.close()
})

t.test('closed before anybody asked, nothing starts', async (t) => {
  const { seen, workers, ask } = trial(20)
  await workers.close()
  await t.rejects(ask(0), /closed/)
  t.equal(seen.started, 0)
})
