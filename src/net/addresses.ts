/** Which addresses are of the public internet: nothing else is to be reached through what somebody asked for. Pure. */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

type Subnet = readonly [address: string, bits: number]

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771) and the reserved rest. */
const special: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Within global unicast (RFC 4291, 2.4): protocols and Teredo, documentation, 6to4, documentation again, segment routing. */
const special6: readonly Subnet[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const barred = new BlockList()
for (const [address, bits] of special) barred.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of special6) barred.addSubnet(address, bits, 'ipv6')
// All that is public in IPv6 lies in it: loopback, link-local, unique local, and IPv4 in IPv6 clothes do not.
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !barred.check(address, 'ipv4')
  return isIPv6(address) && globalUnicast.check(address, 'ipv6') && !barred.check(address, 'ipv6')
}
