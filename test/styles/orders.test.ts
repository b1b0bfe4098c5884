/** What waits for a worker: quick before what is long only by age, styles read one at a time, lists never everywhere. */
import t from 'tap'
import { createOrders, type Hand, type Kind } from '../../src/styles/orders.ts'

interface Named {
  readonly name: string
  readonly engine: string
  readonly isList: boolean
}

/** A worker that has these styles ready. */
function hand(...ready: string[]) {
  const given: { order: Named; kind: Kind }[] = []
  return {
    given,
    ready,
    inFlight: () => given.length,
    isLong: () => given[0] !== undefined && given[0].kind !== 'quick',
    isReady: (engine: string) => ready.includes(engine),
  } satisfies Hand & Record<string, unknown>
}

const reference = (name: string, engine = 'apa'): Named => ({ name, engine, isList: false })
const list = (name: string, engine = 'apa'): Named => ({ name, engine, isList: true })

function workshop(hands: readonly ReturnType<typeof hand>[], limits = { ahead: 2, cold: 1, lists: 1 }) {
  const orders = createOrders<Named>(limits)
  return {
    orders,
    add: (...all: Named[]) => {
      for (const order of all) orders.add(order, hands)
    },
    /** Gives each worker what it may have; says what that was. */
    turn: () =>
      hands.map((each) => {
        const before = each.given.length
        for (let next = orders.next(each); next; next = orders.next(each)) each.given.push(next)
        return each.given.slice(before).map(({ order, kind }) => `${order.name} ${kind}`)
      }),
    answer(each: ReturnType<typeof hand>) {
      const [first] = each.given.splice(0, 1)
      if (!first) return
      if (!each.ready.includes(first.order.engine)) each.ready.push(first.order.engine)
      orders.over(first.order, first.kind)
    },
  }
}

t.test('what is quick is given in advance, up to a number', async (t) => {
  const one = hand('apa')
  const { add, turn, answer, orders } = workshop([one])
  add(...['a', 'b', 'c'].map((name) => reference(name)))
  t.strictSame(turn(), [['a quick', 'b quick']])
  t.equal(orders.waiting(), 1)
  answer(one)
  t.strictSame(turn(), [['c quick']])
})

t.test('nothing is put behind a list, and a list is begun with empty hands', async (t) => {
  const [one, two] = [hand('apa'), hand('apa')]
  const { add, turn, answer } = workshop([one, two])
  add(reference('a'), list('L'), list('M'), reference('b'), reference('c'), reference('d'))
  t.strictSame(turn(), [['a quick'], ['L list']], 'while a is under way its worker gets nothing younger')
  t.strictSame(turn(), [['b quick'], []], 'one list at a time: the other worker goes on with references')
  answer(one)
  t.strictSame(turn(), [['c quick'], []])
  answer(two)
  answer(one)
  t.strictSame(turn(), [[], ['M list']])
})

t.test('one style is read at a time, after a rest, and whatever waited for it is then quick', async (t) => {
  const [one, two] = [hand('apa'), hand('apa')]
  const { add, turn, answer, orders } = workshop([one, two])
  add(reference('a', 'nature'), reference('b', 'ieee'), reference('c', 'nature'), reference('d'))
  t.strictSame(turn(), [['a cold'], ['d quick']])
  answer(one)
  t.strictSame(turn(), [['c quick'], []], 'the cores are left to others for a while, not to what is quick')
  orders.rested()
  answer(one)
  t.strictSame(turn(), [['b cold'], []])
  add(reference('e', 'vancouver'))
  answer(one)
  t.strictSame(turn(), [[], []])
  orders.rested()
  t.strictSame(turn(), [['e cold'], []])
})

t.test('a style that is asked for more than its worker can do is made ready by another', async (t) => {
  const [one, two] = [hand('nature'), hand()]
  const { add, turn } = workshop([one, two])
  add(...['a', 'b', 'c', 'd'].map((name) => reference(name, 'nature')))
  t.strictSame(turn(), [['a quick', 'b quick'], ['c cold']])
})

t.test('what may have ended a worker is given before all else, to one that has nothing', async (t) => {
  const [one, two] = [hand('apa'), hand('apa')]
  const { orders, add } = workshop([one, two])
  add(reference('a'), reference('b'), reference('c'))
  const given = [orders.next(one), orders.next(one)].flatMap((each) => each ?? [])
  for (const { order, kind } of given.toReversed()) {
    orders.over(order, kind)
    orders.alone(order)
  }
  t.equal(orders.waiting(), 3)
  const first = orders.next(two)
  t.strictSame([first?.order.name, first?.kind], ['a', 'list'])
  t.equal(orders.next(two)?.order.name, 'c', 'one suspect at a time; the others’ worker goes on')
  if (first) orders.over(first.order, first.kind)
  t.equal(orders.next(one)?.order.name, 'b')
})

t.test('what a worker had not begun goes to the front again; what waits can be taken back', async (t) => {
  const one = hand('apa')
  const { orders, add } = workshop([one])
  add(reference('a'), reference('b'))
  const first = orders.next(one)
  if (first) {
    orders.over(first.order, first.kind)
    orders.again(first.order)
  }
  t.equal(orders.next(one)?.order.name, 'a')
  t.strictSame(
    orders.drain().map(({ name }) => name),
    ['b'],
  )
  t.equal(orders.waiting(), 0)
  t.equal(orders.next(one), undefined)
})
