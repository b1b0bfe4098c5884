import t from 'tap'
import { depthFault } from '../../src/text/json.ts'

const long = 'x'.repeat(1_000_000)

t.test('a long text that is deeper than any record is told where', async (t) => {
  t.match(depthFault('['.repeat(50_000_000)), /position 256 .*256 levels/)
  t.match(depthFault(`{"a":"${long}","b":${'{"c":'.repeat(300)}`), /levels/)
})

t.test('brackets in strings, and those that are closed, are no levels', async (t) => {
  t.equal(depthFault(JSON.stringify(['[{"\\'.repeat(300), long, 'a\\', '"'])), undefined)
  t.equal(depthFault(JSON.stringify([long, ...Array.from({ length: 1000 }, () => [{}])])), undefined)
  t.equal(depthFault(`["${long}`), undefined)
  t.equal(depthFault('['.repeat(1000)), undefined, 'a short text is left to the parser')
})
