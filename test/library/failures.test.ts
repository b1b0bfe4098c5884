import t from 'tap'
import { networkOf } from '../../src/library/address.ts'
import { createFailures } from '../../src/library/failures.ts'

t.test('an address is that of a subscriber: all of IPv4, the first half of IPv6', async (t) => {
  for (const [address, network] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8::5', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1:2:3:4:5', 'fe80:0:0:1'],
    ['', ''],
  ] as const) {
    t.equal(networkOf(address), network, address)
  }
})

t.test('ten failures a minute are counted, the eleventh waits for the minute to end', async (t) => {
  let now = 1000
  const failures = createFailures(() => now)
  for (let n = 0; n < 10; n++) t.equal(failures.count('192.0.2.1'), undefined)
  now += 20_000
  t.equal(failures.count('192.0.2.1'), 40)
  t.equal(failures.count('192.0.2.2'), undefined)
  now += 40_000
  t.equal(failures.count('192.0.2.1'), undefined, 'a minute later it begins anew')
  for (let n = 0; n < 30_000; n++) failures.count(`10.0.${n >> 8}.${n & 255}`)
  t.pass('many addresses do not fill the memory')
})
