/** Orders go to the thread that writes in groups, each when the one before is answered. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { createGathering } from '../../src/scribe/gathering.ts'

function gather() {
  const groups: number[][] = []
  const gathering = createGathering<number>((group) => groups.push(group))
  return { groups, gathering }
}

async function addAll(gathering: { add(order: number): void }, orders: readonly number[]): Promise<void> {
  for (const order of orders) gathering.add(order)
  await turn()
}

t.test('what comes in one turn goes together; what comes later waits for the answer, and goes at once', async (t) => {
  const { groups, gathering } = gather()
  await addAll(gathering, [1, 2, 3])
  await addAll(gathering, [4])
  await addAll(gathering, [5, 6])
  t.same(groups, [[1, 2, 3]])
  gathering.answered(1)
  t.same(groups, [[1, 2, 3]], 'not before all of it is answered')
  gathering.answered(2)
  t.same(groups, [
    [1, 2, 3],
    [4, 5, 6],
  ])
})

t.test('who deposits alone never waits', async (t) => {
  const { groups, gathering } = gather()
  for (const order of [1, 2, 3]) {
    await addAll(gathering, [order])
    gathering.answered(1)
  }
  t.same(groups, [[1], [2], [3]])
})

t.test('of many depositors half are awaited, for a moment', async (t) => {
  const { groups, gathering } = gather()
  await addAll(gathering, [1, 2, 3, 4])
  gathering.answered(4)
  gathering.add(5)
  gathering.add(6)
  await turn()
  t.same(groups.at(-1), [5, 6], 'half of four')
  gathering.answered(2)
  await addAll(gathering, [7, 8, 9, 10, 11, 12])
  gathering.answered(6)
  gathering.add(13)
  while (groups.length < 4) await pause(1)
  t.same(groups.at(-1), [13], 'the others did not come')
})

t.test('a thread that ended leaves nothing behind that the next one would write', async (t) => {
  const { groups, gathering } = gather()
  await addAll(gathering, [1])
  await addAll(gathering, [2])
  gathering.forget()
  await addAll(gathering, [3])
  t.same(groups, [[1], [3]])
})
