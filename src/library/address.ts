/** Where a request comes from, as far as it counts: an IPv4 address, or the network that one subscriber of IPv6 has. */

/** `2001:db8:1:2::5` → `2001:db8:1:2`, `::ffff:192.0.2.1` → `192.0.2.1`. A subscriber has at least a /64 (RFC 6177). */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(8 - groups.length - rest.length, 0) }, () => '0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':').toLowerCase()
}
