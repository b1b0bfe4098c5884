import t from 'tap'
import { createKnown } from '../../src/http/known.ts'

t.test('what is asked for stays known, and of what is not there is never more than twice as much', async (t) => {
  const known = createKnown<number>(100)
  known.set('wanted', 1)
  for (let n = 0; n < 1000; n++) {
    known.set(`once ${n}`, n)
    t.equal(known.get('wanted'), 1)
  }
  t.equal(known.get('once 0'), undefined)
  t.equal(known.get('once 999'), 999)
})
