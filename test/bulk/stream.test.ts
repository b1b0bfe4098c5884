/** Bytes between threads: all of them in order, no more ahead than there is room for, and an end that is told to both. */
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { createStream, draw, pour } from '../../src/bulk/stream.ts'

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const drawn = []
  for await (const piece of pieces) drawn.push(piece)
  return Buffer.concat(drawn)
}

/** Pieces, and how many of them were asked for; whether it was left before its end. */
function counted(count: number, failure?: unknown) {
  const state = { asked: 0, left: false }
  async function* pieces() {
    try {
      for (; state.asked < count; state.asked++) yield Buffer.from(`${state.asked};`)
      if (failure !== undefined) throw failure
    } finally {
      state.left = true
    }
  }
  return { state, pieces: pieces() }
}

t.test('what is poured is drawn: every byte, in order', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 60 }), async (pieces) => {
      const whole = Buffer.concat(pieces)
      const [from, to] = createStream()
      const poured = pour(
        from,
        (async function* () {
          yield* pieces
        })(),
      )
      const drawn = await all(draw(to))
      await poured
      return whole.equals(drawn)
    }),
    { numRuns: 50 },
  )
  t.pass()
})

t.test('a piece of a larger memory is copied, the rest of which stays; a whole one is handed over', async (t) => {
  const memory = Buffer.from('abcdef')
  const [whole, pooled] = [new Uint8Array([1, 2, 3]), memory.subarray(2, 4)]
  const [from, to] = createStream()
  const poured = pour(
    from,
    (async function* () {
      yield whole
      yield pooled
    })(),
  )
  t.same(await all(draw(to)), Buffer.from([1, 2, 3, 99, 100]))
  await poured
  t.equal(whole.length, 0)
  t.equal(memory.toString(), 'abcdef')
})

t.test('a source waits for a slow reader', async (t) => {
  const { state, pieces } = counted(500)
  const [from, to] = createStream()
  const poured = pour(from, pieces)
  const drawn = draw(to)
  await drawn.next()
  await pause(100)
  t.ok(state.asked >= 16 && state.asked < 20, `${state.asked} were asked for`)
  let rest = 0
  for await (const _ of drawn) rest++
  t.equal(rest, 499)
  await poured
})

t.test('a reader that stops has the source left', async (t) => {
  const { state, pieces } = counted(500)
  const [from, to] = createStream()
  const poured = pour(from, pieces)
  for await (const _ of draw(to)) break
  await poured
  t.ok(state.left)
  t.ok(state.asked < 40, `${state.asked} were asked for`)
})

t.test('what the source throws is thrown to the reader, after what came before it', async (t) => {
  const findings = [{ severity: 'error', code: 'c', pointer: '/a', message: 'm' }] as const
  for (const failure of [new Refusal('unreadable', 'broken', { findings: [...findings] }), new Error('other')]) {
    const [from, to] = createStream()
    const poured = pour(from, counted(3, failure).pieces)
    let before = 0
    const read = async () => {
      for await (const _ of draw(to)) before++
    }
    const thrown = await read().catch((error: unknown) => error)
    t.equal(before, 3)
    t.match(thrown, { message: failure.message })
    t.equal(thrown instanceof Refusal, failure instanceof Refusal)
    if (failure instanceof Refusal) t.match(thrown, { code: 'unreadable', findings })
    await poured
  }
})

t.test('an end of which nothing is told is a fault', async (t) => {
  const [from, to] = createStream()
  const reading = all(draw(to))
  from.port.close()
  await t.rejects(reading, { message: 'The thread at the other end has ended' })
})
