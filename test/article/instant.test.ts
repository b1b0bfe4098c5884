import t from 'tap'
import { lastInstantOf, lastInstantOfHttpDate } from '../../src/article/instant.ts'

t.test('what is given means its end', async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['2024', '2024-12-31T23:59:59.999Z'],
    ['2024-02', '2024-02-29T23:59:59.999Z'],
    ['2024-12', '2024-12-31T23:59:59.999Z'],
    ['2024-03-05', '2024-03-05T23:59:59.999Z'],
    ['2024-03-05T10:20', '2024-03-05T10:20:59.999Z'],
    ['2024-03-05T10:20Z', '2024-03-05T10:20:59.999Z'],
    ['2024-03-05T10:20:30', '2024-03-05T10:20:30.999Z'],
    ['2024-03-05T10:20:30.5Z', '2024-03-05T10:20:30.500Z'],
    ['2024-03-05T10:20:30.123456Z', '2024-03-05T10:20:30.123Z'],
    ['2024-03-05T00:20:30+02:00', '2024-03-04T22:20:30.999Z'],
    ['2024-03-05T00:20:30 02:00', '2024-03-04T22:20:30.999Z'],
    ['2024-03-05T23:20:30-05:30', '2024-03-06T04:50:30.999Z'],
    ['0099', '0099-12-31T23:59:59.999Z'],
  ]
  for (const [text, instant] of cases) t.equal(lastInstantOf(text), instant, text)
})

t.test('what names no instant is none', async (t) => {
  const none = ['', 'now', '24', '2024-13', '2024-00', '2023-02-29', '2024-04-31', '2024-03-05T24:00', '2024-03-05T10']
  for (const text of [
    ...none,
    '2024-03-05T10:60',
    '2024-03-05T10:20:61',
    '2024-03-05T10:20:30X',
    '05.03.2024',
    '2024-3-5',
  ]) {
    t.equal(lastInstantOf(text), undefined, text)
  }
})

t.test('an HTTP date means its second', async (t) => {
  t.equal(lastInstantOfHttpDate('Tue, 05 Mar 2024 10:20:30 GMT'), '2024-03-05T10:20:30.999Z')
  for (const text of ['2024-03-05', 'Tue, 05 Mar 2024 10:20:30 CET', 'Tue, 05 Nix 2024 10:20:30 GMT', '']) {
    t.equal(lastInstantOfHttpDate(text), undefined, text)
  }
})
