/** The picture of an article’s way: in proportion, with what is not known exactly drawn as wide as it may be. */
import t from 'tap'
import { passages, timeline } from '../../src/web/timeline.ts'

const numbers = (markup: string, pattern: RegExp) =>
  [...markup.matchAll(pattern)].map((match) => match.slice(1).map(Number))

t.test('days lie where they lie between the first and the last', async (t) => {
  const out = timeline({ received: '2023-01-01', accepted: '2023-07-02', publishedOnline: '2023-12-31' })
  const places = numbers(out, /<circle class="\w+" cx="([\d.]+)%"/g).flat()
  t.equal(places.length, 3)
  t.equal(places[0], 1.5)
  t.ok(Math.abs((places[1] ?? 0) - 50) < 0.2)
  t.equal(places[2], 98.5)
})

t.test('a month or a year is as wide as it may be, and a literal is told and not drawn', async (t) => {
  const out = timeline({ received: '2020', accepted: '2021-02', published: { literal: 'some day' } })
  const spans = numbers(out, /<line class="span \w+" x1="([\d.]+)%" x2="([\d.]+)%"/g)
  t.equal(spans.length, 2)
  const [year, month] = spans
  t.ok((year?.[1] ?? 0) - (year?.[0] ?? 0) > 80)
  t.ok((month?.[1] ?? 0) - (month?.[0] ?? 0) < 10)
  t.match(out, 'some day')
  t.match(out, /aria-label="Publication history: received 2020, accepted February 2021/)
})

t.test('in the order in which they happened; what is not known is left out', async (t) => {
  const out = timeline({
    publishedPrint: '2020-05-01',
    publishedOnline: '2020-03-01',
    revised: ['2020-01-05', '2020-02-01'],
  })
  const labels = [...out.matchAll(/<span>([^<]*)<\/span>/g)].map(([, label]) => label)
  t.strictSame(labels, ['Revised', 'Revised', 'Published online', 'In print'])
  t.equal(timeline({}), '')
  t.notMatch(timeline({ received: '2020-01-01' }), '<svg', 'one day alone is no way')
})

t.test('years are marked, not too many of them', async (t) => {
  const marks = (from: string, until: string) =>
    (timeline({ received: from, published: until }).match(/class="year"/g) ?? []).length
  t.equal(marks('2020-06-01', '2022-06-01'), 2)
  t.equal(marks('2020-02-01', '2020-11-01'), 0)
  t.ok(marks('1890-01-02', '2020-01-01') <= 9)
})

t.test('what took how long is counted of whole days alone', async (t) => {
  t.strictSame(passages({ received: '2024-02-28', accepted: '2024-03-01', publishedOnline: '2024-03-02' }), [
    { label: 'from received to accepted', days: 2 },
    { label: 'from accepted to published', days: 1 },
  ])
  t.strictSame(passages({ received: '2024-02', accepted: '2024-03-01' }), [])
  t.strictSame(passages({ received: '2024-05-01', accepted: '2024-03-01' }), [], 'backwards is a fault of the record')
})
